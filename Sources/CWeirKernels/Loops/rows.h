// What is done to a feature over all samples of a batch: its row in every tile.

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

// WIDTH rows at a time, which are still near when they are summed.
static void loop_rectified_row_sums(const float *y, size_t y_stride, float slope, float *d, size_t stride,
                                    int32_t tiles, float *out, int32_t begin, int32_t end) {
  for (int32_t r = begin; r < end; r += WIDTH) {
    int32_t rows = end - r < WIDTH ? end - r : WIDTH;
    size_t at = (size_t)r * WK_LANES, count = (size_t)rows * WK_LANES;
    for (size_t t = 0; t < (size_t)tiles; t++)
      loop_rectify_gradient(y + t * y_stride + at, slope, d + t * stride + at, count);
    loop_row_sums(d, stride, tiles, out, r, r + rows);
  }
}

// A channel is [area] rows side by side, each a position in a picture.
static void loop_scale_rows(const float *x, const float *factor, const float *term, float *y, size_t stride,
                            int32_t tiles, int32_t count, int32_t area, int32_t begin, int32_t end) {
  for (int32_t t = 0; t < tiles; t++)
    for (int32_t c = begin; c < end; c++) {
      size_t at = (size_t)t * stride + (size_t)c * (size_t)area * WK_LANES;
      for (int32_t r = 0; r < area; r++, at += WK_LANES)
        for (int32_t z = 0; z < ROW_VECTORS; z++) {
          floats v = multiply_add(load(x + at + z * WIDTH), broadcast(factor[c]), broadcast(term[c]));
          store(y + at + z * WIDTH, samples_of(v, t * ROW_VECTORS + z, count));
        }
    }
}
