#ifndef CWEIRKERNELS_H
#define CWEIRKERNELS_H

// Loops over floats. No state but the thread pool and the instruction set, which is chosen when first
// asked for. Every function works on a range of rows or elements, so that the caller can share work
// among threads; an output element is always summed by one call in a fixed order.
//
// Activations are feature-major in tiles of WK_LANES samples: tile t of a batch is [features][WK_LANES],
// 64-byte aligned, and follows tile t - 1. A batch that does not fill its last tile has idle lanes behind
// its end; what they hold means nothing, but for the kernels that say they leave zeros there.
//
// Rows, elements and loss: an output with the shape of an input may be that input.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WK_LANES 64

// ---- Instruction set

/// 2: AVX-512 (F, BW, DQ, VL); 1: AVX2 and FMA; 0: what every processor of this kind has.
int wk_instruction_set(void);
/// Uses at most the given set from now on, on this thread and in the runs it starts; for tests and
/// measurements. Negative: the best there is.
void wk_limit_instruction_set(int set);
/// Multiply-adds a second that registers alone allow on one core, in units of 1e9 flop/s.
double wk_peak_gigaflops(void);

// ---- Memory

/// Has the allocator give large pieces back to the system when they are freed, where it would keep them.
void wk_return_freed_memory(void);
/// Memory for [bytes], at least one, 64-byte aligned and not cleared; it ends the program where there is none.
void *wk_allocate(size_t bytes);
/// Gives back what wk_allocate gave.
void wk_free(void *piece);
/// At least [count] floats, 64-byte aligned, that belong to this thread until it asks again.
float *wk_scratch(size_t count);

// ---- Threads

typedef void (*wk_body)(void *context, int32_t part);
/// Calls body(context, p) for every p in 0..<parts on at most [threads] threads, the caller's included,
/// and returns when all are done. A thread that waits spins for some microseconds, then sleeps. If the
/// pool is at work for somebody else, or threads or parts is 1, the caller does all parts itself.
void wk_parallel(int32_t threads, int32_t parts, wk_body body, void *context);

// ---- Sparse matrices, in a file of their own

#include "SparseMatrices.h"

// ---- Dense matrices

/// All tiles, rows begin ..< end:
/// y[r] = bias[r] + sum over k < inner of w[r * row_stride + k * inner_stride] x[k].
/// Strides of w swapped give the product with the transpose; those of x and y are floats from one tile to the
/// next. Weights are read once for all tiles, whose parts of x should fit the second cache together. [bias] may
/// be null.
void wk_dense_product(const float *w, size_t row_stride, size_t inner_stride, const float *bias,
                      const float *x, size_t x_stride, float *y, size_t y_stride, int32_t tiles, int32_t inner,
                      int32_t begin, int32_t end);
/// One tile, features begin ..< end: out[lane * out_stride + feature] = x[feature][lane].
void wk_transpose_tile(const float *x, float *out, size_t out_stride, int32_t begin, int32_t end);
/// Rows begin ..< end of gradient[r * columns + c] = sum over samples of d[r] x[c], with x transposed to
/// [tiles * WK_LANES][x_stride] by wk_transpose_tile. A stride that is no large power of two is best:
/// columns rounded up to 16, and 16 more.
void wk_dense_gradient(const float *transposed_x, size_t x_stride, const float *d, size_t d_stride,
                       int32_t tiles, int32_t columns, float *gradient, int32_t begin, int32_t end);

// ---- Convolutions

/// The side of the largest kernel.
#define WK_MOST_KERNEL 31
/// The samples that a call works on: a slice of a tile, from x and y on.
#define WK_SLICE 16

/// How the windows of a convolution move over planes of [height] x [width], read, to give planes of
/// [out_height] x [out_width], written. With [transposed] it is the gradient of the input of such a
/// convolution: then what is read are the planes behind, and what is written those in front of it.
typedef struct {
  int32_t height, width, out_height, out_width;
  int32_t kernel, stride, padding;
  int32_t groups, group_rows, group_channels;  // planes written and read by each group
  int32_t transposed;
} wk_windows;

