// Which instruction set is used, and the way from the public functions to its loops.

#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include "kernels.h"
#include "permute.h"

// The best set there is, -1 before anyone asked. Threads that ask at once find the same.
static atomic_int best = -1;
// What this thread asked to be limited to. A thread of its own keeps a test of one set from changing
// the bits under somebody else's training.
static _Thread_local int limit = 2;

static int find_best(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return 2;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return 1;
#endif
  return 0;
}

void wk_limit_instruction_set(int set) { limit = set < 0 ? 2 : set; }

int wk_instruction_set(void) {
  int set = atomic_load_explicit(&best, memory_order_relaxed);
  if (set < 0) {
    set = find_best();
    atomic_store_explicit(&best, set, memory_order_relaxed);
  }
  return limit < set ? limit : set;
}

static const wk_kernels *kernels(void) {
#if defined(__x86_64__)
  switch (wk_instruction_set()) {
  case 2: return &wk_kernels_avx512;
  case 1: return &wk_kernels_avx2;
  }
#endif
  return &wk_kernels_base;
}

double wk_peak_gigaflops(void) { return kernels()->peak_gigaflops(); }

void wk_sparse_product(const wk_pattern *pattern, const float *values, const uint32_t *places,
                       const float *bias, float slope, const float *x, size_t x_stride, float *y, size_t y_stride,
                       int32_t tiles, int32_t begin, int32_t end) {
  kernels()->sparse_product(
      pattern, values, places, bias, slope, x, x_stride, y, y_stride, tiles, begin, end);
}

void wk_sparse_gradient(const wk_pattern *pattern, const float *x, size_t x_stride, const float *d,
                        size_t d_stride, int32_t tiles, float *gradient, int32_t begin, int32_t end) {
  kernels()->sparse_gradient(pattern, x, x_stride, d, d_stride, tiles, gradient, begin, end);
}

void wk_sparse_backward(const wk_pattern *transposed, const float *values, const uint32_t *places, const float *x,
                        size_t x_stride, float slope, const float *d, size_t d_stride, float *x_gradient,
                        size_t gradient_stride, int32_t tiles, float *gradient, bool as_stored, int32_t begin,
                        int32_t end) {
  kernels()->sparse_backward(transposed, values, places, x, x_stride, slope, d, d_stride, x_gradient, gradient_stride,
                             tiles, gradient, as_stored, begin, end);
}

void wk_permute(const float *values, const uint32_t *places, float *out, size_t count, size_t begin, size_t end) {
  permute(values, places + begin, out + begin, end - begin, count);
}

void wk_scatter(const float *values, const uint32_t *places, float *out, size_t count, size_t begin, size_t end) {
  scatter(values + begin, places + begin, out, end - begin, count);
}

// Bits are cleared and nothing is chosen: a branch would be guessed wrong for every other weight without a source.
size_t wk_move(const float *values, const intptr_t *sources, float *out, size_t begin, size_t end) {
  size_t found = 0;
  for (size_t k = begin; k < end; k++) {
    intptr_t kept = ~(sources[k] >> (sizeof(intptr_t) * 8 - 1));
    uint32_t bits = 0;
    memcpy(&bits, values + (sources[k] & kept), sizeof(bits));
    bits &= (uint32_t)kept;
    memcpy(out + k, &bits, sizeof(bits));
    found += (size_t)kept & 1;
  }
  return found;
}

void wk_dense_product(const float *w, size_t row_stride, size_t inner_stride, const float *bias,
                      const float *x, size_t x_stride, float *y, size_t y_stride, int32_t tiles,
                      int32_t inner, int32_t begin, int32_t end) {
  kernels()->dense_product(w, row_stride, inner_stride, bias, x, x_stride, y, y_stride, tiles, inner, begin, end);
}

void wk_transpose_tile(const float *x, float *out, size_t out_stride, int32_t begin, int32_t end) {
  kernels()->transpose_tile(x, out, out_stride, begin, end);
}

void wk_dense_gradient(const float *transposed_x, size_t x_stride, const float *d, size_t d_stride,
                       int32_t tiles, int32_t columns, float *gradient, int32_t begin, int32_t end) {
  kernels()->dense_gradient(transposed_x, x_stride, d, d_stride, tiles, columns, gradient, begin, end);
}

