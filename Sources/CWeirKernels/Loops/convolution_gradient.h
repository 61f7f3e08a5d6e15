// The gradient of the weights of a convolution, where they are active.
//
// It is a sum over samples and positions. TAPS weights of a filter are summed side by side, a vector of
// partial sums each, over a strip of a line: the strip of d is read once for all of them. The partial sums
// wait in memory for the next strip, and are added across lanes when all is done, so that this costs the same
// however many strips there are.

#define TAPS 8
#define STRIP 8

// Adds to [partial] what [count] weights of a filter find in one strip; with few weights neighbouring
// positions take separate sums, for each can be added to only every fourth cycle.
INLINE void strip_sums(const int32_t *taps, const uint16_t *offsets, int count, const float *corner,
                       size_t move, const float *d, int32_t positions, float *partial) {
  floats sums[TAPS];
  const float *x[TAPS];
  int chains = TAPS / count;
  UNROLL for (int u = 0; u < count; u++) {
    x[u] = corner + taps[offsets[u]];
    sums[u * chains] = load(partial + u * WIDTH);
    UNROLL for (int c = 1; c < chains; c++) sums[u * chains + c] = (floats){0};
  }
  int32_t j = 0;
  for (; j + chains <= positions; j += chains)
    UNROLL for (int c = 0; c < chains; c++) {
      UNROLL for (int z = 0; z < SLICE_VECTORS; z++) {
        floats v = load(d + (size_t)(j + c) * SLICE + z * WIDTH);
        UNROLL for (int u = 0; u < count; u++)
          sums[u * chains + c] = multiply_add(v, load(x[u] + z * WIDTH), sums[u * chains + c]);
      }
      UNROLL for (int u = 0; u < count; u++) x[u] += move;
    }
  for (; j < positions; j++) {
    UNROLL for (int z = 0; z < SLICE_VECTORS; z++) {
      floats v = load(d + (size_t)j * SLICE + z * WIDTH);
      UNROLL for (int u = 0; u < count; u++)
        sums[u * chains] = multiply_add(v, load(x[u] + z * WIDTH), sums[u * chains]);
    }
    UNROLL for (int u = 0; u < count; u++) x[u] += move;
  }
  UNROLL for (int u = 0; u < count; u++) {
    UNROLL for (int c = 1; c < chains; c++) sums[u * chains] += sums[u * chains + c];
    store(partial + u * WIDTH, sums[u * chains]);
  }
}

// A strip, for rows begin ..< end of the pattern: [d] is [row][width][SLICE] from row [begin] on.
typedef struct {
  const wk_pattern *pattern;
  const wk_windows *windows;
  const int32_t *taps;
  const float *corner, *d;
  size_t move, group, d_row;
  int32_t positions, begin, end;
} window_strip;

INLINE void strip_gradient(const window_strip *s, float *partial) {
  const wk_pattern *p = s->pattern;
  const int32_t *taps = s->taps;
  for (int32_t b = 0; b < p->blocks; b++, taps += p->block) {
    const uint32_t *starts = p->starts + (size_t)b * ((size_t)p->rows + 1);
    const float *d = s->d;
    for (int32_t r = s->begin; r < s->end; r++, d += s->d_row) {
      const uint16_t *offsets = p->offsets + starts[r];
      uint32_t count = starts[r + 1] - starts[r];
      const float *corner = s->corner + (size_t)(r / s->windows->group_rows) * s->group;
#define SUMS(n)                                                                    \
  strip_sums(taps, offsets, n, corner, s->move, d, s->positions, partial);         \
  offsets += n, partial += n * WIDTH
      for (; count >= 8; count -= 8) { SUMS(8); }
      if (count & 4) { SUMS(4); }
      if (count & 2) { SUMS(2); }
      if (count & 1) { SUMS(1); }
#undef SUMS
    }
  }
}

// The sums of [count] vectors of partial sums.
INLINE void add_lanes(const float *partial, size_t count, float *sums) {
  for (size_t k = 0; k < count; k += WIDTH) {
    size_t n = count - k < WIDTH ? count - k : WIDTH;
    floats v[WIDTH] = {{0}};
    for (size_t i = 0; i < n; i++) v[i] = load(partial + (k + i) * WIDTH);
    store_first(sums + k, sum_each(v), n);
  }
}

// Packs line [i] of the rows begin ..< end of the gradient behind.
INLINE void pack_rows(const wk_windows *w, const float *d, int32_t i, int32_t begin, int32_t end, float *out) {
  for (int32_t r = begin; r < end; r++) {
    const float *from = d + ((size_t)r * (size_t)w->out_height + (size_t)i) * (size_t)w->out_width * WK_LANES;
    for (int32_t j = 0; j < w->out_width; j++, out += SLICE) copy_slice(from + (size_t)j * WK_LANES, out);
  }
}

static void loop_sparse_convolution_gradient(const wk_pattern *pattern, const wk_windows *w, const float *x,
                                             size_t x_stride, const float *d, size_t d_stride, int32_t tiles,
                                             float *gradient, int32_t begin, int32_t end) {
  size_t count = 0;
  for (int32_t b = 0; b < pattern->blocks; b++) {
    const uint32_t *starts = pattern->starts + (size_t)b * ((size_t)pattern->rows + 1);
    count += starts[end] - starts[begin];
  }
  size_t lines = ring_floats(w), rows = (size_t)(end - begin) * (size_t)w->out_width * SLICE;
  float *scratch = wk_scratch(lines + rows + count * WIDTH + (size_t)pattern->columns);
  float *packed_d = scratch + lines, *partial = packed_d + rows;
  int32_t *taps = (int32_t *)(partial + count * WIDTH);
  clear(partial, count * WIDTH);
  for (int32_t slice = 0; slice < tiles * (WK_LANES / SLICE); slice++) {
    size_t tile = (size_t)(slice * SLICE / WK_LANES), lane = (size_t)(slice * SLICE % WK_LANES);
    window_ring ring = make_ring(w, scratch);
    for (int32_t i = 0; i < w->out_height; i++) {
      pack_until(&ring, w, x + tile * x_stride + lane, i * w->stride);
      find_taps(&ring, w, i * w->stride, taps);
      pack_rows(w, d + tile * d_stride + lane, i, begin, end, packed_d);
      for (int32_t j = 0; j < w->out_width; j += STRIP) {
        window_strip strip = {
          .pattern = pattern, .windows = w, .taps = taps,
          .corner = ring.floats + (size_t)(j * w->stride) * SLICE, .d = packed_d + (size_t)j * SLICE,
          .move = (size_t)w->stride * SLICE, .group = (size_t)w->group_channels * ring.width,
          .d_row = (size_t)w->out_width * SLICE,
          .positions = w->out_width - j < STRIP ? w->out_width - j : STRIP, .begin = begin, .end = end,
        };
        strip_gradient(&strip, partial);
      }
    }
  }
  for (int32_t b = 0; b < pattern->blocks; b++) {
    const uint32_t *starts = pattern->starts + (size_t)b * ((size_t)pattern->rows + 1);
    size_t here = starts[end] - starts[begin];
    add_lanes(partial, here, gradient + starts[begin]);
    partial += here * WIDTH;
  }
}
