// Products with matrices that store their active weights only.
//
// Samples lie side by side in memory, 64 of them to a feature, so a weight, whatever its place, is one
// broadcast number times 256 consecutive bytes: unstructured sparsity becomes straight vector code. 64
// lanes are enough work to hide the reading of a weight and its offset, and few enough for a row of sums
// to live in registers from its first weight to its last. Columns come in blocks so that the part of x
// in use stays in the nearest cache: the rate is that of loads, one for each multiply-add, so the offsets
// of four weights come in one, and their values in another. All that addresses and branches hang on is
// read ahead: where rows begin two rows, what a row begins with one row, offsets two groups of four. A row
// of a dozen weights takes some 40 cycles, so what is done once a row must fit the registers; and slots should
// come with neighbours of one length, for an end of a row that the processor did not foresee costs ten.

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

// Four weights that lie side by side.
typedef struct {
  offset_four offsets;
  floats values;
} four_weights;

INLINE four_weights read_four(const uint16_t *offsets, const float *values) {
  four_weights four = {load_offsets(offsets), load_four(values)};
  READ_HERE(four.offsets);
  return four;
}

// Adds a row's products to [sums], its bias or what blocks before gave. Its first four weights are [now].
INLINE void sparse_row(const uint16_t *offsets, const float *values, size_t count, four_weights now,
                       const float *x, floats sums[CHAINS][HELD]) {
  UNROLL for (int c = 1; c < CHAINS; c++)
    UNROLL for (int z = 0; z < HELD; z++) sums[c][z] = (floats){0};
  offset_four next = load_offsets(offsets + 4);
  READ_HERE(next);
  for (; count >= 4; count -= 4, offsets += 4, values += 4) {
    four_weights then = {next, load_four(values + 4)};
    next = load_offsets(offsets + 8);
    READ_HERE(next);
    UNROLL for (int i = 0; i < 4; i++)
      add_weight(one_of_four(now.values, i), offset_of(now.offsets, i), x, sums[i % CHAINS]);
    now = then;
  }
  UNROLL for (int i = 0; i < 3; i++)
    if ((size_t)i < count)
      add_weight(one_of_four(now.values, i), offset_of(now.offsets, i), x, sums[i % CHAINS]);
  UNROLL for (int c = 1; c < CHAINS; c++)
    UNROLL for (int z = 0; z < HELD; z++) sums[0][z] += sums[c][z];
}

// So many bytes behind a row's weights the next ones are asked for.
#define BEHIND 256

// Asks for the line at an address, which may lie behind what there is.
INLINE void ask_for(uintptr_t address) { __builtin_prefetch((const void *)address); }

// The part of a product that one block of columns gives, for HELD vectors of lanes. The last one may bring the rectifier
// behind. With each row one line is asked for, at the number of the row's last weight, counted from [soon] on: rows are
// short, so the caches would not foresee it.
INLINE void sparse_block(const wk_pattern *pattern, int32_t block, const float *values, uintptr_t soon,
                         const float *bias, float slope, const float *x, float *y, int32_t begin, int32_t end,
                         bool first, bool rectifies) {
  const uint64_t *slots = slots_of(pattern, block, begin), *last = slots + (end - begin);
  const uint16_t *offsets = pattern->offsets;
  x += (size_t)block * (size_t)pattern->block * WK_LANES;
  uint64_t slot = slots[0], next = slots[1];
  four_weights now = read_four(offsets + start_of(slot), values + start_of(slot));
  for (; slots < last; slots++) {
    uint64_t after = slots[2];
    READ_HERE(after);
    size_t k = start_of(slot), behind = start_of(next), r = row_of(slot);
    four_weights then = read_four(offsets + behind, values + behind);
    ask_for((uintptr_t)(offsets + behind) + BEHIND);
    ask_for(soon + behind * sizeof *values);
    if (first || rectifies || behind > k) {
      floats sums[CHAINS][HELD];
      if (first) {
        floats start = broadcast(bias ? bias[r] : 0);
        UNROLL for (int z = 0; z < HELD; z++) sums[0][z] = start;
      } else {
        UNROLL for (int z = 0; z < HELD; z++) sums[0][z] = load(y + r * WK_LANES + z * WIDTH);
        UNROLL for (int z = 0; z < HELD; z++) __builtin_prefetch(y + row_of(after) * WK_LANES + z * WIDTH, 1);
      }
      sparse_row(offsets + k, values + k, behind - k, now, x, sums);
      UNROLL for (int z = 0; z < HELD; z++)
        store(y + r * WK_LANES + z * WIDTH, rectifies ? rectified(sums[0][z], slope) : sums[0][z]);
    }
    slot = next, next = after, now = then;
  }
}