/// Slices that a gradient is summed over, of the planes that were read and of the gradient behind. Strides are
/// floats from one tile to the next.
typedef struct {
  const float *x, *d;
  size_t x_stride, d_stride;
  int32_t begin, end;
} wk_slices;

/// One slice, lines begin ..< end of what is written:
/// y[r, i, j] = bias[r] + sum over c, k, l of w[r, c, k, l] x[c, i stride - padding + k, j stride - padding + l].
/// Slots of the pattern are in the order of its rows, columns are [c][k][l]. With [transposed], row (p, q, r) of the
/// pattern, of stride * stride phases and then channels, has the weights with k % stride = p and l % stride = q. [bias]
/// may be null.
void wk_sparse_convolution(const wk_pattern *pattern, const wk_windows *windows, const float *values,
                           const float *bias, const float *x, float *y, int32_t begin, int32_t end);
/// Rows begin ..< end: the gradient of every active weight, and no other. Not transposed.
void wk_sparse_convolution_gradient(const wk_pattern *pattern, const wk_windows *windows,
                                    const wk_slices *slices, float *gradient, int32_t begin, int32_t end);
/// As the sparse one, with the weights of row r and channel c of group g from
/// weights[g * group_rows * group_channels * kernel * kernel + r * row_stride + c * channel_stride] on.
void wk_dense_convolution(const wk_windows *windows, const float *weights, size_t row_stride,
                          size_t channel_stride, const float *bias, const float *x, float *y, int32_t begin,
                          int32_t end);
/// Rows begin ..< end: the gradient of all weights, from row [begin] on. The planes that were read are those of
/// the group that the rows belong to, the only one in [windows].
void wk_dense_convolution_gradient(const wk_windows *windows, const wk_slices *slices, float *gradient,
                                   int32_t begin, int32_t end);

// ---- Batches

/// One tile, features begin ..< end: tile[f][lane] = samples[indices[lane] * features + f] * scale + shift,
/// zero for lanes from [lanes] on. With [per_feature], scale and shift have one value a feature, else one.
void wk_load_bytes(const uint8_t *samples, const int32_t *indices, int32_t lanes, int32_t features,
                   const float *scale, const float *shift, int per_feature, float *tile, int32_t begin,
                   int32_t end);
/// The same from floats.
void wk_load_floats(const float *samples, const int32_t *indices, int32_t lanes, int32_t features,
                    const float *scale, const float *shift, int per_feature, float *tile, int32_t begin,
                    int32_t end);

/// One tile of one channel: out[y][x][lane] = x[rows[y][lane] + columns[x][lane]][lane], or [padding] where
/// either is negative. [rows] are [height][WK_LANES] and count in pixels, [columns] are [width][WK_LANES].
void wk_move_pixels(const float *x, const int32_t *rows, const int32_t *columns, int32_t height,
                    int32_t width, float padding, float *out);

// ---- Rows of a batch

/// out[r] = sum over all lanes of all tiles of d[r], for rows begin ..< end.
void wk_row_sums(const float *d, size_t stride, int32_t tiles, float *out, int32_t begin, int32_t end);
/// The same behind a rectifier whose output is y, with a slope of at least 0: d becomes the gradient in front of it, and
/// that is summed.
void wk_rectified_row_sums(const float *y, size_t y_stride, float slope, float *d, size_t stride, int32_t tiles,
                           float *out, int32_t begin, int32_t end);
// From here on rows come in channels of [area] rows side by side, the positions of a picture; begin ..< end,
// and what there is one of each, count channels. Rows of single features are channels of one row.

/// y = x * factor[c] + term[c] in the lanes of [count] samples, zero behind them.
void wk_scale_rows(const float *x, const float *factor, const float *term, float *y, size_t stride,
                   int32_t tiles, int32_t count, int32_t area, int32_t begin, int32_t end);
