// The loops for AVX-512 with its byte, double word and shorter forms.
#if defined(__x86_64__)
#define WK_SET 2
#include "loops.h"

const wk_kernels wk_kernels_avx512 = WK_TABLE;
#pragma clang attribute pop
#endif
