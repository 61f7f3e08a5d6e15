// The loops for AVX2 with fused multiply-add.
#if defined(__x86_64__)
#define WK_SET 1
#include "loops.h"

const wk_kernels wk_kernels_avx2 = WK_TABLE;
#pragma clang attribute pop
#endif
