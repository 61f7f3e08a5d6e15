// The gradient of the weights of a convolution, where they are active or of all.
//
// It is a sum over samples and positions, taken strip by strip: some positions of some lines below each
// other, small enough for the part of the planes that a block of channels reads to stay in the nearest
// cache, large enough for the sums across lanes, taken at the end of every strip, to cost little.

#define TAPS 8
#define STRIP 8
#define STRIP_LINES 2

// A strip of all filters, or of those from [begin] on: [d] is [row][line][width][SLICE].
typedef struct {
  const wk_pattern *pattern;
  const wk_windows *windows;
  const int32_t *taps;    // [column][line]
  const float *corner, *d;
  size_t move, group, d_row, d_line;
  int32_t lines, positions, begin, end;
} window_strip;

// Where [count] weights read: in the first line in the low half, in the second in the high one. Each stays an
// integer of its own: compilers would gather them in a vector, and taking that apart costs a quarter more.
INLINE void read_strip_taps(const int32_t *taps, const uint16_t *offsets, int count, uint64_t of[TAPS]) {
  UNROLL for (int u = 0; u < count; u++) {
    memcpy(&of[u], taps + (size_t)offsets[u] * STRIP_LINES, sizeof of[u]);
    READ_HERE(of[u]);
  }
}

// The sums of [count] weights over a strip, a vector of samples each. In a whole strip, with few weights,
// neighbouring positions take separate sums, for each can be added to only every fourth cycle; the same for
// other strips costs whole ones a tenth, in registers.
INLINE void strip_dots(const window_strip *s, const int32_t *taps, const uint16_t *offsets, int count,
                       const float *corner, const float *d, floats sums[TAPS]) {
  uint64_t tap[TAPS];
  read_strip_taps(taps, offsets, count, tap);
  const int chains = TAPS / count;
  floats of[TAPS];
  UNROLL for (int u = 0; u < TAPS; u++) of[u] = (floats){0};
#define ADD_POSITION(j, move, sum)                                                    \
  UNROLL for (int z = 0; z < SLICE_VECTORS; z++) {                                    \
    floats v = load(d + (size_t)(j) * SLICE + z * WIDTH);                             \
    UNROLL for (int u = 0; u < count; u++) {                                          \
      const float *x = corner + (uint32_t)tap[u] + (size_t)(j) * (move) + z * WIDTH;  \
      (sum)[u] = multiply_add(v, load(x), (sum)[u]);                                  \
    }                                                                                 \
  }
  for (int32_t l = 0; l < s->lines; l++, d += s->d_line) {
    if (s->positions == STRIP && s->move == SLICE) {
      UNROLL for (int j = 0; j < STRIP; j++) ADD_POSITION(j, SLICE, of + j % chains * count)
    } else {
      for (int32_t j = 0; j < s->positions; j++) ADD_POSITION(j, s->move, of)
    }
    UNROLL for (int u = 0; u < count; u++) {
      tap[u] >>= 32;
      READ_HERE(tap[u]);
    }
  }
#undef ADD_POSITION
  UNROLL for (int u = 0; u < count; u++) {
    sums[u] = of[u];
    UNROLL for (int c = 1; c < chains; c++) sums[u] += of[c * count + u];
  }
}

// The same for [count] weights, or the first TAPS of more. Behind the last others follow, or zeros: a few too
// many, which nobody takes, cost less than to ask how many there are.
INLINE void few_dots(const window_strip *s, const int32_t *taps, const uint16_t *offsets, uint32_t count,
                     const float *corner, const float *d, floats sums[TAPS]) {
  if (count > TAPS / 2) strip_dots(s, taps, offsets, TAPS, corner, d, sums);
  else if (count > TAPS / 4) strip_dots(s, taps, offsets, TAPS / 2, corner, d, sums);
  else strip_dots(s, taps, offsets, TAPS / 4, corner, d, sums);
}

// Adds to [gradient] what the weights of a filter find in a strip, twice TAPS at a time, so that their sums
// across lanes are taken together.
INLINE void strip_row(const window_strip *s, const int32_t *taps, const uint16_t *offsets, size_t count,
                      const float *corner, const float *d, float *gradient) {
  while (count > 0) {
    uint32_t now = count < 2 * TAPS ? (uint32_t)count : 2 * TAPS;
    floats sums[2 * TAPS];
    UNROLL for (int u = 0; u < 2 * TAPS; u++) sums[u] = (floats){0};
    few_dots(s, taps, offsets, now, corner, d, sums);
    if (now > TAPS) few_dots(s, taps, offsets + TAPS, now - TAPS, corner, d, sums + TAPS);
    for (uint32_t u = 0; u < now; u += WIDTH) {
      size_t n = now - u < WIDTH ? now - u : WIDTH;
      store_first(gradient + u, load_first(gradient + u, n) + sum_each(sums + u), n);
    }
    offsets += now, gradient += now, count -= now;
  }
}

