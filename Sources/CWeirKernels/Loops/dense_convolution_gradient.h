// The gradient of all weights of a convolution.
//
// FILTERS filters by four weights of each are summed side by side over a strip: ten vectors loaded for two
// dozen multiply-adds. A strip is a line, or as many as make DENSE_STRIP positions, since here every part of
// the planes that is loaded serves all filters.

#define FILTERS (REGISTERS >= 32 ? 6 : 2)
#define DENSE_STRIP 32
#define MOST_LINES 4

INLINE int32_t dense_lines(const wk_windows *w) {
  int32_t lines = DENSE_STRIP / w->out_width;
  if (lines > w->out_height) lines = w->out_height;
  return lines < 1 ? 1 : lines < MOST_LINES ? lines : MOST_LINES;
}

INLINE int32_t columns_of(const wk_windows *w) { return w->group_channels * w->kernel * w->kernel; }

// [rows] filters from row [r] of a strip on, by four columns, the last of which may not be there: then the
// last one stands there again, and nobody takes its sums.
INLINE void dense_dots(const window_strip *s, int32_t below, int32_t r, int rows, int32_t column,
                       int32_t columns, float *gradient) {
  floats sums[FILTERS][4] = {{{0}}};
  int32_t count = columns - column < 4 ? columns - column : 4;
  for (int32_t l = 0; l < s->lines; l++) {
    const float *x[4], *d = s->d + (size_t)r * s->d_row + (size_t)l * s->d_line;
    UNROLL for (int u = 0; u < 4; u++)
      x[u] = s->corner + s->taps[(column + (u < count ? u : count - 1)) * below + l];
    for (int32_t j = 0; j < s->positions; j++) {
      UNROLL for (int z = 0; z < SLICE_VECTORS; z++) {
        floats v[4];
        UNROLL for (int u = 0; u < 4; u++) v[u] = load(x[u] + z * WIDTH);
        UNROLL for (int f = 0; f < rows; f++) {
          floats g = load(d + (size_t)f * s->d_row + z * WIDTH);
          UNROLL for (int u = 0; u < 4; u++) sums[f][u] = multiply_add(g, v[u], sums[f][u]);
        }
      }
      d += SLICE;
      UNROLL for (int u = 0; u < 4; u++) x[u] += s->move;
    }
  }
  // Four sums of a filter stand side by side; those of WIDTH / 4 filters make a vector.
  UNROLL for (int f = 0; f < rows; f += WIDTH / 4) {
    floats fours[WIDTH / 4];
    UNROLL for (int q = 0; q < WIDTH / 4; q++)
      fours[q] = f + q < rows ? add_paired(add_zipped(sums[f + q][0], sums[f + q][1]),
                                           add_zipped(sums[f + q][2], sums[f + q][3]))
                              : (floats){0};
    floats all = add_fours(fours);
    float four[WIDTH];
    store(four, all);
    for (int q = 0; q < WIDTH / 4 && f + q < rows; q++)
      for (int32_t u = 0; u < count; u++)
        gradient[(size_t)(r + f + q) * (size_t)columns + (size_t)(column + u)] += four[4 * q + u];
  }
}

// All columns of [rows] filters from row [r] on.
INLINE void dense_filters(const window_strip *s, int32_t below, int32_t r, int rows, int32_t columns,
                          float *gradient) {
  for (int32_t c = 0; c < columns; c += 4) dense_dots(s, below, r, rows, c, columns, gradient);
}

static void dense_strip(const window_strip *s, float *gradient) {
  int32_t below = dense_lines(s->windows), columns = columns_of(s->windows), rows = s->end - s->begin, r = 0;
  for (; r + FILTERS <= rows; r += FILTERS) dense_filters(s, below, r, FILTERS, columns, gradient);
  switch (rows - r) {
#if FILTERS > 2
  case 5: dense_filters(s, below, r, 5, columns, gradient); break;
  case 4: dense_filters(s, below, r, 4, columns, gradient); break;
  case 3: dense_filters(s, below, r, 3, columns, gradient); break;
  case 2: dense_filters(s, below, r, 2, columns, gradient); break;
#endif
  case 1: dense_filters(s, below, r, 1, columns, gradient); break;
  }
}

static void loop_dense_convolution_gradient(const wk_windows *w, const wk_slices *slices, float *gradient,
                                            int32_t begin, int32_t end) {
  int32_t columns = columns_of(w);
  clear(gradient, (size_t)(end - begin) * (size_t)columns);
  window_strip common = {.windows = w, .begin = begin, .end = end};
  each_strip(common, slices, columns, dense_lines(w), DENSE_STRIP, gradient, dense_strip);
}
