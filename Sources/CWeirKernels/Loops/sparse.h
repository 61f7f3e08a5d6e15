// Products with matrices that store their active weights only.
//
// Samples lie side by side in memory, 64 of them to a feature, so a weight, whatever its place, is one
// broadcast number times 256 consecutive bytes: unstructured sparsity becomes straight vector code. 64
// lanes are enough work to hide the reading of a weight and its offset, and few enough for a row of sums
// to live in registers from its first weight to its last. Columns come in blocks so that the part of x
// in use stays in the nearest cache: the rate is that of loads, one for each multiply-add, so the offsets
// of four weights come in one, and their values in another. All that addresses and branches hang on is
// read ahead: where rows begin two rows, what a row begins with one row, the rest two groups of four.

// Vectors of a row summed at once; where 64 lanes do not fit the registers, a row is done in parts.
#define ROW_VECTORS (WK_LANES / WIDTH)
#define HELD (ROW_VECTORS <= REGISTERS / 2 ? ROW_VECTORS : REGISTERS / 2)
// A chain of dependent sums advances once in about four cycles and two can start in each, so eight
// chains keep the processor busy: with few vectors, alternate weights take separate sums.
#define CHAINS (HELD < 8 ? 8 / HELD : 1)

// What a weight adds to the sums of its row.
INLINE void add_weight(floats w, size_t column, const float *x, floats sums[HELD]) {
  const float *row = x + column * WK_LANES;
  UNROLL for (int z = 0; z < HELD; z++) sums[z] = multiply_add(w, load(row + z * WIDTH), sums[z]);
}

// The next four weights, and the offsets of the four behind them.
typedef struct {
  offset_four four, next;
  floats values;
} weights_ahead;

INLINE weights_ahead read_ahead(const uint16_t *offsets, const float *values) {
  weights_ahead w = {load_offsets(offsets), load_offsets(offsets + 4), load_four(values)};
  READ_HERE(w.four);
  READ_HERE(w.next);
  return w;
}

INLINE void sparse_row(const uint16_t *offsets, const float *values, size_t count, weights_ahead now,
                       const float *x, float *y, floats sums[CHAINS][HELD]) {
  UNROLL for (int c = 1; c < CHAINS; c++)
    UNROLL for (int z = 0; z < HELD; z++) sums[c][z] = (floats){0};
  for (; count >= 4; count -= 4, offsets += 4, values += 4) {
    weights_ahead then = {now.next, load_offsets(offsets + 8), load_four(values + 4)};
    READ_HERE(then.next);
    UNROLL for (int i = 0; i < 4; i++)
      add_weight(one_of_four(now.values, i), offset_of(now.four, i), x, sums[i % CHAINS]);
    now = then;
  }
  UNROLL for (int i = 0; i < 3; i++)
    if ((size_t)i < count) add_weight(one_of_four(now.values, i), offset_of(now.four, i), x, sums[i % CHAINS]);
  UNROLL for (int c = 1; c < CHAINS; c++)
    UNROLL for (int z = 0; z < HELD; z++) sums[0][z] += sums[c][z];
  UNROLL for (int z = 0; z < HELD; z++) store(y + z * WIDTH, sums[0][z]);
}

// Bytes of weights are in memory's order, but rows are short, so the caches are told.
INLINE void ask_for_weights(const uint16_t *offsets, const float *values) {
  __builtin_prefetch(offsets + 128);
  __builtin_prefetch(values + 64);
}

// The part of a product that one block of columns gives, for HELD vectors of lanes.
INLINE void sparse_block(const wk_pattern *pattern, int32_t block, const float *values, const float *bias,
                         const float *x, float *y, int32_t begin, int32_t end, bool first) {
  const uint32_t *starts = pattern->starts + (size_t)block * ((size_t)pattern->rows + 1);
  const uint16_t *offsets = pattern->offsets;
  x += (size_t)block * (size_t)pattern->block * WK_LANES;
  size_t k = starts[begin], next = starts[begin + 1];
  weights_ahead now = read_ahead(offsets + k, values + k);
  for (int32_t r = begin; r < end; r++) {
    size_t after = starts[r + 2 < end ? r + 2 : end];
    READ_HERE(after);
    weights_ahead then = read_ahead(offsets + next, values + next);
    ask_for_weights(offsets + next, values + next);
    if (first || next > k) {
      float *row = y + (size_t)r * WK_LANES;
      floats sums[CHAINS][HELD];
      if (first) {
        UNROLL for (int z = 0; z < HELD; z++) sums[0][z] = broadcast(bias ? bias[r] : 0);
      } else {
        UNROLL for (int z = 0; z < HELD; z++) sums[0][z] = load(row + z * WIDTH);
        UNROLL for (int z = 0; z < HELD; z++) __builtin_prefetch(row + 2 * WK_LANES + z * WIDTH, 1);
      }
      sparse_row(offsets + k, values + k, next - k, now, x, row, sums);
    }
    k = next, next = after, now = then;
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
