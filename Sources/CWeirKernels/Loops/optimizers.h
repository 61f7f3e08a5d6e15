// Updates of parameters, each in one pass over memory. The new weights take the place of the gradient, and
// each returns 1 if they are all finite.

// The gradient as it enters a step: scaled, cut off, with the pull of l2. What is not a number stays so.
INLINE floats entering(const float *g, floats weight, const wk_step *s, size_t n) {
  floats v = load_first(g, n) * s->factor;
  v = choose(v > s->limit, broadcast(s->limit), v);
  v = choose(v < -s->limit, broadcast(-s->limit), v);
  return multiply_add(broadcast(s->l2), weight, v);
}

// w - rate (step + decay w) to [out]. As a factor 1 - rate decay the decay would lose most of its bits.
// Returns zeros, and what is not a number where the new weight is not finite.
INLINE floats descend(float *out, floats weight, floats step, const wk_step *s, size_t n) {
  step = multiply_add(broadcast(s->decay), weight, step);
  floats moved = multiply_add(broadcast(-s->rate), step, weight);
  store_first(out, moved, n);
  if (n < WIDTH) moved = only(lanes_within(0, (int32_t)n), moved);
  return moved - moved;
}
INLINE int are_zero(floats v) { return sum(v)[0] == 0; }

// The running average in [p] with a share of [v] taken in.
INLINE floats average(float *p, floats v, float share, size_t n) {
  floats old = load_first(p, n);
  floats mean = multiply_add(broadcast(share), v - old, old);
  store_first(p, mean, n);
  return mean;
}

// ---- Gradient descent

typedef struct {
  wk_step step;
  float momentum;
  bool nesterov;
} sgd_settings;

INLINE floats sgd_at(const float *w, float *g, float *velocity, sgd_settings s, size_t n) {
  floats weight = load_first(w, n);
  floats step = entering(g, weight, &s.step, n);
  if (velocity) {
    floats v = multiply_add(broadcast(s.momentum), load_first(velocity, n), step);
    store_first(velocity, v, n);
    step = s.nesterov ? multiply_add(broadcast(s.momentum), v, step) : v;
  }
  return descend(g, weight, step, &s.step, n);
}

static int loop_sgd(const float *w, float *g, float *velocity, const wk_step *step, float momentum,
                     int nesterov, size_t count) {
  sgd_settings s = {*step, momentum, nesterov != 0};
  floats lost = {0};
  size_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH)
    lost += sgd_at(w + i, g + i, velocity ? velocity + i : NULL, s, WIDTH);
  if (i < count) lost += sgd_at(w + i, g + i, velocity ? velocity + i : NULL, s, count - i);
  return are_zero(lost);
}

// ---- Steps scaled by squares of the gradient

typedef struct {
  wk_step step;
  float initial, epsilon;
} adagrad_settings;

INLINE floats adagrad_at(const float *w, float *g, float *squares, adagrad_settings s, size_t n) {
  floats weight = load_first(w, n);
  floats step = entering(g, weight, &s.step, n);
  floats sum = multiply_add(step, step, load_first(squares, n));
  store_first(squares, sum, n);
  return descend(g, weight, step / (root(sum + s.initial) + s.epsilon), &s.step, n);
}

static int loop_adagrad(const float *w, float *g, float *squares, const wk_step *step, float initial,
                         float epsilon, size_t count) {
  adagrad_settings s = {*step, initial, epsilon};
  floats lost = {0};
  size_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) lost += adagrad_at(w + i, g + i, squares + i, s, WIDTH);
  if (i < count) lost += adagrad_at(w + i, g + i, squares + i, s, count - i);
  return are_zero(lost);
}

typedef struct {
  wk_step step;
  float alpha, momentum, epsilon;
} rmsprop_settings;