/// Batch norm in training: mean and (biased) variance of each channel over the positions of [count] samples,
/// then y = gain (x - mean) / sqrt(variance + epsilon) + shift, below zero times [slope], which is 1 where no
/// rectifier follows; zero behind the samples. Two visits before the last, so that a mean far from zero costs
/// no precision.
void wk_normalize_rows(const float *x, const float *gain, const float *shift, float epsilon, float slope,
                       float *mean, float *variance, float *y, size_t stride, int32_t tiles, int32_t count,
                       int32_t area, int32_t begin, int32_t end);
/// Its gradient, in place: d becomes the gradient of x; the sums over samples and positions of d n and of d
/// (d here that in front of the rectifier, n the normalized x) go to gain_gradient and shift_gradient. Lanes
/// behind the samples become zero.
void wk_normalize_rows_gradient(const float *x, const float *gain, const float *shift, float epsilon,
                                float slope, const float *mean, const float *variance, float *d,
                                float *gain_gradient, float *shift_gradient, size_t stride, int32_t tiles,
                                int32_t count, int32_t area, int32_t begin, int32_t end);

// ---- Windows over planes

/// How a window of [rows] x [columns] moves over planes of [height] x [width]: number (i, j) behind comes from
/// the part inside the plane of the window that begins at (i stride - padding, j stride - padding). Planes
/// follow one another, those of all channels and tiles; begin ..< end counts them.
typedef struct {
  int32_t height, width, out_height, out_width, rows, columns, stride, padding;
} wk_window;

/// y = the largest number in the window; not-a-number counts as larger than all.
void wk_max_pool(const float *x, const wk_window *window, float *y, int32_t begin, int32_t end);
/// out = the number of v where x is the largest in the window, the first of equals; [y] from wk_max_pool.
void wk_max_pool_pick(const float *x, const wk_window *window, const float *y, const float *v, float *out,
                      int32_t begin, int32_t end);
/// The gradient of wk_max_pool: out at that place gets d, from every window in which it is the largest.
void wk_max_pool_gradient(const float *x, const wk_window *window, const float *y, const float *d, float *out,
                          int32_t begin, int32_t end);
/// y = the sum over the part inside, divided by the size of the whole window; and the gradient of that.
void wk_average_pool(const float *x, const wk_window *window, float *y, int32_t begin, int32_t end);
void wk_average_pool_gradient(const float *d, const wk_window *window, float *out, int32_t begin,
                              int32_t end);

// ---- Elements

/// e^x; relative error below 2e-7; 0 and infinity where float ends; not-a-number stays.
void wk_exp(const float *x, float *y, size_t count);
/// Relative error below 5e-7; 1 / (1 + e^-x) and tanh x at both ends exactly 0 or 1, -1 or 1.
void wk_sigmoid(const float *x, float *y, size_t count);
void wk_tanh(const float *x, float *y, size_t count);
/// log(1 + e^x), relative error below 5e-7.
void wk_softplus(const float *x, float *y, size_t count);
/// The share of a standard normal below x, (1 + erf(x / sqrt 2)) / 2, relative error below 1e-6, left
/// of -3 below 1e-7 x^2.
void wk_normal_share(const float *x, float *y, size_t count);
/// y = right x above zero, else left (e^x - 1), relative error below 5e-7.
void wk_elu(const float *x, float right, float left, float *y, size_t count);
/// y = x, below zero times slope, and d *= (x > 0 ? 1 : slope) in place.
void wk_rectify(const float *x, float slope, float *y, size_t count);
void wk_rectify_gradient(const float *x, float slope, float *d, size_t count);
/// y = a b.
void wk_multiply(const float *a, const float *b, float *y, size_t count);
/// y = a + b, below zero times slope.
void wk_add(const float *a, const float *b, float slope, float *y, size_t count);
/// The gradient of a sum behind a rectifier whose output is y, with a slope of at least 0:
/// d *= (y > 0 ? 1 : slope), and a copy of it.
void wk_split_gradient(const float *y, float slope, float *d, float *copy, size_t count);
/// mask[i] = 0 with probability 1 - keep, else 1 / keep, for i in begin ..< end, from word i mod 4 of
/// Philox4x32-10 with the given key at counter (i div 4 low, i div 4 high, stream, step).
void wk_dropout_mask(const uint32_t key[2], uint32_t stream, uint32_t step, float keep, float *mask,
                     size_t begin, size_t end);

