// The gradient of the active weights of a matrix, and of no others.
//
// Each active weight wants the dot product of a row of d and a row of x. The row of d stays in registers
// while the weights of the row go by; the dots of WIDTH weights are added across lanes together and
// written side by side, in the order in which weights are stored. Samples are taken SPAN vectors at a
// time, eight because that leaves registers free for sums: two tiles with AVX-512, one with AVX2. What a
// later span adds to a gradient is added in the order of the spans.
#define SPAN 8
// So much of x stays in the nearest cache beside all else, where that has 48 KiB; chosen on Zen 5. A block of
// which one tile fits and two do not is gone through tile by tile: its dots end twice as often, but loads of x
// do not wait for the next cache.
#define NEAR_BYTES (40 << 10)

INLINE int span_of(const wk_pattern *pattern) {
  size_t bytes = (size_t)pattern->block * WK_LANES * sizeof(float);
  return SPAN > ROW_VECTORS && bytes <= NEAR_BYTES && 2 * bytes > NEAR_BYTES ? SPAN / 2 : SPAN;
}

// Where vector z of a span begins: tiles are [stride] apart, vectors of a tile side by side.
INLINE size_t span_at(int z, size_t stride) {
  return (size_t)(z * WIDTH / WK_LANES) * stride + (size_t)(z * WIDTH % WK_LANES);
}

INLINE floats dot(const floats *d, const float *x, size_t x_stride, int vectors) {
  floats s = d[0] * load(x);
  UNROLL for (int z = 1; z < vectors; z++) s = multiply_add(d[z], load(x + span_at(z, x_stride)), s);
  return s;
}

// The dots of four weights, or of the first [count], in the order of the weights in every 16 bytes.
INLINE floats four_dots(const floats *d, offset_four four, int count, const float *x, size_t x_stride,
                        int vectors) {
  floats s[4] = {{0}};
  UNROLL for (int i = 0; i < count; i++)
    s[i] = dot(d, x + offset_of(four, i) * WK_LANES, x_stride, vectors);
  return add_paired(add_zipped(s[0], s[1]), add_zipped(s[2], s[3]));
}

// With [four], the offsets of the first four weights. How many are left at the end of a row is asked exactly, since rows
// that follow each other mostly have one length.
INLINE void gradient_row(const uint16_t *offsets, int32_t count, offset_four four, const float *x,
                         size_t x_stride, const float *d_row, size_t d_stride, int vectors, bool first,
                         float *gradient) {
  floats d[SPAN];
  UNROLL for (int z = 0; z < vectors; z++) d[z] = load(d_row + span_at(z, d_stride));
  floats fours[WIDTH / 4];
  for (; count >= WIDTH; count -= WIDTH, gradient += WIDTH) {
    UNROLL for (int q = 0; q < WIDTH / 4; q++) {
      offset_four next = load_offsets(offsets += 4);
      READ_HERE(next);
      fours[q] = four_dots(d, four, 4, x, x_stride, vectors);
      four = next;
    }
    floats dots = add_fours(fours);
    store(gradient, first ? dots : load(gradient) + dots);
  }
  if (count == 0) return;
  UNROLL for (int q = 0; q < WIDTH / 4; q++) {
    fours[q] = (floats){0};
    if (4 * q >= count) continue;
    offset_four next = load_offsets(offsets += 4);
    READ_HERE(next);
    switch (count - 4 * q) {
    case 1: fours[q] = four_dots(d, four, 1, x, x_stride, vectors); break;
    case 2: fours[q] = four_dots(d, four, 2, x, x_stride, vectors); break;
    case 3: fours[q] = four_dots(d, four, 3, x, x_stride, vectors); break;
    default: fours[q] = four_dots(d, four, 4, x, x_stride, vectors);
    }
    four = next;
  }
  floats dots = add_fours(fours);
  if (!first) dots += load_first(gradient, (size_t)count);
  store_first(gradient, dots, (size_t)count);
}

// What one block of columns gives, for some vectors of samples.
INLINE void gradient_block(const wk_pattern *pattern, int32_t block, const float *x, size_t x_stride,
                           const float *d, size_t d_stride, int vectors, bool first, float *gradient,
                           int32_t begin, int32_t end) {
  const uint64_t *slots = slots_of(pattern, block, begin), *last = slots + (end - begin);
  const uint16_t *offsets = pattern->offsets;
  x += (size_t)block * (size_t)pattern->block * WK_LANES;
  uint64_t slot = slots[0], next = slots[1];
  offset_four now = load_offsets(offsets + start_of(slot));
  for (; slots < last; slots++) {
    uint64_t after = slots[2];
    size_t k = start_of(slot), behind = start_of(next);
    offset_four then = load_offsets(offsets + behind);
    READ_HERE(after);
    READ_HERE(then);
    // The samples of the row after the next are asked for, since no cache foresees the order of rows.
    UNROLL for (int z = 0; z < vectors; z++) __builtin_prefetch(d + row_of(after) * WK_LANES + span_at(z, d_stride));
    if (behind > k)
      gradient_row(offsets + k, (int32_t)(behind - k), now, x, x_stride, d + row_of(slot) * WK_LANES, d_stride,
                   vectors, first, gradient + k);
    slot = next, next = after, now = then;
  }
}

APART void wide_block(const wk_pattern *pattern, int32_t block, const float *x, size_t x_stride,
                      const float *d, size_t d_stride, bool first, float *gradient, int32_t begin,
                      int32_t end) {
  gradient_block(pattern, block, x, x_stride, d, d_stride, SPAN, first, gradient, begin, end);
}
APART void narrow_block(const wk_pattern *pattern, int32_t block, const float *x, size_t x_stride,
                        const float *d, size_t d_stride, bool first, float *gradient, int32_t begin,
                        int32_t end) {
  gradient_block(pattern, block, x, x_stride, d, d_stride, SPAN / 2, first, gradient, begin, end);
}

static void loop_sparse_gradient(const wk_pattern *pattern, const float *x, size_t x_stride,
                                 const float *d, size_t d_stride, int32_t tiles, float *gradient,
                                 int32_t begin, int32_t end) {
  if (begin >= end) return;
  int64_t vectors = (int64_t)tiles * ROW_VECTORS, span = span_of(pattern);
  for (int32_t b = 0; b < pattern->blocks; b++)
    for (int64_t v = 0; v < vectors; v += span) {
      const float *x_span = x + (size_t)(v / ROW_VECTORS) * x_stride + (size_t)(v % ROW_VECTORS) * WIDTH;
      const float *d_span = d + (size_t)(v / ROW_VECTORS) * d_stride + (size_t)(v % ROW_VECTORS) * WIDTH;
      bool first = v == 0;
      // Half a span is one tile, by span_of, or the last.
      if (span == SPAN && v + SPAN <= vectors)
        wide_block(pattern, b, x_span, x_stride, d_span, d_stride, first, gradient, begin, end);
      else
        narrow_block(pattern, b, x_span, x_stride, d_span, d_stride, first, gradient, begin, end);
    }
}
