// Convolutions with weights that are stored only where they are active.
//
// A row of the matrix is a filter, a column a channel and a place in the kernel. As in the product with a
// sparse matrix each active weight is one broadcast number; but the same weight serves every position, so
// SPREAD positions side by side on LINES lines are summed at once, and what it costs to read a weight and
// find its place is spread over them.

#define LINES (WIDTH == 16 ? 2 : 1)
#define SPREAD (REGISTERS / 2 / LINES / SLICE_VECTORS)

// What a window's corner reads in the first line, and in the next.
typedef struct {
  int32_t offset[LINES];
} window_tap;

typedef struct {
  floats of[LINES][SPREAD][SLICE_VECTORS];
} window_sums;

#define EACH_SUM(lines, positions)             \
  UNROLL for (int l = 0; l < (lines); l++)     \
    UNROLL for (int j = 0; j < (positions); j++) \
      UNROLL for (int z = 0; z < SLICE_VECTORS; z++)

// What the next weights read, read ahead: of two the taps, that of the first line in the low half, and of the
// third the column. The weights of a block stand side by side, row behind row, so this goes on across rows.
typedef struct {
  uint64_t tap, next;
  size_t column;
} taps_ahead;

INLINE uint64_t read_tap(const window_tap *taps, size_t column) {
  uint64_t tap = 0;
  memcpy(&tap, taps + column, sizeof(window_tap));
  return tap;
}
INLINE taps_ahead first_taps(const window_tap *taps, const uint16_t *offsets) {
  return (taps_ahead){read_tap(taps, offsets[0]), read_tap(taps, offsets[1]), offsets[2]};
}
INLINE taps_ahead next_taps(taps_ahead ahead, const window_tap *taps, const uint16_t *offsets) {
  taps_ahead then = {ahead.next, read_tap(taps, ahead.column), offsets[3]};
  READ_HERE(then.next);
  READ_HERE(then.column);
  return then;
}

// Adds what the next [count] weights give, and returns what is read ahead behind them.
INLINE taps_ahead add_products(taps_ahead ahead, const window_tap *taps, const uint16_t *offsets,
                               const float *values, size_t count, const float *corner, size_t move, int lines,
                               int positions, window_sums *sums) {
  for (size_t k = 0; k < count; k++) {
    taps_ahead then = next_taps(ahead, taps, offsets + k);
    floats w = broadcast(values[k]);
    EACH_SUM(lines, positions) {
      const float *x = corner + (uint32_t)(ahead.tap >> (32 * l)) + (size_t)j * move + z * WIDTH;
      sums->of[l][j][z] = multiply_add(w, load(x), sums->of[l][j][z]);
    }
    ahead = then;
  }
  return ahead;
}

// Positions side by side, of all rows of a phase: what their sums are made from and where they go.
typedef struct {
  const wk_pattern *pattern;
  const wk_windows *windows;
  const float *values, *bias;
  const window_tap *taps;
  const float *corner;
  size_t move, group;    // floats from one position to the next, from one group of channels to the next
  window_sums *sums;     // by row, from one block of columns to the next
  float *y;
  size_t y_row, y_line, y_step;
  int32_t begin, count;  // rows of the pattern
} window_run;

INLINE void run_block(const window_run *run, int32_t block, size_t move, int lines, int positions) {
  const wk_pattern *p = run->pattern;
  const uint64_t *slots = slots_of(p, block, run->begin);
  const window_tap *taps = run->taps + (size_t)block * (size_t)p->block;
  bool first = block == 0, last = block + 1 >= p->blocks;
  const float *corner = run->corner;
  taps_ahead ahead = first_taps(taps, p->offsets + start_of(slots[0]));
  for (int32_t r = 0, left = run->windows->group_rows; r < run->count; r++, left--) {
    if (left == 0) corner += run->group, left = run->windows->group_rows;
    size_t k = start_of(slots[r]), count = start_of(slots[r + 1]) - k;
    if (count == 0 && !first && !last) continue;
    window_sums sums;
    EACH_SUM(lines, positions)
      sums.of[l][j][z] = first ? broadcast(run->bias ? run->bias[r] : 0) : run->sums[r].of[l][j][z];
    ahead = add_products(ahead, taps, p->offsets + k, run->values + k, count, corner, move, lines, positions,
                         &sums);
    float *y = run->y + (size_t)r * run->y_row;
    // The places of the next row in y, far from any that was written, are asked for meanwhile.
    if (last)
      UNROLL for (int l = 0; l < lines; l++)
        UNROLL for (int j = 0; j < positions; j++)
          __builtin_prefetch(y + run->y_row + (size_t)l * run->y_line + (size_t)j * run->y_step, 1);
    EACH_SUM(lines, positions) {
      if (last) store(y + (size_t)l * run->y_line + (size_t)j * run->y_step + z * WIDTH, sums.of[l][j][z]);
      else run->sums[r].of[l][j][z] = sums.of[l][j][z];
    }
  }
}

