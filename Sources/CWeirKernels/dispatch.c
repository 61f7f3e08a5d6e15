#include "CWeirKernels.h"

int wk_instruction_set(void) { return 0; }
