// The search for the largest gradients.

static void loop_magnitudes(float *g, size_t count) {
  for (size_t i = 0; i < count; i += WIDTH) {
    floats v = load_first(g + i, count - i);
    floats size = (floats)((words)v & 0x7fffffffu);
    // What is not a number equals nothing, not even itself.
    store_first(g + i, choose(v == v, size, broadcast(0)), count - i);
  }
}

// Few scores are above the threshold once the search has gone some way, so most vectors are done with after
// one comparison.
static size_t loop_select_above(const float *scores, size_t count, float threshold, uint32_t *out) {
  size_t found = 0;
  for (size_t i = 0; i < count; i += WIDTH) {
    size_t lanes = count - i < WIDTH ? count - i : WIDTH;
    ints above = load_first(scores + i, lanes) > broadcast(threshold);
    if (!__builtin_reduce_or(above)) continue;
    for (size_t lane = 0; lane < lanes; lane++) {
      out[found] = (uint32_t)(i + lane);
      found += scores[i + lane] > threshold;
    }
  }
  return found;
}
