// The rate that registers alone allow: the yardstick for every other rate. Twelve chains, more than any
// processor starts before the first is done, and as many as sixteen registers hold beside two operands.

#include <time.h>

#define PEAK_CHAINS 12

static double loop_peak_gigaflops(void) {
  const long rounds = 200000;
  volatile float opaque = 0.999f;  // read, not known: the loop must not be worked out beforehand
  floats factor = broadcast(opaque), term = broadcast(opaque * 1e-3f), sums[PEAK_CHAINS];
  UNROLL for (int c = 0; c < PEAK_CHAINS; c++) sums[c] = term * (float)c;
  double best = 0;
  for (int attempt = 0; attempt < 5; attempt++) {
    struct timespec start, stop;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (long i = 0; i < rounds; i++)
      UNROLL for (int c = 0; c < PEAK_CHAINS; c++) sums[c] = multiply_add(sums[c], factor, term);
    // Each attempt goes on from the sums of the last, and the last are looked at, so none can be left out.
    UNROLL for (int c = 0; c < PEAK_CHAINS; c++) opaque = sums[c][0];
    clock_gettime(CLOCK_MONOTONIC, &stop);
    double seconds = (double)(stop.tv_sec - start.tv_sec) + 1e-9 * (double)(stop.tv_nsec - start.tv_nsec);
    double rate = 2.0 * WIDTH * PEAK_CHAINS * (double)rounds / seconds * 1e-9;
    if (rate > best) best = rate;
  }
  return best;
}