INLINE floats rmsprop_at(const float *w, float *g, float *squares, float *mean, float *velocity,
                       rmsprop_settings s, size_t n) {
  floats weight = load_first(w, n);
  floats step = entering(g, weight, &s.step, n);
  floats square = average(squares, step * step, 1 - s.alpha, n);
  if (mean) {
    floats m = average(mean, step, 1 - s.alpha, n);
    // A variance: zero for a gradient that never changed, where rounding might leave less.
    square = square - m * m;
    square = choose(square < 0, (floats){0}, square);
  }
  step = step / (root(square) + s.epsilon);
  if (velocity) {
    step = multiply_add(broadcast(s.momentum), load_first(velocity, n), step);
    store_first(velocity, step, n);
  }
  return descend(g, weight, step, &s.step, n);
}

static int loop_rmsprop(const float *w, float *g, float *squares, float *mean, float *velocity,
                         const wk_step *step, float alpha, float momentum, float epsilon, size_t count) {
  rmsprop_settings s = {*step, alpha, momentum, epsilon};
  floats lost = {0};
  size_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH)
    lost += rmsprop_at(w + i, g + i, squares + i, mean ? mean + i : NULL, velocity ? velocity + i : NULL, s,
                       WIDTH);
  if (i < count)
    lost += rmsprop_at(w + i, g + i, squares + i, mean ? mean + i : NULL, velocity ? velocity + i : NULL, s,
                       count - i);
  return are_zero(lost);
}

// ---- Adam and its kin

typedef struct {
  wk_step step;
  float beta1, beta2, epsilon;
  float of_gradient, of_average;  // what the step takes of either
  float inverse_root;             // 1 / sqrt(correction2)
} adam_settings;

INLINE floats adam_at(const float *w, float *g, float *m, float *v, adam_settings s, size_t n) {
  floats weight = load_first(w, n);
  floats step = entering(g, weight, &s.step, n);
  floats first = average(m, step, 1 - s.beta1, n);
  floats second = average(v, step * step, 1 - s.beta2, n);
  floats size = multiply_add(root(second), broadcast(s.inverse_root), broadcast(s.epsilon));
  step = multiply_add(broadcast(s.of_gradient), step, first * s.of_average);
  return descend(g, weight, step / size, &s.step, n);
}

static int loop_adam(const float *w, float *g, float *m, float *v, const wk_step *step, float beta1,
                      float beta2, float epsilon, float of_gradient, float of_average, float correction2,
                      size_t count) {
  adam_settings s = {
    .step = *step, .beta1 = beta1, .beta2 = beta2, .epsilon = epsilon, .of_gradient = of_gradient,
    .of_average = of_average, .inverse_root = 1 / __builtin_sqrtf(correction2),
  };
  floats lost = {0};
  size_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) lost += adam_at(w + i, g + i, m + i, v + i, s, WIDTH);
  if (i < count) lost += adam_at(w + i, g + i, m + i, v + i, s, count - i);
  return are_zero(lost);
}

typedef struct {
  wk_step step;
  float beta1, beta2, epsilon, of_average;
} adamax_settings;

INLINE floats adamax_at(const float *w, float *g, float *m, float *sizes, adamax_settings s, size_t n) {
  floats weight = load_first(w, n);
  floats step = entering(g, weight, &s.step, n);
  floats first = average(m, step, 1 - s.beta1, n);
  floats old = load_first(sizes, n) * s.beta2, size = __builtin_elementwise_abs(step);
  size = choose(old > size, old, size);
  store_first(sizes, size, n);
  return descend(g, weight, first * s.of_average / (size + s.epsilon), &s.step, n);
}

static int loop_adamax(const float *w, float *g, float *m, float *sizes, const wk_step *step, float beta1,
                        float beta2, float epsilon, float of_average, size_t count) {
  adamax_settings s = {*step, beta1, beta2, epsilon, of_average};
  floats lost = {0};
  size_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) lost += adamax_at(w + i, g + i, m + i, sizes + i, s, WIDTH);
  if (i < count) lost += adamax_at(w + i, g + i, m + i, sizes + i, s, count - i);
  return are_zero(lost);
}