APART void first_block(const wk_pattern *pattern, const float *values, uintptr_t soon, const float *bias,
                       const float *x, float *y, int32_t begin, int32_t end) {
  sparse_block(pattern, 0, values, soon, bias, 1, x, y, begin, end, true, false);
}
APART void next_block(const wk_pattern *pattern, int32_t block, const float *values, uintptr_t soon,
                      const float *x, float *y, int32_t begin, int32_t end) {
  sparse_block(pattern, block, values, soon, NULL, 1, x, y, begin, end, false, false);
}
APART void only_block_rectified(const wk_pattern *pattern, const float *values, uintptr_t soon, const float *bias,
                                float slope, const float *x, float *y, int32_t begin, int32_t end) {
  sparse_block(pattern, 0, values, soon, bias, slope, x, y, begin, end, true, true);
}
APART void last_block_rectified(const wk_pattern *pattern, int32_t block, const float *values, uintptr_t soon,
                                float slope, const float *x, float *y, int32_t begin, int32_t end) {
  sparse_block(pattern, block, values, soon, NULL, slope, x, y, begin, end, false, true);
}

INLINE void sparse_rows(const wk_pattern *pattern, int32_t block, const float *values, uintptr_t soon,
                        const float *bias, float slope, const float *x, float *y, int32_t begin, int32_t end) {
  bool rectifies = slope != 1 && block == pattern->blocks - 1;
  for (int lane = 0; lane < WK_LANES; lane += HELD * WIDTH) {
    const float *from = x + lane;
    float *to = y + lane;
    if (rectifies && block == 0) only_block_rectified(pattern, values, soon, bias, slope, from, to, begin, end);
    else if (rectifies) last_block_rectified(pattern, block, values, soon, slope, from, to, begin, end);
    else if (block == 0) first_block(pattern, values, soon, bias, from, to, begin, end);
    else next_block(pattern, block, values, soon, from, to, begin, end);
  }
}

// What rows are before anything is added to them.
static void start_rows(const float *bias, float slope, float *y, size_t y_stride, int32_t tiles, int32_t begin,
                       int32_t end) {
  for (int32_t t = 0; t < tiles; t++)
    for (int32_t r = begin; r < end; r++)
      for (int lane = 0; lane < WK_LANES; lane += WIDTH)
        store(y + (size_t)t * y_stride + (size_t)r * WK_LANES + lane, rectified(broadcast(bias ? bias[r] : 0), slope));
}

static void loop_sparse_product(const wk_pattern *pattern, const float *values, const uint32_t *places,
                                const float *bias, float slope, const float *x, size_t x_stride, float *y,
                                size_t y_stride, int32_t tiles, int32_t begin, int32_t end) {
  if (begin >= end) return;
  // What is asked for while weights are multiplied: those behind them, or the places of those that go together next.
  uintptr_t soon = places ? (uintptr_t)places + TOGETHER * sizeof *places : (uintptr_t)values + BEHIND;
  for (int32_t b = 0; b < pattern->blocks; b++) {
    for (int32_t from = begin, to; from < end; from = to) {
      to = together(pattern, b, from, end);
      const float *of = values;
      if (places) {
        ordered_weights ordered = put_in_order(pattern, b, values, places, from, to);
        of = by_number(ordered.values, ordered.first);
      }
      for (int32_t t = 0; t < tiles; t++)
        sparse_rows(pattern, b, of, soon, bias, slope, x + (size_t)t * x_stride, y + (size_t)t * y_stride, from, to);
    }
  }
  if (pattern->blocks == 0) start_rows(bias, slope, y, y_stride, tiles, begin, end);
}