// With a stride of one the places of all positions are constants, which saves half of the registers.
INLINE void run_blocks(const window_run *run, int lines, int positions) {
  for (int32_t b = 0; b < run->pattern->blocks; b++)
    if (run->move == SLICE) run_block(run, b, SLICE, lines, positions);
    else run_block(run, b, run->move, lines, positions);
}

static void run_positions(const window_run *run, int32_t lines, int32_t positions) {
#define RUN(l, n) \
  case l * 16 + n: run_blocks(run, l, n); break;
  switch (lines * 16 + positions) {
    RUN(1, 1) RUN(1, 2)
#if SPREAD > 2
    RUN(1, 3) RUN(1, 4)
#endif
#if SPREAD > 4
    RUN(1, 5) RUN(1, 6) RUN(1, 7) RUN(1, 8)
    RUN(2, 1) RUN(2, 2) RUN(2, 3) RUN(2, 4) RUN(2, 5) RUN(2, 6) RUN(2, 7) RUN(2, 8)
#endif
  }
#undef RUN
}

// Lines first, first + step, ... below [end], of one phase.
INLINE void convolve_lines(const window_run *common, window_ring *ring, const float *x, float *y,
                           const float *bias, window_tap *taps, int32_t down, int32_t begin, int32_t end) {
  const wk_windows *w = common->windows;
  window_axis axis = axis_of(w, down);
  int32_t rows = w->groups * w->group_rows;
  size_t line = (size_t)w->out_width * WK_LANES;
  int32_t i = axis.first;
  if (i < begin) i += (begin - i + axis.step - 1) / axis.step * axis.step;
  while (i < end) {
    int32_t corner = axis.corner + (i - axis.first) / axis.step * axis.move;
    int32_t lines = LINES > 1 && i + axis.step < end ? LINES : 1;
    pack_until(ring, w, x, corner);
    find_taps(ring, w, corner, LINES, (int32_t *)taps);
    for (int32_t right = 0; right < phases(w); right++) {
      window_axis across = axis_of(w, right);
      int32_t positions = (w->out_width - across.first + across.step - 1) / across.step;
      for (int32_t j = 0; j < positions; j += SPREAD) {
        window_run run = *common;
        run.bias = bias;
        run.taps = taps;
        run.corner = ring->floats + (size_t)(across.corner + j * across.move) * SLICE;
        run.move = (size_t)across.move * SLICE;
        run.group = (size_t)w->group_channels * ring->width;
        run.y = y + (size_t)i * line + (size_t)(across.first + j * across.step) * WK_LANES;
        run.y_row = (size_t)w->out_height * line;
        run.y_line = (size_t)axis.step * line;
        run.y_step = (size_t)across.step * WK_LANES;
        run.begin = (down * phases(w) + right) * rows;
        run.count = rows;
        run_positions(&run, lines, positions - j < SPREAD ? positions - j : SPREAD);
      }
    }
    i += lines * axis.step;
  }
}

static void loop_sparse_convolution(const wk_pattern *pattern, const wk_windows *w, const float *values,
                                    const float *bias, const float *x, float *y, int32_t begin, int32_t end) {
  size_t rows = (size_t)(w->groups * w->group_rows), packed = ring_floats(w, LINES);
  size_t sums = rows * sizeof(window_sums) / sizeof(float);
  float *scratch = wk_scratch(packed + sums + (size_t)pattern->columns * LINES);
  window_run run = {
    .pattern = pattern, .windows = w, .values = values, .sums = (window_sums *)(scratch + packed),
  };
  for (int32_t down = 0; down < phases(w); down++) {
    window_ring ring = make_ring(w, LINES, scratch);
    convolve_lines(&run, &ring, x, y, bias, (window_tap *)(scratch + packed + sums), down, begin, end);
  }
}