INLINE void strip_gradient(const window_strip *s, float *gradient) {
  const wk_pattern *p = s->pattern;
  const int32_t *taps = s->taps;
  for (int32_t b = 0; b < p->blocks; b++, taps += p->block * STRIP_LINES) {
    const uint64_t *slots = slots_of(p, b, 0);
    const float *d = s->d;
    for (int32_t r = s->begin; r < s->end; r++, d += s->d_row) {
      const float *corner = s->corner + (size_t)(r / s->windows->group_rows) * s->group;
      size_t k = start_of(slots[r]), count = start_of(slots[r + 1]) - k;
      strip_row(s, taps, p->offsets + k, count, corner, d, gradient + k);
    }
  }
}

// Packs [lines] lines of the rows begin ..< end of the gradient behind, from line [i] on.
INLINE void pack_rows(const wk_windows *w, const float *d, int32_t i, int32_t lines, int32_t begin,
                      int32_t end, float *out) {
  size_t line = (size_t)w->out_width * WK_LANES;
  for (int32_t r = begin; r < end; r++)
    for (int32_t l = 0; l < lines; l++) {
      const float *from = d + ((size_t)r * (size_t)w->out_height + (size_t)(i + l)) * line;
      copy_line(from, w->out_width, (size_t)w->out_height * line, out);
      out += (size_t)w->out_width * SLICE;
    }
}

// Packs what each strip reads, and has [add] add what is found there to [gradient]: strips of [below] lines
// by [length] positions, through all slices. [common] says what all strips have in common.
INLINE void each_strip(window_strip common, const wk_slices *slices, int32_t columns, int32_t below,
                       int32_t length, float *gradient,
                       void (*add)(const window_strip *s, float *gradient)) {
  const wk_windows *w = common.windows;
  size_t packed = ring_floats(w, below), width = (size_t)w->out_width * SLICE;
  size_t rows = (size_t)(common.end - common.begin) * (size_t)below * width;
  float *scratch = wk_scratch(packed + rows + (size_t)columns * (size_t)below);
  int32_t *taps = (int32_t *)(scratch + packed + rows);
  for (int32_t slice = slices->begin; slice < slices->end; slice++) {
    size_t tile = (size_t)(slice * SLICE / WK_LANES), lane = (size_t)(slice * SLICE % WK_LANES);
    window_ring ring = make_ring(w, below, scratch);
    for (int32_t i = 0, lines; i < w->out_height; i += lines) {
      lines = w->out_height - i < below ? w->out_height - i : below;
      pack_until(&ring, w, slices->x + tile * slices->x_stride + lane, i * w->stride);
      find_taps(&ring, w, i * w->stride, below, taps);
      pack_rows(w, slices->d + tile * slices->d_stride + lane, i, lines, common.begin, common.end, scratch + packed);
      for (int32_t j = 0; j < w->out_width; j += length) {
        window_strip strip = common;
        strip.taps = taps;
        strip.corner = ring.floats + (size_t)(j * w->stride) * SLICE;
        strip.d = scratch + packed + (size_t)j * SLICE;
        strip.move = (size_t)w->stride * SLICE;
        strip.group = (size_t)w->group_channels * ring.width;
        strip.d_row = (size_t)lines * width;
        strip.d_line = width;
        strip.lines = lines;
        strip.positions = w->out_width - j < length ? w->out_width - j : length;
        add(&strip, gradient);
      }
    }
  }
}

static void loop_sparse_convolution_gradient(const wk_pattern *pattern, const wk_windows *w,
                                             const wk_slices *slices, float *gradient, int32_t begin,
                                             int32_t end) {
  for (int32_t b = 0; b < pattern->blocks; b++) {
    const uint64_t *slots = slots_of(pattern, b, begin);
    size_t k = start_of(slots[0]);
    clear(gradient + k, start_of(slots[end - begin]) - k);
  }
  window_strip common = {.pattern = pattern, .windows = w, .begin = begin, .end = end};
  each_strip(common, slices, pattern->columns, STRIP_LINES, STRIP, gradient, strip_gradient);
}
