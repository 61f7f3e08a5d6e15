// The search for the largest gradients.

static void loop_magnitudes(float *g, size_t count) {
  for (size_t i = 0; i < count; i += WIDTH) {
    floats v = load_first(g + i, count - i);
    floats size = (floats)((words)v & 0x7fffffffu);
    // What is not a number equals nothing, not even itself.
    store_first(g + i, choose(v == v, size, broadcast(0)), count - i);
  }
}

// Once the search has gone some way, many vectors are done with after one comparison. In the others every lane is
// written and the next one over it, unless it stays: branches would be guessed wrong.
static size_t loop_select_above(const float *scores, size_t count, float threshold, intptr_t first,
                                float *above, intptr_t *places) {
  size_t found = 0;
  for (size_t i = 0; i < count; i += WIDTH) {
    size_t lanes = count - i < WIDTH ? count - i : WIDTH;
    ints is_above = load_first(scores + i, lanes) > broadcast(threshold);
    if (!__builtin_reduce_or(is_above)) continue;
    for (size_t lane = 0; lane < lanes; lane++) {
      above[found] = scores[i + lane];
      places[found] = first + (intptr_t)(i + lane);
      found += scores[i + lane] > threshold;
    }
  }
  return found;
}
