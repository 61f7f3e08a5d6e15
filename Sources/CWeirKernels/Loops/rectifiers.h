// Smooth relatives of the rectifier.

// e^x - 1 for x <= 0, to its last bits also near 0; see hyperbolic_tangent.
INLINE floats exponential_less_one(floats x) {
  x = choose(x < -80, broadcast(-80), x);
  reduced e = reduce(x);
  floats power = power_of_two(e.exponent);
  return multiply_add(power, e.less_one, power - 1);
}

INLINE floats exponential_unit(floats x, float right, float left) {
  return choose(x > 0, x * right, exponential_less_one(choose(x > 0, (floats){0}, x)) * left);
}

// log(1 + e^x) = max(x, 0) + log(1 + e) with e = e^-|x| in 0 ... 1. With s = 2 e / (2 + e), at most 2/3,
// log(1 + e) = s (1 + z/3 + ... + z^7/15) with z = s^2 / 4, which leaves out less than 2e-9 of it and keeps
// every digit of a tiny e.
INLINE floats logarithm_of_sum(floats x) {
  floats e = exponential((floats)((words)x | 0x80000000u));
  floats s = (e + e) / (e + 2), z = s * s * 0.25f;
  floats p = broadcast(1.0f / 15);
  p = multiply_add(p, z, broadcast(1.0f / 13));
  p = multiply_add(p, z, broadcast(1.0f / 11));
  p = multiply_add(p, z, broadcast(1.0f / 9));
  p = multiply_add(p, z, broadcast(1.0f / 7));
  p = multiply_add(p, z, broadcast(1.0f / 5));
  p = multiply_add(p, z, broadcast(1.0f / 3));
  return choose(x > 0, x, (floats){0}) + multiply_add(p * z, s, s);
}

// The share of a standard normal below x. Its tail beyond a = |x| is e^(-a^2 / 2) times a function that
// falls slowly, like 1 / a, and is nearly a polynomial in u = 1 / (1 + 0.28 a): the one below has the least
// greatest relative error over a in 0 ... 14.5, where the tail leaves the floats, 6e-8.
INLINE floats normal_share(floats x) {
  floats a = (floats)((words)x & 0x7fffffffu);
  a = choose(a > 15, broadcast(15), a);
  floats u = 1 / multiply_add(a, broadcast(0.28f), broadcast(1));
  floats p = broadcast(0.023055991f);
  p = multiply_add(p, u, broadcast(-0.08466636f));
  p = multiply_add(p, u, broadcast(0.07250037f));
  p = multiply_add(p, u, broadcast(0.017689997f));
  p = multiply_add(p, u, broadcast(0.055468313f));
  p = multiply_add(p, u, broadcast(0.091124974f));
  p = multiply_add(p, u, broadcast(0.10117771f));
  p = multiply_add(p, u, broadcast(0.11195968f));
  p = multiply_add(p, u, broadcast(0.11168936f));
  floats tail = exponential(a * a * -0.5f) * (p * u);
  return choose(x > 0, 1 - tail, tail);
}

static void loop_softplus(const float *x, float *y, size_t count) { map(logarithm_of_sum, x, y, count); }
static void loop_normal_share(const float *x, float *y, size_t count) { map(normal_share, x, y, count); }

static void loop_elu(const float *x, float right, float left, float *y, size_t count) {
  size_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) store(y + i, exponential_unit(load(x + i), right, left));
  if (i < count)
    store_first(y + i, exponential_unit(load_first(x + i, count - i), right, left), count - i);
}
