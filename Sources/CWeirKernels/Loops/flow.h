// A convolution of one sample in double, filter by filter: each active weight is one straight operation on as
// much of a plane as the output is long. Products and sums are not fused, and sixteen numbers go together in
// any set, so that every processor comes to the same bits, by which masks are chosen.

#define FLOW_LANES 16
#define FLOW_VECTORS (FLOW_LANES * 2 / WIDTH)
typedef double doubles_anywhere __attribute__((vector_size(4 * WIDTH), aligned(8), may_alias));

INLINE doubles load_doubles(const double *p) { return *(const doubles_anywhere *)p; }
INLINE void store_doubles(double *p, doubles v) { *(doubles_anywhere *)p = v; }

static void loop_flow_product(const double *w, const uint32_t *columns, size_t count, const uint32_t *places,
                              const double *x, double *y, size_t length) {
  for (size_t i = 0; i < length; i += FLOW_LANES) {
    doubles sums[FLOW_VECTORS] = {{0}};
    for (size_t k = 0; k < count; k++) {
      const double *from = x + places[columns[k]] + i;
      UNROLL for (int z = 0; z < FLOW_VECTORS; z++) sums[z] += w[k] * load_doubles(from + z * (WIDTH / 2));
    }
    UNROLL for (int z = 0; z < FLOW_VECTORS; z++) store_doubles(y + i + z * (WIDTH / 2), sums[z]);
  }
}

static void loop_flow_parts(const double *w, const uint32_t *columns, size_t count, const uint32_t *places,
                            const double *x, const double *d, size_t length, double *parts, double *gradient) {
  for (size_t k = 0; k < count; k++) {
    size_t place = places[columns[k]];
    doubles sums[FLOW_VECTORS] = {{0}};
    for (size_t i = 0; i < length; i += FLOW_LANES)
      UNROLL for (int z = 0; z < FLOW_VECTORS; z++) {
        size_t at = i + z * (WIDTH / 2);
        doubles v = load_doubles(d + at);
        sums[z] += v * load_doubles(x + place + at);
        double *to = gradient + place + at;
        store_doubles(to, load_doubles(to) + w[k] * v);
      }
    double s[FLOW_LANES];
    memcpy(s, sums, sizeof(s));
    for (int half = FLOW_LANES / 2; half > 0; half /= 2)
      for (int j = 0; j < half; j++) s[j] += s[j + half];
    parts[k] = w[k] * s[0];
  }
}
