// Both gradients of a layer in one pass over the transposed matrix: that of its input and those of its weights.
//
// For a column of W, a row here, Wᵀ d adds up w d and d xᵀ multiplies d by x, for the same d of every weight. So d is
// loaded once for two multiply-adds, where each gradient alone loads for every one of its own, and loads are what
// limits them. The samples of x and the sums of the row stay in registers while its weights go by; dots are
// added across lanes as those of the gradient alone are. They come in the order of the transposed matrix. Written to
// their places they may lie in lines that other threads write to, so whoever calls may want them as they come. Where x
// comes from a rectifier, its signs say where that lets the sums pass.

// Vectors of samples gone through at once: as many again hold sums, and half of the registers are left.
#define BACK_SPAN (REGISTERS / 4)

// Some samples in front of the matrix, x, the gradients behind it, d, and those that are found in front of it, y; how far
// apart tiles are; and the slope of a rectifier that x comes from, or 1.
typedef struct {
  const float *x, *d;
  float *y;
  size_t x_stride, d_stride, y_stride;
  float slope;
} back_batch;

// A row's samples and the sums of its gradient. A weight's dot hangs on no other one, so one chain of sums for each
// vector is enough to keep the processor busy.
typedef struct {
  floats x[BACK_SPAN], sums[BACK_SPAN];
} back_row;

// Adds w d to the sums for one of four weights; returns the products of d and x, summed over vectors.
INLINE floats back_weight(four_weights four, int i, const float *d, size_t d_stride, int vectors, back_row *row) {
  floats w = one_of_four(four.values, i), dot = {0};
  d += offset_of(four.offsets, i) * WK_LANES;
  UNROLL for (int z = 0; z < vectors; z++) {
    floats v = load(d + span_at(z, d_stride));
    row->sums[z] = multiply_add(w, v, row->sums[z]);
    dot = z == 0 ? v * row->x[0] : multiply_add(v, row->x[z], dot);
  }
  return dot;
}

// Adds to the sums for four weights, or for the first [count]. Returns their dots, in the order of the weights in every
// 16 bytes.
INLINE floats back_four(four_weights four, int64_t count, const float *d, size_t d_stride, int vectors, back_row *row) {
  floats s[4] = {{0}};
  if (count >= 4) {
    UNROLL for (int i = 0; i < 4; i++) s[i] = back_weight(four, i, d, d_stride, vectors, row);
  } else {
    UNROLL for (int i = 0; i < 3; i++)
      if (i < count) s[i] = back_weight(four, i, d, d_stride, vectors, row);
  }
  return add_paired(add_zipped(s[0], s[1]), add_zipped(s[2], s[3]));
}

// Goes through the [count] weights of a row, of which [now] are the first four.
INLINE void back_weights(const uint16_t *offsets, const float *values, int64_t count, four_weights now, const float *d,
                         size_t d_stride, int vectors, bool first, float *dots, back_row *row) {
  for (; count > 0; count -= WIDTH, dots += WIDTH) {
    floats fours[WIDTH / 4];
    UNROLL for (int q = 0; q < WIDTH / 4; q++) {
      fours[q] = (floats){0};
      if (count <= 4 * q) continue;
      four_weights then = read_four(offsets += 4, values += 4);
      fours[q] = back_four(now, count - 4 * q, d, d_stride, vectors, row);
      now = then;
    }
    floats all = add_fours(fours);
    size_t here = count < WIDTH ? (size_t)count : WIDTH;
    store_first(dots, first ? all : load_first(dots, here) + all, here);
  }
}

// What one block gives, for some vectors of samples; the last one may bring the rectifier in front. [values] and [dots]
// have places by the numbers of weights. With each row the row after the next is asked for, and a line at the number of
// the row's last weight, counted from [soon].
INLINE void back_block(const wk_pattern *pattern, int32_t block, const float *values, uintptr_t soon, back_batch batch,
                       int vectors, bool first, bool rectifies, float *dots, int32_t begin, int32_t end) {
  const uint64_t *slots = slots_of(pattern, block, begin), *last = slots + (end - begin);
  const uint16_t *offsets = pattern->offsets;
  const float *d = batch.d + (size_t)block * (size_t)pattern->block * WK_LANES;
  uint64_t slot = slots[0], next = slots[1];
  four_weights now = read_four(offsets + start_of(slot), values + start_of(slot));
  for (; slots < last; slots++) {
    uint64_t after = slots[2];
    READ_HERE(after);
    size_t k = start_of(slot), behind = start_of(next), at = row_of(slot) * WK_LANES;
    const float *x_soon = batch.x + row_of(after) * WK_LANES, *y_soon = batch.y + row_of(after) * WK_LANES;
    four_weights then = read_four(offsets + behind, values + behind);
    ask_for((uintptr_t)(offsets + behind) + BEHIND);
    ask_for(soon + behind * sizeof *values);
    UNROLL for (int z = 0; z < vectors; z++) {
      __builtin_prefetch(x_soon + span_at(z, batch.x_stride));
      __builtin_prefetch(y_soon + span_at(z, batch.y_stride), 1);
    }
    if (block == 0 || rectifies || behind > k) {
      back_row row;
      UNROLL for (int z = 0; z < vectors; z++) {
        row.x[z] = load(batch.x + at + span_at(z, batch.x_stride));
        row.sums[z] = block == 0 ? (floats){0} : load(batch.y + at + span_at(z, batch.y_stride));
      }
      back_weights(offsets + k, values + k, (int64_t)(behind - k), now, d, batch.d_stride, vectors, first, dots + k,
                   &row);
      UNROLL for (int z = 0; z < vectors; z++) {
        floats sum = row.sums[z];
        if (rectifies) sum = rectified_gradient(row.x[z], batch.slope, sum);
        store(batch.y + at + span_at(z, batch.y_stride), sum);
      }
    }
    slot = next, next = after, now = then;
  }
}