// ---- Loss, one tile

/// Softmax and cross-entropy of the first [lanes] lanes with the targets t = (1 - smoothing) onehot +
/// smoothing / classes: losses[lane] = - sum of t log p, d = factor (p - t), zero in the other lanes;
/// predicted[lane] = the class of the largest logit (the first of equals; -1 if some logit is not a number).
/// [d], [losses], [predicted] may be null.
void wk_cross_entropy(const float *logits, int32_t classes, const int32_t *labels, int32_t lanes,
                      float smoothing, float factor, float *d, float *losses, int32_t *predicted);

// ---- Parameters

/// What all updates have in common. A gradient enters as g = clamp(factor g, -limit, limit) + l2 w, and
/// a step u that an update makes of it moves a weight to w - rate (u + decay w). That takes the place of the
/// gradient in [g], so that the weights are still there if some step is not to count. An update returns 1 if all
/// that it wrote is finite, else 0; arrays may be done in parts.
typedef struct {
  float rate;
  float factor, limit;  // 1 and infinity leave the gradient alone
  float l2, decay;
} wk_step;

/// Stochastic gradient descent: v = momentum v + g; u = nesterov ? g + momentum v : v. [velocity] is null
/// without momentum.
int wk_sgd(const float *w, float *g, float *velocity, const wk_step *step, float momentum, int nesterov,
            size_t count);
/// Adagrad (Duchi, Hazan and Singer 2011): s += g squared; u = g / (sqrt(s + initial) + epsilon).
int wk_adagrad(const float *w, float *g, float *squares, const wk_step *step, float initial,
                float epsilon, size_t count);
/// RMSprop (Tieleman and Hinton 2012): s and m moving averages of g squared and g;
/// u = g / (sqrt(s - m squared) + epsilon); v = momentum v + u, and v is the step. [mean] and [velocity]
/// may be null; without a mean s alone is under the root.
int wk_rmsprop(const float *w, float *g, float *squares, float *mean, float *velocity,
                const wk_step *step, float alpha, float momentum, float epsilon, size_t count);
/// Adam (Kingma and Ba 2015), and NAdam (Dozat 2016): m, v moving averages of g and g squared;
/// u = (of_gradient g + of_average m) / (sqrt(v / correction2) + epsilon).
int wk_adam(const float *w, float *g, float *m, float *v, const wk_step *step, float beta1, float beta2,
             float epsilon, float of_gradient, float of_average, float correction2, size_t count);
/// AdaMax (Kingma and Ba 2015): m a moving average of g; s = max(beta2 s, |g|);
/// u = of_average m / (s + epsilon).
int wk_adamax(const float *w, float *g, float *m, float *sizes, const wk_step *step, float beta1,
               float beta2, float epsilon, float of_average, size_t count);
/// Sums of |g| and of g squared, accumulated in double, in an order that depends on [count] alone.
void wk_norms(const float *g, size_t count, double *absolute, double *squares);
/// y = sum over k of w[k] x[places[columns[k]] + i], for i in 0..<length. Here and below, i goes on to the next
/// multiple of 16, so that all arrays must be that long.
void wk_flow_product(const double *w, const uint32_t *columns, size_t count, const uint32_t *places,
                     const double *x, double *y, size_t length);
/// For every k: parts[k] = w[k] times the sum over i of d[i] x[places[columns[k]] + i], and
/// gradient[places[columns[k]] + i] += w[k] d[i]. Behind [length], d must be zero.
void wk_flow_parts(const double *w, const uint32_t *columns, size_t count, const uint32_t *places,
                   const double *x, const double *d, size_t length, double *parts, double *gradient);
/// g = |g|, and 0 for what is not a number.
void wk_magnitudes(float *g, size_t count);
/// Writes all scores above [threshold], in order, and their places, those of the scores counted from [first], and
/// returns how many there are. Both outputs must have room for [count].
size_t wk_select_above(const float *scores, size_t count, float threshold, intptr_t first, float *above,
                       intptr_t *places);

#endif
