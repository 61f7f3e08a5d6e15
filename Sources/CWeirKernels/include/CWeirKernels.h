#ifndef CWEIRKERNELS_H
#define CWEIRKERNELS_H

/// The instruction set in use: 2 AVX-512, 1 AVX2, 0 what every processor of the kind has.
int wk_instruction_set(void);

#endif
