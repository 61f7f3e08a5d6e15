// Convolutions with full matrices, over the same packed planes.
//
// Six rows by NEAR positions stay in registers over a block of channels: each vector of x that is loaded
// serves six rows, each weight NEAR positions, as in the product of full matrices. The part of the planes that
// a block of channels reads fills most of the nearest cache.

#define NEAR (MICRO_VECTORS / SLICE_VECTORS > 0 ? MICRO_VECTORS / SLICE_VECTORS : 1)

// A block of channels, all rows of a group.
typedef struct {
  const float *w;
  size_t w_row, w_channel;
  const float *x;
  size_t x_channel, move;
  int32_t channels, places;
  // The kernel's places that are read: their number, and how far from the corner.
  const uint16_t *place;
  const int32_t *offset;
  const float *bias;
  float *sums;           // [row][NEAR][SLICE], from one block of channels to the next
  float *y;
  size_t y_row, y_step;
  bool first, last;
} window_product;

INLINE void micro_window(const window_product *p, int32_t row, int rows, int positions) {
  floats sums[MICRO_ROWS][NEAR][SLICE_VECTORS];
  float *kept = p->sums + (size_t)row * NEAR * SLICE;
  UNROLL for (int r = 0; r < rows; r++)
    UNROLL for (int j = 0; j < positions; j++)
      UNROLL for (int z = 0; z < SLICE_VECTORS; z++)
        sums[r][j][z] = p->first ? broadcast(p->bias ? p->bias[row + r] : 0)
                                 : load(kept + (r * NEAR + j) * SLICE + z * WIDTH);
  const float *w = p->w + (size_t)row * p->w_row, *x = p->x;
  for (int32_t c = 0; c < p->channels; c++, w += p->w_channel, x += p->x_channel)
    for (int32_t i = 0; i < p->places; i++) {
      const float *from = x + p->offset[i], *weight = w + p->place[i];
      floats column[NEAR][SLICE_VECTORS];
      UNROLL for (int j = 0; j < positions; j++)
        UNROLL for (int z = 0; z < SLICE_VECTORS; z++)
          column[j][z] = load(from + (size_t)j * p->move + z * WIDTH);
      UNROLL for (int r = 0; r < rows; r++) {
        floats v = broadcast(weight[(size_t)r * p->w_row]);
        UNROLL for (int j = 0; j < positions; j++)
          UNROLL for (int z = 0; z < SLICE_VECTORS; z++)
            sums[r][j][z] = multiply_add(v, column[j][z], sums[r][j][z]);
      }
    }
  UNROLL for (int r = 0; r < rows; r++) {
    float *out = p->last ? p->y + (size_t)(row + r) * p->y_row : kept + r * NEAR * SLICE;
    size_t step = p->last ? p->y_step : SLICE;
    UNROLL for (int j = 0; j < positions; j++)
      UNROLL for (int z = 0; z < SLICE_VECTORS; z++)
        store(out + (size_t)j * step + z * WIDTH, sums[r][j][z]);
  }
}

INLINE void micro_window_rows(const window_product *p, int32_t rows, int positions) {
  int32_t r = 0;
  for (; r + MICRO_ROWS <= rows; r += MICRO_ROWS) micro_window(p, r, MICRO_ROWS, positions);
  switch (rows - r) {
  case 5: micro_window(p, r, 5, positions); break;
  case 4: micro_window(p, r, 4, positions); break;
  case 3: micro_window(p, r, 3, positions); break;
  case 2: micro_window(p, r, 2, positions); break;
  case 1: micro_window(p, r, 1, positions); break;
  }
}

static void window_rows(const window_product *p, int32_t rows, int32_t positions) {
  switch (positions) {
  case 1: micro_window_rows(p, rows, 1); break;
#if NEAR > 1
  case 2: micro_window_rows(p, rows, 2); break;
#endif
#if NEAR > 2
  case 3: micro_window_rows(p, rows, 3); break;
  case 4: micro_window_rows(p, rows, 4); break;
#endif
  }
}

