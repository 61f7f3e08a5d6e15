// What is done to a feature over all samples of a batch: its row in every tile.

// Vector i of a row that goes on [stride] floats later in the next tile.
INLINE size_t row_at(int32_t i, size_t stride) {
  return (size_t)(i / ROW_VECTORS) * stride + (size_t)(i % ROW_VECTORS) * WIDTH;
}
// The lanes of vector i that hold one of [count] samples, zero elsewhere. Selected, not multiplied:
// behind the samples there may be anything, even what is not a number.
INLINE floats samples_of(floats v, int32_t i, int32_t count) {
  return only(lanes_within(i * WIDTH, count), v);
}

// WIDTH rows at a time, so that their sums across lanes are taken together.
static void loop_row_sums(const float *d, size_t stride, int32_t tiles, float *out, int32_t begin,
                          int32_t end) {
  for (int32_t r = begin; r < end; r += WIDTH) {
    int32_t rows = end - r < WIDTH ? end - r : WIDTH;
    floats sums[WIDTH] = {{0}};
    for (int32_t i = 0; i < rows; i++) {
      const float *row = d + (size_t)(r + i) * WK_LANES;
      floats s = {0};
      for (int32_t t = 0; t < tiles; t++, row += stride)
        UNROLL for (int z = 0; z < ROW_VECTORS; z++) s += load(row + z * WIDTH);
      sums[i] = s;
    }
    store_first(out + r, sum_each(sums), (size_t)rows);
  }
}

static void loop_scale_rows(const float *x, const float *factor, const float *term, float *y, size_t stride,
                            int32_t tiles, int32_t count, int32_t begin, int32_t end) {
  for (int32_t t = 0; t < tiles; t++)
    for (int32_t r = begin; r < end; r++) {
      size_t at = (size_t)t * stride + (size_t)r * WK_LANES;
      for (int32_t z = 0; z < ROW_VECTORS; z++) {
        floats v = multiply_add(load(x + at + z * WIDTH), broadcast(factor[r]), broadcast(term[r]));
        store(y + at + z * WIDTH, samples_of(v, t * ROW_VECTORS + z, count));
      }
    }
}

// Three passes over a row, which the nearest cache holds after the first.
static void loop_normalize_rows(const float *x, const float *gain, const float *shift, float epsilon,
                                float *mean, float *variance, float *y, size_t stride, int32_t tiles,
                                int32_t count, int32_t begin, int32_t end) {
  floats share = broadcast(1 / (float)count);
  int32_t vectors = tiles * ROW_VECTORS;
  for (int32_t r = begin; r < end; r++) {
    const float *row = x + (size_t)r * WK_LANES;
    floats s = {0};
    for (int32_t i = 0; i < vectors; i++) s += samples_of(load(row + row_at(i, stride)), i, count);
    floats m = sum(s) * share, q = {0};
    for (int32_t i = 0; i < vectors; i++) {
      floats c = samples_of(load(row + row_at(i, stride)) - m, i, count);
      q = multiply_add(c, c, q);
    }
    floats v = sum(q) * share;
    floats factor = broadcast(gain[r]) / root(v + epsilon), term = broadcast(shift[r]);
    float *out = y + (size_t)r * WK_LANES;
    for (int32_t i = 0; i < vectors; i++) {
      size_t at = row_at(i, stride);
      store(out + at, samples_of(multiply_add(load(row + at) - m, factor, term), i, count));
    }
    mean[r] = m[0];
    variance[r] = v[0];
  }
}

// With n = (x - mean) / deviation over N samples, the gradient of x is
// gain / deviation (d - sum(d) / N - n sum(d n) / N): what would shift the mean or stretch the row is
// taken out, since normalizing undoes it.
static void loop_normalize_rows_gradient(const float *x, const float *gain, float epsilon, const float *mean,
                                         const float *variance, float *d, float *gain_gradient,
                                         float *shift_gradient, size_t stride, int32_t tiles, int32_t count,
                                         int32_t begin, int32_t end) {
  floats share = broadcast(1 / (float)count);
  int32_t vectors = tiles * ROW_VECTORS;
  for (int32_t r = begin; r < end; r++) {
    const float *row = x + (size_t)r * WK_LANES;
    float *out = d + (size_t)r * WK_LANES;
    floats m = broadcast(mean[r]), inverse = 1 / root(broadcast(variance[r] + epsilon));
    floats s = {0}, q = {0};
    for (int32_t i = 0; i < vectors; i++) {
      size_t at = row_at(i, stride);
      floats n = samples_of((load(row + at) - m) * inverse, i, count);
      floats g = samples_of(load(out + at), i, count);
      s += g;
      q = multiply_add(g, n, q);
    }
    s = sum(s), q = sum(q);
    floats factor = broadcast(gain[r]) * inverse, s_share = s * share, q_share = q * share;
    for (int32_t i = 0; i < vectors; i++) {
      size_t at = row_at(i, stride);
      floats n = (load(row + at) - m) * inverse;
      floats g = factor * (load(out + at) - s_share - n * q_share);
      store(out + at, samples_of(g, i, count));
    }
    gain_gradient[r] = q[0];
    shift_gradient[r] = s[0];
  }
}
