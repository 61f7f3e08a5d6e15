#include "CWeirKernels.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

// glibc raises the size from which it maps memory of its own, up to 32 MiB, each time such a piece is
// freed; what is freed below it stays with the process. Fixing the size turns that off. Measured on
// 784-4096x3-10 at density 0.1, resident bytes an active weight after some steps: 40 before, 20 after.
void wk_return_freed_memory(void) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 256 * 1024);
#endif
}