// The kernel's places that a phase reads.
INLINE int32_t find_places(const window_ring *ring, const wk_windows *w, int32_t corner, int32_t down,
                           int32_t right, uint16_t *place, int32_t *offset) {
  int32_t count = 0, step = phases(w);
  for (int32_t i = down; i < w->kernel; i += step)
    for (int32_t j = right; j < w->kernel; j += step, count++) {
      place[count] = (uint16_t)(i * w->kernel + j);
      offset[count] = (int32_t)(ring_line(ring, corner + reach(w, i)) - ring->floats) + reach(w, j) * SLICE;
    }
  return count;
}

static void loop_dense_convolution(const wk_windows *w, const float *weights, size_t row_stride,
                                   size_t channel_stride, const float *bias, const float *x, float *y,
                                   int32_t begin, int32_t end) {
  int32_t area = w->kernel * w->kernel, rows = w->group_rows, channels = w->group_channels;
  int32_t block = area < INNER_BLOCK ? INNER_BLOCK / area : 1;
  size_t lines = ring_floats(w), line = (size_t)w->out_width * WK_LANES;
  float *scratch = wk_scratch(lines + (size_t)rows * NEAR * SLICE);
  window_ring ring = make_ring(w, scratch);
  uint16_t place[WK_MOST_KERNEL * WK_MOST_KERNEL];
  int32_t offset[WK_MOST_KERNEL * WK_MOST_KERNEL];
  for (int32_t i = begin; i < end; i++) {
    int32_t down = w->transposed ? (i + w->padding) % w->stride : 0;
    window_axis lines_axis = axis_of(w, down);
    int32_t corner = lines_axis.corner + (i - lines_axis.first) / lines_axis.step * lines_axis.move;
    pack_until(&ring, w, x, corner);
    for (int32_t right = 0; right < phases(w); right++) {
      window_axis axis = axis_of(w, right);
      int32_t positions = (w->out_width - axis.first + axis.step - 1) / axis.step;
      int32_t places = find_places(&ring, w, corner, down, right, place, offset);
      for (int32_t g = 0; g < w->groups; g++)
        for (int32_t j = 0; j < positions; j += NEAR)
          for (int32_t c = 0; c < channels; c += block) {
            window_product p = {
              .w = weights + (size_t)g * (size_t)rows * (size_t)channels * (size_t)area
                + (size_t)c * channel_stride,
              .w_row = row_stride, .w_channel = channel_stride,
              .x = ring.floats + (size_t)(g * channels + c) * ring.width
                + (size_t)(axis.corner + j * axis.move) * SLICE,
              .x_channel = ring.width, .move = (size_t)axis.move * SLICE,
              .channels = channels - c < block ? channels - c : block, .places = places, .place = place,
              .offset = offset, .bias = bias ? bias + g * rows : NULL, .sums = scratch + lines,
              .y = y + (size_t)(g * rows) * (size_t)w->out_height * line + (size_t)i * line
                + (size_t)(axis.first + j * axis.step) * WK_LANES,
              .y_row = (size_t)w->out_height * line, .y_step = (size_t)axis.step * WK_LANES,
              .first = c == 0, .last = c + block >= channels,
            };
            window_rows(&p, rows, positions - j < NEAR ? positions - j : NEAR);
          }
    }
  }
}

// ---- Gradient of all weights
//
// FILTERS filters by COLUMNS weights of each are summed side by side, a vector of partial sums each, over a
// strip: ten vectors loaded for two dozen multiply-adds.

#define FILTERS (REGISTERS >= 32 ? 4 : 2)
#define COLUMNS (REGISTERS >= 32 ? 6 : 4)

