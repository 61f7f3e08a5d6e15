// Products with matrices that store their active weights only.
//
// Samples lie side by side in memory, 64 of them to a feature, so a weight, whatever its place, is one
// broadcast number times 256 consecutive bytes: unstructured sparsity becomes straight vector code. 64
// lanes are enough work to hide the reading of a weight and its offset, and few enough for a row of sums
// to live in registers from its first weight to its last. Columns come in blocks so that the part of x
// in use stays in the nearest cache: the rate is that of loads, one for each multiply-add, so the offsets
// of four weights come in one. Tried and found no faster: one load for four values, dealt out by shuffles;
// runs of rows that keep y in the second cache, at 4096 rows.

// Vectors of a row summed at once; where 64 lanes do not fit the registers, a row is done in parts.
#define ROW_VECTORS (WK_LANES / WIDTH)
#define HELD (ROW_VECTORS <= REGISTERS / 2 ? ROW_VECTORS : REGISTERS / 2)
// A chain of dependent sums advances once in about four cycles and two can start in each, so eight
// chains keep the processor busy: with few vectors, alternate weights take separate sums.
#define CHAINS (HELD < 8 ? 8 / HELD : 1)

// What a weight adds to the sums of its row.
INLINE void add_weight(float value, size_t column, const float *x, floats sums[HELD]) {
  const float *row = x + column * WK_LANES;
  floats w = broadcast(value);
  UNROLL for (int z = 0; z < HELD; z++) sums[z] = multiply_add(w, load(row + z * WIDTH), sums[z]);
}

INLINE void sparse_row(const uint16_t *offsets, const float *values, size_t count, const float *x,
                       float *y, floats sums[CHAINS][HELD]) {
  UNROLL for (int c = 1; c < CHAINS; c++)
    UNROLL for (int z = 0; z < HELD; z++) sums[c][z] = (floats){0};
  size_t k = 0;
  for (; k + 4 <= count; k += 4) {
    offset_four four = load_offsets(offsets + k);
    UNROLL for (int i = 0; i < 4; i++) add_weight(values[k + i], offset_of(four, i), x, sums[i % CHAINS]);
  }
  UNROLL for (int i = 0; i < 3; i++)
    if (k + (size_t)i < count) add_weight(values[k + i], offsets[k + i], x, sums[i % CHAINS]);
  UNROLL for (int c = 1; c < CHAINS; c++)
    UNROLL for (int z = 0; z < HELD; z++) sums[0][z] += sums[c][z];
  UNROLL for (int z = 0; z < HELD; z++) store(y + z * WIDTH, sums[0][z]);
}

// The part of a product that one block of columns gives, for HELD vectors of lanes.
INLINE void sparse_block(const wk_pattern *pattern, int32_t block, const float *values, const float *bias,
                         const float *x, float *y, int32_t begin, int32_t end, bool first) {
  const uint32_t *starts = pattern->starts + (size_t)block * ((size_t)pattern->rows + 1);
  const uint16_t *offsets = pattern->offsets;
  x += (size_t)block * (size_t)pattern->block * WK_LANES;
  size_t k = starts[begin];
  for (int32_t r = begin; r < end; r++) {
    size_t next = starts[r + 1], count = next - k;
    if (!first && count == 0) continue;
    float *row = y + (size_t)r * WK_LANES;
    floats sums[CHAINS][HELD];
    if (first) {
      UNROLL for (int z = 0; z < HELD; z++) sums[0][z] = broadcast(bias ? bias[r] : 0);
    } else {
      UNROLL for (int z = 0; z < HELD; z++) sums[0][z] = load(row + z * WIDTH);
    }
    sparse_row(offsets + k, values + k, count, x, row, sums);
    k = next;
  }
}

static void loop_sparse_product(const wk_pattern *pattern, const float *values, const float *bias,
                                const float *x, float *y, int32_t begin, int32_t end) {
  if (begin >= end) return;
  for (int32_t r = begin; r < end && pattern->blocks == 0; r++)
    for (int lane = 0; lane < WK_LANES; lane += WIDTH)
      store(y + (size_t)r * WK_LANES + lane, broadcast(bias ? bias[r] : 0));
  for (int32_t b = 0; b < pattern->blocks; b++)
    for (int lane = 0; lane < WK_LANES; lane += HELD * WIDTH) {
      if (b == 0) sparse_block(pattern, b, values, bias, x + lane, y + lane, begin, end, true);
      else sparse_block(pattern, b, values, bias, x + lane, y + lane, begin, end, false);
    }
}

