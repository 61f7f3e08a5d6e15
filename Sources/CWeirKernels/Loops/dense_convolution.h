// Convolutions with full matrices, over the same packed planes.
//
// WINDOW_ROWS rows by NEAR positions stay in registers over a block of channels: each vector of x that is
// loaded serves all the rows, each weight NEAR positions, as in the product of full matrices. There it is six
// rows, but compilers read the weights of all rows ahead here, and with six the sums would not fit beside
// them: a quarter slower. The part of the planes that a block of channels reads fills most of the nearest
// cache.

#define WINDOW_ROWS 5
#define NEAR (MICRO_VECTORS / SLICE_VECTORS > 0 ? MICRO_VECTORS / SLICE_VECTORS : 1)

// A place of the kernel that is read: how far from a window's corner, and from a filter's first weight.
typedef struct {
  int32_t offset, weight;
} window_place;

// A block of channels, all rows of a group.
typedef struct {
  const float *w;
  size_t w_row, w_channel;
  const float *x;
  size_t x_channel, move;
  int32_t channels, places;
  const window_place *place;
  const float *bias;
  float *sums;           // [row][NEAR][SLICE], from one block of channels to the next
  float *y;
  size_t y_row, y_step;
  bool first, last;
} window_product;

INLINE void micro_window(const window_product *p, int32_t row, int rows, int positions) {
  floats sums[WINDOW_ROWS][NEAR][SLICE_VECTORS];
  float *kept = p->sums + (size_t)row * NEAR * SLICE;
  UNROLL for (int r = 0; r < rows; r++)
    UNROLL for (int j = 0; j < positions; j++)
      UNROLL for (int z = 0; z < SLICE_VECTORS; z++)
        sums[r][j][z] = p->first ? broadcast(p->bias ? p->bias[row + r] : 0)
                                 : load(kept + (r * NEAR + j) * SLICE + z * WIDTH);
  const float *w = p->w + (size_t)row * p->w_row, *x = p->x;
  for (int32_t c = 0; c < p->channels; c++, w += p->w_channel, x += p->x_channel)
    for (int32_t i = 0; i < p->places; i++) {
      window_place place = p->place[i];
      const float *from = x + place.offset, *weight = w + place.weight;
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
  for (; r + WINDOW_ROWS <= rows; r += WINDOW_ROWS) micro_window(p, r, WINDOW_ROWS, positions);
  switch (rows - r) {
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
                           int32_t right, window_place *places) {
  int32_t count = 0, step = phases(w);
  for (int32_t i = down; i < w->kernel; i += step)
    for (int32_t j = right; j < w->kernel; j += step)
      places[count++] = (window_place){
        .offset = (int32_t)(ring_line(ring, corner + reach(w, i)) - ring->floats) + reach(w, j) * SLICE,
        .weight = i * w->kernel + j,
      };
  return count;
}

static void loop_dense_convolution(const wk_windows *w, const float *weights, size_t row_stride,
                                   size_t channel_stride, const float *bias, const float *x, float *y,
                                   int32_t begin, int32_t end) {
  int32_t area = w->kernel * w->kernel, rows = w->group_rows, channels = w->group_channels;
  int32_t block = area < INNER_BLOCK ? INNER_BLOCK / area : 1;
  size_t lines = ring_floats(w, 1), line = (size_t)w->out_width * WK_LANES;
  float *scratch = wk_scratch(lines + (size_t)rows * NEAR * SLICE);
  window_ring ring = make_ring(w, 1, scratch);
  window_place place[WK_MOST_KERNEL * WK_MOST_KERNEL];
  for (int32_t i = begin; i < end; i++) {
    int32_t down = w->transposed ? (i + w->padding) % w->stride : 0;
    window_axis lines_axis = axis_of(w, down);
    int32_t corner = lines_axis.corner + (i - lines_axis.first) / lines_axis.step * lines_axis.move;
    pack_until(&ring, w, x, corner);
    for (int32_t right = 0; right < phases(w); right++) {
      window_axis axis = axis_of(w, right);
      int32_t positions = (w->out_width - axis.first + axis.step - 1) / axis.step;
      int32_t places = find_places(&ring, w, corner, down, right, place);
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
              .bias = bias ? bias + g * rows : NULL, .sums = scratch + lines,
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
