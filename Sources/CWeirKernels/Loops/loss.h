// Softmax and cross-entropy, WIDTH samples side by side: classes are rows, so that the largest logit, the
// sum of exponentials and the gradient need no sum across lanes.

// log x for x >= 1 and finite: x = 2^n m with m in sqrt(1/2) ... sqrt(2), and with s = (m - 1) / (m + 1),
// at most 0.1716, log m = 2 (s + s^3/3 + ... + s^9/9), which leaves out less than 8e-10.
INLINE floats logarithm(floats x) {
  words bits = (words)x, above = bits - 0x3f3504f3u;  // the bits of sqrt(1/2)
  ints n = (ints)above >> 23;
  floats m = (floats)((above & 0x007fffffu) + 0x3f3504f3u);
  floats s = (m - 1) / (m + 1), z = s * s;
  floats p = broadcast(2.0f / 9);
  p = multiply_add(p, z, broadcast(2.0f / 7));
  p = multiply_add(p, z, broadcast(2.0f / 5));
  p = multiply_add(p, z, broadcast(2.0f / 3));
  floats log_m = multiply_add(p * z, s, s + s);
  floats log_x = multiply_add(__builtin_convertvector(n, floats), broadcast(0.693147181f), log_m);
  return choose(x == x, log_x, x);
}

static void loop_cross_entropy(const float *logits, int32_t classes, const int32_t *labels, int32_t lanes,
                               float smoothing, float factor, float *d, float *losses,
                               int32_t *predicted) {
  for (int lane = 0; lane < WK_LANES; lane += WIDTH) {
    float *gradient = d ? d + lane : NULL;
    if (lane >= lanes) {
      for (int32_t c = 0; d && c < classes; c++) store(gradient + (size_t)c * WK_LANES, (floats){0});
      continue;
    }
    size_t count = lanes - lane < WIDTH ? (size_t)(lanes - lane) : WIDTH;
    ints label = {0};
    memcpy(&label, labels + lane, count * sizeof(int32_t));

    floats largest = load(logits + lane), chosen = {0};
    ints which = {0}, unordered = {0};
    for (int32_t c = 0; c < classes; c++) {
      floats z = load(logits + (size_t)c * WK_LANES + lane);
      ints above = z > largest;
      largest = choose(above, z, largest);
      which = (above & c) | (~above & which);
      unordered |= z != z;
      chosen = choose(label == c, z, chosen);
    }
    if (predicted) {
      which |= unordered;  // all ones is -1
      memcpy(predicted + lane, &which, count * sizeof(int32_t));
    }
    if (!d && !losses) continue;

    floats total = {0}, below = {0};
    for (int32_t c = 0; c < classes; c++) {
      floats z = load(logits + (size_t)c * WK_LANES + lane) - largest, e = exponential(z);
      total += e;
      below += z;
      if (d) store(gradient + (size_t)c * WK_LANES, e);
    }
    if (losses) {
      floats wanted = chosen - largest;
      // Not without need: where a logit is minus infinity, so is the sum, and zero times it no number.
      if (smoothing > 0) wanted = wanted * (1 - smoothing) + below * (smoothing / (float)classes);
      store_first(losses + lane, logarithm(total) - wanted, count);
    }
    if (!d) continue;

    floats scale = factor / total;
    const float all = factor * (smoothing / (float)classes), more = factor * (1 - smoothing);
    ints within = lanes_within(lane, lanes);
    for (int32_t c = 0; c < classes; c++) {
      floats p = load(gradient + (size_t)c * WK_LANES) * scale;
      floats g = p - only(label == c, broadcast(more)) - all;
      store(gradient + (size_t)c * WK_LANES, only(within, g));
    }
  }
}