APART void wide_back(const wk_pattern *pattern, int32_t block, const float *values, uintptr_t soon, back_batch batch,
                     bool first, float *dots, int32_t begin, int32_t end) {
  back_block(pattern, block, values, soon, batch, BACK_SPAN, first, false, dots, begin, end);
}
APART void wide_back_rectified(const wk_pattern *pattern, int32_t block, const float *values, uintptr_t soon,
                               back_batch batch, bool first, float *dots, int32_t begin, int32_t end) {
  back_block(pattern, block, values, soon, batch, BACK_SPAN, first, true, dots, begin, end);
}
APART void narrow_back(const wk_pattern *pattern, int32_t block, const float *values, uintptr_t soon, back_batch batch,
                       bool first, float *dots, int32_t begin, int32_t end) {
  back_block(pattern, block, values, soon, batch, BACK_SPAN / 2, first, false, dots, begin, end);
}
APART void narrow_back_rectified(const wk_pattern *pattern, int32_t block, const float *values, uintptr_t soon,
                                 back_batch batch, bool first, float *dots, int32_t begin, int32_t end) {
  back_block(pattern, block, values, soon, batch, BACK_SPAN / 2, first, true, dots, begin, end);
}

// Goes through all tiles with the weights of slots from ..< to of a block.
static void back_tiles(const wk_pattern *pattern, int32_t block, const float *values, uintptr_t soon, back_batch all,
                       int32_t tiles, float *dots, int32_t from, int32_t to) {
  int64_t vectors = (int64_t)tiles * ROW_VECTORS;
  bool rectifies = all.slope != 1 && block == pattern->blocks - 1;
  __typeof__(wide_back) *wide = rectifies ? wide_back_rectified : wide_back;
  __typeof__(narrow_back) *narrow = rectifies ? narrow_back_rectified : narrow_back;
  for (int64_t v = 0; v < vectors; v += BACK_SPAN) {
    size_t tile = (size_t)(v / ROW_VECTORS), lane = (size_t)(v % ROW_VECTORS) * WIDTH;
    back_batch batch = all;
    batch.x += tile * all.x_stride + lane;
    batch.d += tile * all.d_stride + lane;
    batch.y += tile * all.y_stride + lane;
    // Where a span is two tiles the last one may be half of it.
    if (v + BACK_SPAN <= vectors) wide(pattern, block, values, soon, batch, v == 0, dots, from, to);
    else narrow(pattern, block, values, soon, batch, v == 0, dots, from, to);
  }
}

static void loop_sparse_backward(const wk_pattern *pattern, const float *values, const uint32_t *places, const float *x,
                                 size_t x_stride, float slope, const float *d, size_t d_stride, float *y, size_t y_stride,
                                 int32_t tiles, float *gradient, bool as_stored, int32_t begin, int32_t end) {
  if (begin >= end) return;
  back_batch batch = {x, d, y, x_stride, d_stride, y_stride, slope};
  uintptr_t soon = (uintptr_t)places + TOGETHER * sizeof *places;
  for (int32_t b = 0; b < pattern->blocks; b++) {
    for (int32_t from = begin, to; from < end; from = to) {
      to = together(pattern, b, from, end);
      ordered_weights ordered = put_in_order(pattern, b, values, places, from, to);
      size_t first = ordered.first;
      float *dots = as_stored ? by_number(ordered.found, first) : gradient;
      back_tiles(pattern, b, by_number(ordered.values, first), soon, batch, tiles, dots, from, to);
      if (as_stored) scatter(ordered.found, places + first, gradient, ordered.count, count_of(pattern));
    }
  }
  if (pattern->blocks == 0) start_rows(NULL, 1, y, y_stride, tiles, begin, end);
}
