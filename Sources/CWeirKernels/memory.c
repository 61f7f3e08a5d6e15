#include <pthread.h>
#include <stdlib.h>
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

// A piece that was mapped anew for every call would cost more than the convolution it is for.
static _Thread_local float *scratch;
static _Thread_local size_t scratch_count;
static pthread_key_t scratch_key;
static pthread_once_t scratch_once = PTHREAD_ONCE_INIT;

static void make_scratch_key(void) { pthread_key_create(&scratch_key, free); }

float *wk_scratch(size_t count) {
  if (count <= scratch_count) return scratch;
  pthread_once(&scratch_once, make_scratch_key);
  free(scratch);
  void *piece = NULL;
  // Without memory there is no way on, as everywhere in a program in Swift.
  if (posix_memalign(&piece, 64, count * sizeof(float)) != 0) abort();
  pthread_setspecific(scratch_key, piece);
  scratch = piece;
  scratch_count = count;
  return piece;
}