INLINE void dense_strip(const int32_t *taps, int32_t columns, const float *corner, size_t move,
                        const float *const d[FILTERS], int32_t positions, float *partial) {
  floats sums[FILTERS][COLUMNS];
  const float *x[COLUMNS];
  // Behind the last column stands the last one again; nobody reads its sums.
  UNROLL for (int u = 0; u < COLUMNS; u++) x[u] = corner + taps[u < columns ? u : columns - 1];
  UNROLL for (int f = 0; f < FILTERS; f++)
    UNROLL for (int u = 0; u < COLUMNS; u++) sums[f][u] = load(partial + (f * COLUMNS + u) * WIDTH);
  for (size_t j = 0; j < (size_t)positions; j++)
    UNROLL for (int z = 0; z < SLICE_VECTORS; z++) {
      floats v[FILTERS];
      UNROLL for (int f = 0; f < FILTERS; f++) v[f] = load(d[f] + j * SLICE + z * WIDTH);
      UNROLL for (int u = 0; u < COLUMNS; u++) {
        floats column = load(x[u] + j * move + z * WIDTH);
        UNROLL for (int f = 0; f < FILTERS; f++) sums[f][u] = multiply_add(v[f], column, sums[f][u]);
      }
    }
  UNROLL for (int f = 0; f < FILTERS; f++)
    UNROLL for (int u = 0; u < COLUMNS; u++) store(partial + (f * COLUMNS + u) * WIDTH, sums[f][u]);
}

static void loop_dense_convolution_gradient(const wk_windows *w, const float *x, size_t x_stride,
                                            const float *d, size_t d_stride, int32_t tiles, float *gradient,
                                            int32_t begin, int32_t end) {
  int32_t columns = w->group_channels * w->kernel * w->kernel, sets = (columns + COLUMNS - 1) / COLUMNS;
  int32_t quads = (end - begin + FILTERS - 1) / FILTERS;
  size_t lines = ring_floats(w), rows = (size_t)(end - begin) * (size_t)w->out_width * SLICE;
  size_t piece = FILTERS * COLUMNS * WIDTH, count = (size_t)quads * (size_t)sets * piece;
  float *scratch = wk_scratch(lines + rows + count + (size_t)columns);
  float *packed_d = scratch + lines, *partial = packed_d + rows;
  int32_t *taps = (int32_t *)(partial + count);
  clear(partial, count);
  for (int32_t slice = 0; slice < tiles * (WK_LANES / SLICE); slice++) {
    size_t tile = (size_t)(slice * SLICE / WK_LANES), lane = (size_t)(slice * SLICE % WK_LANES);
    window_ring ring = make_ring(w, scratch);
    for (int32_t i = 0; i < w->out_height; i++) {
      pack_until(&ring, w, x + tile * x_stride + lane, i * w->stride);
      find_taps(&ring, w, i * w->stride, taps);
      pack_rows(w, d + tile * d_stride + lane, i, begin, end, packed_d);
      for (int32_t j = 0; j < w->out_width; j += STRIP) {
        int32_t positions = w->out_width - j < STRIP ? w->out_width - j : STRIP;
        float *sums = partial;
        for (int32_t q = 0; q < quads; q++) {
          const float *strip[FILTERS];
          for (int32_t f = 0; f < FILTERS; f++) {
            int32_t r = q * FILTERS + f < end - begin ? q * FILTERS + f : end - begin - 1;
            strip[f] = packed_d + ((size_t)r * (size_t)w->out_width + (size_t)j) * SLICE;
          }
          const float *corner = ring.floats + (size_t)(j * w->stride) * SLICE;
          for (int32_t s = 0; s < sets; s++, sums += piece)
            dense_strip(taps + s * COLUMNS, columns - s * COLUMNS, corner, (size_t)w->stride * SLICE, strip,
                        positions, sums);
        }
      }
    }
  }
  for (int32_t q = 0; q < quads; q++)
    for (int32_t s = 0; s < sets; s++, partial += piece)
      for (int32_t f = 0; f < FILTERS && q * FILTERS + f < end - begin; f++) {
        int32_t left = columns - s * COLUMNS;
        add_lanes(partial + f * COLUMNS * WIDTH, (size_t)(left < COLUMNS ? left : COLUMNS),
                  gradient + (size_t)(q * FILTERS + f) * (size_t)columns + (size_t)(s * COLUMNS));
      }
}
