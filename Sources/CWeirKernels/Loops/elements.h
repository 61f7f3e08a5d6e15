// Functions of single numbers.
//
// Exponentials by range reduction: x = n log 2 + r with n whole and |r| <= log(2) / 2, so that
// e^x = 2^n e^r. log 2 is subtracted in two parts; the first has 15 bits, so that its product with n
// (at most 8 bits) is exact, the second corrects what the first lacks. Adding 1.5 * 2^23 rounds to a
// whole number and leaves it in the low bits, which also holds for what is not a number: a conversion
// would be undefined there.
//
// e^r - 1 = r + r^2 (1/2 + r/6 + ... + r^5/7!) leaves out r^8/8! + ... < 5.4e-9 for |r| < 0.34658, a
// twentieth of a float's rounding error, so the plain series does and no fitted coefficient is needed.

typedef struct {
  ints exponent;   // n
  floats less_one;  // e^r - 1
} reduced;

// e^x for x in -104 ... 89, where e^x leaves the floats at both ends.
INLINE reduced reduce(floats x) {
  const float rounder = 12582912, log2e = 1.44269504f, log2_high = 0.693145751953125f,
              log2_low = 1.42860677e-6f;
  floats shifted = multiply_add(x, broadcast(log2e), broadcast(rounder));
  floats n = shifted - rounder;
  floats r = multiply_add(n, broadcast(-log2_high), x);
  r = multiply_add(n, broadcast(-log2_low), r);
  floats p = broadcast(1.0f / 5040);
  p = multiply_add(p, r, broadcast(1.0f / 720));
  p = multiply_add(p, r, broadcast(1.0f / 120));
  p = multiply_add(p, r, broadcast(1.0f / 24));
  p = multiply_add(p, r, broadcast(1.0f / 6));
  p = multiply_add(p, r, broadcast(0.5f));
  words whole = (words)shifted - 0x4b400000u;  // the bits of the rounder
  return (reduced){(ints)whole, multiply_add(r * r, p, r)};
}
// 2^n for n in -126 ... 127.
INLINE floats power_of_two(ints n) { return (floats)(((words)n + 127u) << 23); }

INLINE floats exponential(floats x) {
  x = choose(x < -104, broadcast(-104), x);  // comparisons that leave what is not a number alone
  x = choose(x > 89, broadcast(89), x);
  reduced e = reduce(x);
  // 2^n in two steps: n reaches from -150, for results with fewer bits, to 128.
  ints half = e.exponent >> 1;
  return (e.less_one + 1) * power_of_two(half) * power_of_two(e.exponent - half);
}

// e^-|x| can neither overflow nor cancel: e / (1 + e) on the left, 1 / (1 + e) on the right.
INLINE floats logistic(floats x) {
  floats e = exponential((floats)((words)x | 0x80000000u));
  return choose(x < 0, e, broadcast(1)) / (e + 1);
}

// tanh |x| = -m / (2 + m) with m = e^(-2 |x|) - 1 = 2^n (e^r - 1) + (2^n - 1). For small x the exponent n
// is 0 and m keeps all its bits, so that no second formula is needed near 0. From |x| = 52 on, m is -1.
INLINE floats hyperbolic_tangent(floats x) {
  words sign = (words)x & 0x80000000u;
  floats t = (floats)((words)x & 0x7fffffffu) * -2;
  t = choose(t < -80, broadcast(-80), t);
  reduced e = reduce(t);
  floats power = power_of_two(e.exponent);
  floats m = multiply_add(power, e.less_one, power - 1);
  return (floats)((words)(-m / (m + 2)) | sign);
}

INLINE floats rectified(floats x, float slope) {
  // With slope 0 the product would turn infinity into what is not a number.
  return choose(x < 0, slope == 0 ? (floats){0} : x * slope, x);
}

// y[i] = f(x[i]); the last vector is padded with zeros and cut.
INLINE void map(floats (*f)(floats), const float *x, float *y, size_t count) {
  size_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) store(y + i, f(load(x + i)));
  if (i < count) store_first(y + i, f(load_first(x + i, count - i)), count - i);
}

static void loop_exp(const float *x, float *y, size_t count) { map(exponential, x, y, count); }
static void loop_sigmoid(const float *x, float *y, size_t count) { map(logistic, x, y, count); }
static void loop_tanh(const float *x, float *y, size_t count) { map(hyperbolic_tangent, x, y, count); }

static void loop_rectify(const float *x, float slope, float *y, size_t count) {
  size_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) store(y + i, rectified(load(x + i), slope));
  if (i < count) store_first(y + i, rectified(load_first(x + i, count - i), slope), count - i);
}

// What a rectifier makes of the gradient behind it, with x in front of it or behind it: its sign is the same.
INLINE floats rectified_gradient(floats x, float slope, floats d) { return choose(x > 0, d, d * slope); }
INLINE void rectify_gradient_at(const float *x, float slope, float *d, size_t n) {
  store_first(d, rectified_gradient(load_first(x, n), slope, load_first(d, n)), n);
}
static void loop_rectify_gradient(const float *x, float slope, float *d, size_t count) {
  size_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) rectify_gradient_at(x + i, slope, d + i, WIDTH);
  if (i < count) rectify_gradient_at(x + i, slope, d + i, count - i);
}

static void loop_multiply(const float *a, const float *b, float *y, size_t count) {
  size_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) store(y + i, load(a + i) * load(b + i));
  if (i < count) store_first(y + i, load_first(a + i, count - i) * load_first(b + i, count - i), count - i);
}

// y = a + b behind a rectifier.
static void loop_add(const float *a, const float *b, float slope, float *y, size_t count) {
  size_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) store(y + i, rectified(load(a + i) + load(b + i), slope));
  if (i < count)
    store_first(y + i, rectified(load_first(a + i, count - i) + load_first(b + i, count - i), slope),
                count - i);
}

// Which side a number took is known from its sign behind the rectifier, for no slope turns it round.
static void loop_split_gradient(const float *y, float slope, float *d, float *copy, size_t count) {
  for (size_t i = 0; i < count; i += WIDTH) {
    size_t n = count - i < WIDTH ? count - i : WIDTH;
    rectify_gradient_at(y + i, slope, d + i, n);
    store_first(copy + i, load_first(d + i, n), n);
  }
}
