#ifndef WK_KERNELS_H
#define WK_KERNELS_H

#include "CWeirKernels.h"

// All loops that differ between instruction sets: loop_x in Loops, wk_x to the outside.
#define WK_EACH_KERNEL(each) \
  each(sparse_product) each(sparse_gradient) each(sparse_backward) \
  each(dense_product) each(transpose_tile) each(dense_gradient) \
  each(sparse_convolution) each(sparse_convolution_gradient) \
  each(dense_convolution) each(dense_convolution_gradient) \
  each(load_bytes) each(load_floats) each(move_pixels) \
  each(row_sums) each(rectified_row_sums) \
  each(scale_rows) each(normalize_rows) each(normalize_rows_gradient) \
  each(max_pool) each(max_pool_pick) each(max_pool_gradient) each(average_pool) each(average_pool_gradient) \
  each(exp) each(sigmoid) each(tanh) each(softplus) each(normal_share) each(elu) \
  each(rectify) each(rectify_gradient) each(multiply) each(add) each(split_gradient) \
  each(dropout_mask) each(cross_entropy) \
  each(sgd) each(adagrad) each(rmsprop) each(adam) each(adamax) \
  each(norms) each(flow_product) each(flow_parts) each(magnitudes) each(select_above) each(peak_gigaflops)

// The loops of one instruction set.
typedef struct {
#define FIELD(name) __typeof__(wk_##name) *name;
  WK_EACH_KERNEL(FIELD)
#undef FIELD
} wk_kernels;

extern const wk_kernels wk_kernels_base;
#if defined(__x86_64__)
extern const wk_kernels wk_kernels_avx2;
extern const wk_kernels wk_kernels_avx512;
#endif

#endif