void wk_sparse_convolution(const wk_pattern *pattern, const wk_windows *windows, const float *values,
                           const float *bias, const float *x, float *y, int32_t begin, int32_t end) {
  kernels()->sparse_convolution(pattern, windows, values, bias, x, y, begin, end);
}

void wk_sparse_convolution_gradient(const wk_pattern *pattern, const wk_windows *windows,
                                    const wk_slices *slices, float *gradient, int32_t begin, int32_t end) {
  kernels()->sparse_convolution_gradient(pattern, windows, slices, gradient, begin, end);
}

void wk_dense_convolution(const wk_windows *windows, const float *weights, size_t row_stride,
                          size_t channel_stride, const float *bias, const float *x, float *y, int32_t begin,
                          int32_t end) {
  kernels()->dense_convolution(windows, weights, row_stride, channel_stride, bias, x, y, begin, end);
}

void wk_dense_convolution_gradient(const wk_windows *windows, const wk_slices *slices, float *gradient,
                                   int32_t begin, int32_t end) {
  kernels()->dense_convolution_gradient(windows, slices, gradient, begin, end);
}

void wk_load_bytes(const uint8_t *samples, const int32_t *indices, int32_t lanes, int32_t features,
                   const float *scale, const float *shift, int per_feature, float *tile, int32_t begin,
                   int32_t end) {
  kernels()->load_bytes(samples, indices, lanes, features, scale, shift, per_feature, tile, begin, end);
}

void wk_load_floats(const float *samples, const int32_t *indices, int32_t lanes, int32_t features,
                    const float *scale, const float *shift, int per_feature, float *tile, int32_t begin,
                    int32_t end) {
  kernels()->load_floats(samples, indices, lanes, features, scale, shift, per_feature, tile, begin, end);
}

void wk_move_pixels(const float *x, const int32_t *rows, const int32_t *columns, int32_t height,
                    int32_t width, float padding, float *out) {
  kernels()->move_pixels(x, rows, columns, height, width, padding, out);
}

void wk_row_sums(const float *d, size_t stride, int32_t tiles, float *out, int32_t begin, int32_t end) {
  kernels()->row_sums(d, stride, tiles, out, begin, end);
}

void wk_rectified_row_sums(const float *y, size_t y_stride, float slope, float *d, size_t stride, int32_t tiles,
                           float *out, int32_t begin, int32_t end) {
  kernels()->rectified_row_sums(y, y_stride, slope, d, stride, tiles, out, begin, end);
}

void wk_scale_rows(const float *x, const float *factor, const float *term, float *y, size_t stride,
                   int32_t tiles, int32_t count, int32_t area, int32_t begin, int32_t end) {
  kernels()->scale_rows(x, factor, term, y, stride, tiles, count, area, begin, end);
}

void wk_normalize_rows(const float *x, const float *gain, const float *shift, float epsilon, float slope,
                       float *mean, float *variance, float *y, size_t stride, int32_t tiles, int32_t count,
                       int32_t area, int32_t begin, int32_t end) {
  kernels()->normalize_rows(x, gain, shift, epsilon, slope, mean, variance, y, stride, tiles, count, area,
                            begin, end);
}

void wk_normalize_rows_gradient(const float *x, const float *gain, const float *shift, float epsilon,
                                float slope, const float *mean, const float *variance, float *d,
                                float *gain_gradient, float *shift_gradient, size_t stride, int32_t tiles,
                                int32_t count, int32_t area, int32_t begin, int32_t end) {
  kernels()->normalize_rows_gradient(x, gain, shift, epsilon, slope, mean, variance, d, gain_gradient,
                                     shift_gradient, stride, tiles, count, area, begin, end);
}

void wk_max_pool(const float *x, const wk_window *window, float *y, int32_t begin, int32_t end) {
  kernels()->max_pool(x, window, y, begin, end);
}

void wk_max_pool_pick(const float *x, const wk_window *window, const float *y, const float *v, float *out,
                      int32_t begin, int32_t end) {
  kernels()->max_pool_pick(x, window, y, v, out, begin, end);
}

void wk_max_pool_gradient(const float *x, const wk_window *window, const float *y, const float *d, float *out,
                          int32_t begin, int32_t end) {
  kernels()->max_pool_gradient(x, window, y, d, out, begin, end);
}

void wk_average_pool(const float *x, const wk_window *window, float *y, int32_t begin, int32_t end) {
  kernels()->average_pool(x, window, y, begin, end);
}

