// The loops for what every processor of the kind has: SSE2, NEON, or whatever vectors of four floats become.
#define WK_SET 0
#include "loops.h"

const wk_kernels wk_kernels_base = WK_TABLE;
