// Windows that move over planes. A plane is [height][width] rows of lanes, and planes follow one another,
// channel after channel and tile after tile; so a range of planes is all there is to say.

// The part of a window that lies inside its plane.
typedef struct {
  int32_t top, bottom, left, right;
} part_inside;

INLINE part_inside window_at(const wk_window *w, int32_t i, int32_t j) {
  int32_t top = i * w->stride - w->padding, left = j * w->stride - w->padding;
  int32_t bottom = top + w->rows, right = left + w->columns;
  return (part_inside){top < 0 ? 0 : top, bottom > w->height ? w->height : bottom,
                       left < 0 ? 0 : left, right > w->width ? w->width : right};
}
INLINE size_t lanes_at(const wk_window *w, int32_t row, int32_t column) {
  return ((size_t)row * (size_t)w->width + (size_t)column) * WK_LANES;
}
INLINE size_t input_size(const wk_window *w) { return (size_t)w->height * (size_t)w->width * WK_LANES; }
INLINE size_t output_size(const wk_window *w) {
  return (size_t)w->out_height * (size_t)w->out_width * WK_LANES;
}

// Runs its body for every window of every plane and every vector of lanes in it, with [x_at] and [y_at] where
// the plane begins in front and where the number stands behind.
#define EACH_WINDOW(w, begin, end, ...)                                                     \
  for (int32_t plane = begin; plane < end; plane++) {                                       \
    size_t x_at = (size_t)plane * input_size(w), y_at = (size_t)plane * output_size(w);     \
    for (int32_t i = 0; i < (w)->out_height; i++)                                           \
      for (int32_t j = 0; j < (w)->out_width; j++) {                                        \
        part_inside in = window_at(w, i, j);                                                \
        for (int32_t z = 0; z < ROW_VECTORS; z++, x_at += WIDTH, y_at += WIDTH) __VA_ARGS__ \
        x_at -= WK_LANES;                                                                   \
      }                                                                                     \
  }
#define EACH_PLACE(w, in, ...)                           \
  for (int32_t row = in.top; row < in.bottom; row++)     \
    for (int32_t column = in.left; column < in.right; column++) __VA_ARGS__

// What is not a number is larger than all, so that it does not vanish.
static void loop_max_pool(const float *x, const wk_window *w, float *y, int32_t begin, int32_t end) {
  EACH_WINDOW(w, begin, end, {
    floats most = broadcast(-__builtin_inff());
    EACH_PLACE(w, in, {
      floats v = load(x + x_at + lanes_at(w, row, column));
      most = choose((v > most) | (v != v), v, most);
    })
    store(y + y_at, most);
  })
}

// The first of equals is the one that passed: found again by comparing, which needs no memory.
static void loop_max_pool_pick(const float *x, const wk_window *w, const float *y, const float *v, float *out,
                               int32_t begin, int32_t end) {
  EACH_WINDOW(w, begin, end, {
    floats most = load(y + y_at), picked = {0};
    ints open = most == most;
    EACH_PLACE(w, in, {
      size_t at = x_at + lanes_at(w, row, column);
      ints here = (load(x + at) == most) & open;
      picked = choose(here, load(v + at), picked);
      open &= ~here;
    })
    store(out + y_at, picked);
  })
}

static void loop_max_pool_gradient(const float *x, const wk_window *w, const float *y, const float *d,
                                   float *out, int32_t begin, int32_t end) {
  memset(out + (size_t)begin * input_size(w), 0, (size_t)(end - begin) * input_size(w) * sizeof(float));
  EACH_WINDOW(w, begin, end, {
    floats most = load(y + y_at), g = load(d + y_at);
    ints open = most == most;
    EACH_PLACE(w, in, {
      size_t at = x_at + lanes_at(w, row, column);
      ints here = (load(x + at) == most) & open;
      store(out + at, load(out + at) + only(here, g));
      open &= ~here;
    })
  })
}

// Row by row, then the rows: two short sums round less than a long one.
static void loop_average_pool(const float *x, const wk_window *w, float *y, int32_t begin, int32_t end) {
  float size = (float)w->rows * (float)w->columns;
  EACH_WINDOW(w, begin, end, {
    floats all = {0};
    for (int32_t row = in.top; row < in.bottom; row++) {
      floats s = {0};
      for (int32_t column = in.left; column < in.right; column++)
        s += load(x + x_at + lanes_at(w, row, column));
      all += s;
    }
    store(y + y_at, all / size);
  })
}

static void loop_average_pool_gradient(const float *d, const wk_window *w, float *out, int32_t begin,
                                       int32_t end) {
  float size = (float)w->rows * (float)w->columns;
  memset(out + (size_t)begin * input_size(w), 0, (size_t)(end - begin) * input_size(w) * sizeof(float));
  EACH_WINDOW(w, begin, end, {
    floats g = load(d + y_at) / size;
    EACH_PLACE(w, in, {
      size_t at = x_at + lanes_at(w, row, column);
      store(out + at, load(out + at) + g);
    })
  })
}
