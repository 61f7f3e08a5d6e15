// Convolutions with weights that are stored only where they are active.
//
// A row of the matrix is a filter, a column a channel and a place in the kernel. As in the product with a
// sparse matrix each active weight is one broadcast number; but the same weight serves every position, so
// SPREAD positions side by side are summed at once, and what it costs to read a weight and find its place is
// spread over them.

#define SPREAD (REGISTERS / 2 / SLICE_VECTORS < 8 ? REGISTERS / 2 / SLICE_VECTORS : 8)

INLINE void window_sums(const int32_t *taps, const uint16_t *offsets, const float *values, size_t count,
                        const float *corner, size_t move, int positions, floats sums[SPREAD][SLICE_VECTORS]) {
  for (size_t k = 0; k < count; k++) {
    const float *x = corner + taps[offsets[k]];
    floats w = broadcast(values[k]);
    UNROLL for (int j = 0; j < positions; j++)
      UNROLL for (int z = 0; z < SLICE_VECTORS; z++)
        sums[j][z] = multiply_add(w, load(x + (size_t)j * move + z * WIDTH), sums[j][z]);
  }
}

// Positions side by side, of all rows of a phase: what their sums are made from and where they go.
typedef struct {
  const wk_pattern *pattern;
  const wk_windows *windows;
  const float *values, *bias;
  const int32_t *taps;
  const float *corner;
  size_t move, group;    // floats from one position to the next, from one group of channels to the next
  float *sums;           // [row][SPREAD][SLICE], from one block of columns to the next
  float *y;
  size_t y_row, y_step;
  int32_t begin, count;  // rows of the pattern
} window_run;

INLINE void run_block(const window_run *run, int32_t block, int positions) {
  const wk_pattern *p = run->pattern;
  const uint32_t *starts = p->starts + (size_t)block * ((size_t)p->rows + 1) + run->begin;
  const int32_t *taps = run->taps + (size_t)block * (size_t)p->block;
  bool first = block == 0, last = block + 1 >= p->blocks;
  const float *corner = run->corner;
  for (int32_t r = 0, left = run->windows->group_rows; r < run->count; r++, left--) {
    if (left == 0) corner += run->group, left = run->windows->group_rows;
    size_t k = starts[r], count = starts[r + 1] - k;
    if (count == 0 && !first && !last) continue;
    float *kept = run->sums + (size_t)r * SPREAD * SLICE;
    floats sums[SPREAD][SLICE_VECTORS];
    UNROLL for (int j = 0; j < positions; j++)
      UNROLL for (int z = 0; z < SLICE_VECTORS; z++)
        sums[j][z] = first ? broadcast(run->bias ? run->bias[r] : 0) : load(kept + j * SLICE + z * WIDTH);
    window_sums(taps, p->offsets + k, run->values + k, count, corner, run->move, positions, sums);
    float *out = last ? run->y + (size_t)r * run->y_row : kept;
    size_t step = last ? run->y_step : SLICE;
    UNROLL for (int j = 0; j < positions; j++)
      UNROLL for (int z = 0; z < SLICE_VECTORS; z++) store(out + (size_t)j * step + z * WIDTH, sums[j][z]);
  }
}

INLINE void run_blocks(const window_run *run, int positions) {
  for (int32_t b = 0; b < run->pattern->blocks; b++) run_block(run, b, positions);
}

static void run_positions(const window_run *run, int32_t positions) {
  switch (positions) {
  case 1: run_blocks(run, 1); break;
  case 2: run_blocks(run, 2); break;
#if SPREAD > 2
  case 3: run_blocks(run, 3); break;
  case 4: run_blocks(run, 4); break;
#endif
#if SPREAD > 4
  case 5: run_blocks(run, 5); break;
  case 6: run_blocks(run, 6); break;
  case 7: run_blocks(run, 7); break;
  case 8: run_blocks(run, 8); break;
#endif
  }
}

static void loop_sparse_convolution(const wk_pattern *pattern, const wk_windows *w, const float *values,
                                    const float *bias, const float *x, float *y, int32_t begin, int32_t end) {
  int32_t rows = w->groups * w->group_rows;
  size_t columns = (size_t)pattern->columns, line = (size_t)w->out_width * WK_LANES;
  size_t sums = (size_t)rows * SPREAD * SLICE, lines = ring_floats(w);
  float *scratch = wk_scratch(lines + sums + columns);
  window_ring ring = make_ring(w, scratch);
  int32_t *taps = (int32_t *)(scratch + lines + sums);
  for (int32_t i = begin; i < end; i++) {
    int32_t down = w->transposed ? (i + w->padding) % w->stride : 0;
    window_axis lines_axis = axis_of(w, down);
    int32_t corner = lines_axis.corner + (i - lines_axis.first) / lines_axis.step * lines_axis.move;
    pack_until(&ring, w, x, corner);
    find_taps(&ring, w, corner, taps);
    for (int32_t right = 0; right < phases(w); right++) {
      window_axis axis = axis_of(w, right);
      int32_t positions = (w->out_width - axis.first + axis.step - 1) / axis.step;
      for (int32_t j = 0; j < positions; j += SPREAD) {
        window_run run = {
          .pattern = pattern, .windows = w, .values = values, .bias = bias, .taps = taps,
          .corner = ring.floats + (size_t)(axis.corner + j * axis.move) * SLICE,
          .move = (size_t)axis.move * SLICE, .group = (size_t)w->group_channels * ring.width,
          .sums = scratch + lines,
          .y = y + (size_t)i * line + (size_t)(axis.first + j * axis.step) * WK_LANES,
          .y_row = (size_t)w->out_height * line, .y_step = (size_t)axis.step * WK_LANES,
          .begin = (down * phases(w) + right) * rows, .count = rows,
        };
        run_positions(&run, positions - j < SPREAD ? positions - j : SPREAD);
      }
    }
  }
}
