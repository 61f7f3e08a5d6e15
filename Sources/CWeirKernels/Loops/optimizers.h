// Updates of parameters, each in one pass over memory.

typedef struct {
  float rate, momentum, l2, decay;
  bool nesterov;
} sgd_settings;

INLINE void sgd_at(float *w, const float *g, float *velocity, sgd_settings s, size_t n) {
  floats weight = load_first(w, n);
  floats step = multiply_add(broadcast(s.l2), weight, load_first(g, n));
  if (velocity) {
    floats v = multiply_add(broadcast(s.momentum), load_first(velocity, n), step);
    store_first(velocity, v, n);
    step = s.nesterov ? multiply_add(broadcast(s.momentum), v, step) : v;
  }
  step = multiply_add(broadcast(s.decay), weight, step);
  store_first(w, multiply_add(broadcast(-s.rate), step, weight), n);
}

static void loop_sgd(float *w, const float *g, float *velocity, float rate, float momentum, int nesterov,
                     float l2, float decay, size_t count) {
  sgd_settings s = {rate, momentum, l2, decay, nesterov != 0};
  size_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) sgd_at(w + i, g + i, velocity ? velocity + i : NULL, s, WIDTH);
  if (i < count) sgd_at(w + i, g + i, velocity ? velocity + i : NULL, s, count - i);
}

typedef struct {
  float beta1, beta2, epsilon, l2;
  float rate;          // rate / correction1
  float inverse_root;  // 1 / sqrt(correction2)
  float keep;          // 1 - rate decay
} adam_settings;

INLINE void adam_at(float *w, const float *g, float *m, float *v, adam_settings s, size_t n) {
  floats weight = load_first(w, n);
  floats step = multiply_add(broadcast(s.l2), weight, load_first(g, n));
  floats first = load_first(m, n), second = load_first(v, n);
  first = multiply_add(broadcast(1 - s.beta1), step - first, first);
  second = multiply_add(broadcast(1 - s.beta2), step * step - second, second);
  store_first(m, first, n);
  store_first(v, second, n);
  floats size = multiply_add(root(second), broadcast(s.inverse_root), broadcast(s.epsilon));
  store_first(w, weight * s.keep - s.rate * first / size, n);
}

static void loop_adam(float *w, const float *g, float *m, float *v, float rate, float beta1, float beta2,
                      float epsilon, float correction1, float correction2, float l2, float decay,
                      size_t count) {
  adam_settings s = {
    .beta1 = beta1, .beta2 = beta2, .epsilon = epsilon, .l2 = l2, .rate = rate / correction1,
    .inverse_root = 1 / __builtin_sqrtf(correction2), .keep = 1 - rate * decay,
  };
  size_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) adam_at(w + i, g + i, m + i, v + i, s, WIDTH);
  if (i < count) adam_at(w + i, g + i, m + i, v + i, s, count - i);
}