// ---- Gradient of the weights
//
// Each active weight wants the dot product of a row of d and a row of x. The row of d stays in registers
// while the weights of the row go by; the dots of WIDTH weights are added across lanes together and
// written side by side, in the order in which weights are stored. Samples are taken SPAN vectors at a
// time, eight because that leaves registers free for sums: two tiles with AVX-512, one with AVX2. What a
// later span adds to a gradient is added in the order of the spans.
#define SPAN 8

// Where vector z of a span begins: tiles are [stride] apart, vectors of a tile side by side.
INLINE size_t span_at(int z, size_t stride) {
  return (size_t)(z * WIDTH / WK_LANES) * stride + (size_t)(z * WIDTH % WK_LANES);
}

INLINE floats dot(const floats *d, const float *x, size_t x_stride, int vectors) {
  floats s = d[0] * load(x);
  UNROLL for (int z = 1; z < vectors; z++) s = multiply_add(d[z], load(x + span_at(z, x_stride)), s);
  return s;
}

// The dots of up to four weights, in the order of the weights in every 16 bytes of the result. Behind
// the last weight stands the last one again: cheaper than asking, and cut off when stored.
INLINE floats four_dots(const floats *d, const uint16_t *offsets, int count, const float *x,
                        size_t x_stride, int vectors) {
  floats s[4];
  UNROLL for (int i = 0; i < 4; i++) {
    size_t column = offsets[i < count ? i : count - 1];
    s[i] = dot(d, x + column * WK_LANES, x_stride, vectors);
  }
  return add_paired(add_zipped(s[0], s[1]), add_zipped(s[2], s[3]));
}

INLINE void gradient_row(const uint16_t *offsets, int32_t count, const float *x, size_t x_stride,
                         const float *d_row, size_t d_stride, int vectors, bool first, float *gradient) {
  floats d[SPAN];
  UNROLL for (int z = 0; z < vectors; z++) d[z] = load(d_row + span_at(z, d_stride));
  int32_t k = 0;
  floats fours[WIDTH / 4];
  for (; k + WIDTH <= count; k += WIDTH) {
    UNROLL for (int q = 0; q < WIDTH / 4; q++)
      fours[q] = four_dots(d, offsets + k + 4 * q, 4, x, x_stride, vectors);
    floats dots = add_fours(fours);
    store(gradient + k, first ? dots : load(gradient + k) + dots);
  }
  if (k == count) return;
  int32_t left = count - k;
  UNROLL for (int q = 0; q < WIDTH / 4; q++)
    fours[q] = 4 * q < left ? four_dots(d, offsets + k + 4 * q, left - 4 * q, x, x_stride, vectors)
                            : (floats){0};
  floats dots = add_fours(fours);
  if (!first) dots += load_first(gradient + k, (size_t)left);
  store_first(gradient + k, dots, (size_t)left);
}

INLINE void gradient_span(const wk_pattern *pattern, const float *x, size_t x_stride, const float *d,
                          size_t d_stride, int vectors, bool first, float *gradient, int32_t begin,
                          int32_t end) {
  const uint16_t *offsets = pattern->offsets;
  for (int32_t b = 0; b < pattern->blocks; b++) {
    const uint32_t *starts = pattern->starts + (size_t)b * ((size_t)pattern->rows + 1);
    const float *slice = x + (size_t)b * (size_t)pattern->block * WK_LANES;
    size_t k = starts[begin];
    for (int32_t r = begin; r < end; r++) {
      size_t next = starts[r + 1];
      if (next > k)
        gradient_row(offsets + k, (int32_t)(next - k), slice, x_stride, d + (size_t)r * WK_LANES, d_stride,
                     vectors, first, gradient + k);
      k = next;
    }
  }
}

static void loop_sparse_gradient(const wk_pattern *pattern, const float *x, size_t x_stride,
                                 const float *d, size_t d_stride, int32_t tiles, float *gradient,
                                 int32_t begin, int32_t end) {
  if (begin >= end) return;
  int64_t vectors = (int64_t)tiles * ROW_VECTORS;
  for (int64_t v = 0; v < vectors; v += SPAN) {
    const float *x_span = x + (size_t)(v / ROW_VECTORS) * x_stride + (size_t)(v % ROW_VECTORS) * WIDTH;
    const float *d_span = d + (size_t)(v / ROW_VECTORS) * d_stride + (size_t)(v % ROW_VECTORS) * WIDTH;
    bool first = v == 0;
    // Only a single tile of four vectors can be left over, so the span is a constant in either call.
    if (v + SPAN <= vectors)
      gradient_span(pattern, x_span, x_stride, d_span, d_stride, SPAN, first, gradient, begin, end);
    else
      gradient_span(pattern, x_span, x_stride, d_span, d_stride, SPAN / 2, first, gradient, begin, end);
  }
}
