// Sums of sizes and of squares. Both |g| and g g are exact in double, so only the order of additions
// matters; sixteen sums, of which sum i takes numbers i, i + 16, ..., are the same order with vectors of
// any width, and chains enough to be fast.

#define NORM_LANES 16
#define NORM_VECTORS (NORM_LANES * 2 / WIDTH)
typedef double doubles __attribute__((vector_size(4 * WIDTH)));
typedef float half_floats __attribute__((vector_size(2 * WIDTH)));

INLINE void norms_at(const float g[NORM_LANES], doubles absolute[NORM_VECTORS],
                     doubles squares[NORM_VECTORS]) {
  UNROLL for (int z = 0; z < NORM_VECTORS; z++) {
    half_floats part;
    memcpy(&part, g + z * (WIDTH / 2), sizeof(part));
    doubles v = __builtin_convertvector(part, doubles);
    absolute[z] += __builtin_elementwise_abs(v);
    squares[z] += v * v;
  }
}

static void loop_norms(const float *g, size_t count, double *absolute, double *squares) {
  doubles a[NORM_VECTORS] = {{0}}, s[NORM_VECTORS] = {{0}};
  size_t i = 0;
  for (; i + NORM_LANES <= count; i += NORM_LANES) norms_at(g + i, a, s);
  if (i < count) {
    float rest[NORM_LANES] = {0};
    memcpy(rest, g + i, (count - i) * sizeof(float));
    norms_at(rest, a, s);
  }
  double a_sums[NORM_LANES], s_sums[NORM_LANES];
  memcpy(a_sums, a, sizeof(a_sums));
  memcpy(s_sums, s, sizeof(s_sums));
  for (int half = NORM_LANES / 2; half > 0; half /= 2)
    for (int j = 0; j < half; j++) a_sums[j] += a_sums[j + half], s_sums[j] += s_sums[j + half];
  *absolute = a_sums[0];
  *squares = s_sums[0];
}