void wk_average_pool_gradient(const float *d, const wk_window *window, float *out, int32_t begin,
                              int32_t end) {
  kernels()->average_pool_gradient(d, window, out, begin, end);
}

void wk_exp(const float *x, float *y, size_t count) { kernels()->exp(x, y, count); }

void wk_sigmoid(const float *x, float *y, size_t count) { kernels()->sigmoid(x, y, count); }

void wk_tanh(const float *x, float *y, size_t count) { kernels()->tanh(x, y, count); }

void wk_softplus(const float *x, float *y, size_t count) { kernels()->softplus(x, y, count); }

void wk_normal_share(const float *x, float *y, size_t count) { kernels()->normal_share(x, y, count); }

void wk_elu(const float *x, float right, float left, float *y, size_t count) {
  kernels()->elu(x, right, left, y, count);
}

void wk_rectify(const float *x, float slope, float *y, size_t count) {
  kernels()->rectify(x, slope, y, count);
}

void wk_rectify_gradient(const float *x, float slope, float *d, size_t count) {
  kernels()->rectify_gradient(x, slope, d, count);
}

void wk_multiply(const float *a, const float *b, float *y, size_t count) {
  kernels()->multiply(a, b, y, count);
}

void wk_add(const float *a, const float *b, float slope, float *y, size_t count) {
  kernels()->add(a, b, slope, y, count);
}

void wk_split_gradient(const float *y, float slope, float *d, float *copy, size_t count) {
  kernels()->split_gradient(y, slope, d, copy, count);
}

void wk_dropout_mask(const uint32_t key[2], uint32_t stream, uint32_t step, float keep, float *mask,
                     size_t begin, size_t end) {
  kernels()->dropout_mask(key, stream, step, keep, mask, begin, end);
}

void wk_cross_entropy(const float *logits, int32_t classes, const int32_t *labels, int32_t lanes,
                      float smoothing, float factor, float *d, float *losses, int32_t *predicted) {
  kernels()->cross_entropy(logits, classes, labels, lanes, smoothing, factor, d, losses, predicted);
}

int wk_sgd(const float *w, float *g, float *velocity, const wk_step *step, float momentum, int nesterov,
            size_t count) {
  return kernels()->sgd(w, g, velocity, step, momentum, nesterov, count);
}

int wk_adagrad(const float *w, float *g, float *squares, const wk_step *step, float initial,
                float epsilon, size_t count) {
  return kernels()->adagrad(w, g, squares, step, initial, epsilon, count);
}

int wk_rmsprop(const float *w, float *g, float *squares, float *mean, float *velocity,
                const wk_step *step, float alpha, float momentum, float epsilon, size_t count) {
  return kernels()->rmsprop(w, g, squares, mean, velocity, step, alpha, momentum, epsilon, count);
}

int wk_adam(const float *w, float *g, float *m, float *v, const wk_step *step, float beta1, float beta2,
             float epsilon, float of_gradient, float of_average, float correction2, size_t count) {
  return kernels()->adam(w, g, m, v, step, beta1, beta2, epsilon, of_gradient, of_average, correction2,
                         count);
}

int wk_adamax(const float *w, float *g, float *m, float *sizes, const wk_step *step, float beta1,
               float beta2, float epsilon, float of_average, size_t count) {
  return kernels()->adamax(w, g, m, sizes, step, beta1, beta2, epsilon, of_average, count);
}

void wk_norms(const float *g, size_t count, double *absolute, double *squares) {
  kernels()->norms(g, count, absolute, squares);
}

void wk_flow_product(const double *w, const uint32_t *columns, size_t count, const uint32_t *places,
                     const double *x, double *y, size_t length) {
  kernels()->flow_product(w, columns, count, places, x, y, length);
}

void wk_flow_parts(const double *w, const uint32_t *columns, size_t count, const uint32_t *places,
                   const double *x, const double *d, size_t length, double *parts, double *gradient) {
  kernels()->flow_parts(w, columns, count, places, x, d, length, parts, gradient);
}

void wk_magnitudes(float *g, size_t count) { kernels()->magnitudes(g, count); }

size_t wk_select_above(const float *scores, size_t count, float threshold, intptr_t first, float *above,
                       intptr_t *places) {
  return kernels()->select_above(scores, count, threshold, first, above, places);
}
