#ifndef WK_SPARSE_MATRICES_H
#define WK_SPARSE_MATRICES_H

// Matrices that store their active weights only: where these are, and what is done with them. Part of CWeirKernels.h.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Weights are read ahead of their use: so many numbers behind the last one are read. Values there mean nothing;
/// columns must be 0, for what stands in them may be read too.
#define WK_AHEAD 16

/// So many weights, 512 KiB, stay in the second cache beside all else. Zen 5 holds 1 MiB.
#define WK_HELD_WEIGHTS (1 << 17)

/// Where the active weights of a [rows] x [columns] matrix are: column-blocked compressed rows. Block b holds columns
/// b * block ..< (b + 1) * block. Each row has a slot in each block, slots[b * (rows + 1) + s]: in the high half the
/// row, in the low one where its weights begin, which go on to where the next slot's do, by increasing column. Rows
/// come in any order, which may be another in each block.
typedef struct {
  int32_t rows, columns;
  int32_t block, blocks;    // block at most 65536
  const uint64_t *slots;    // [blocks][rows + 1], and one number behind them, which is read and means nothing
  const uint16_t *offsets;  // column minus the first column of its block; WK_AHEAD zeros behind the last
} wk_pattern;

/// All tiles, the rows of slots begin ..< end: y[r] = bias[r] + sum over c of w[r, c] x[c], below zero times [slope],
/// which is 1 where no rectifier follows. These slots must hold the same rows in every block. [bias] may be null. The
/// value of weight k is values[k], or values[places[k]] where [places] are given. Strides are floats from one tile to the
/// next. Forward on the matrix itself; the gradient of the input on its transpose, whose weights have places in the matrix.
void wk_sparse_product(const wk_pattern *pattern, const float *values, const uint32_t *places,
                       const float *bias, float slope, const float *x, size_t x_stride, float *y, size_t y_stride,
                       int32_t tiles, int32_t begin, int32_t end);
/// All tiles, the rows of slots begin ..< end: gradient[k] = sum over tiles and lanes of d[r] x[c], for every active
/// weight k = (r, c) and no other. Strides are floats from one tile to the next.
void wk_sparse_gradient(const wk_pattern *pattern, const float *x, size_t x_stride, const float *d,
                        size_t d_stride, int32_t tiles, float *gradient, int32_t begin, int32_t end);
/// Both gradients of a matrix W at once, by its transpose, the rows of slots begin ..< end, all tiles, at least one: the
/// product x_gradient = Wᵀ d, and for every active weight k = (r, c) of the transpose the sum over tiles and lanes of
/// x[r] d[c], at gradient[k], or at gradient[places[k]] if it is wanted [as_stored] in the matrix. The value of weight k
/// is values[places[k]]. Where x comes from a rectifier of a [slope] other than 1, x_gradient is that in front of it. Slots
/// must hold the same rows in every block. Strides are floats from one tile to the next.
void wk_sparse_backward(const wk_pattern *transposed, const float *values, const uint32_t *places, const float *x,
                        size_t x_stride, float slope, const float *d, size_t d_stride, float *x_gradient,
                        size_t gradient_stride, int32_t tiles, float *gradient, bool as_stored, int32_t begin, int32_t end);
/// out[k] = values[places[k]] for k in begin ..< end, of [count] values.
void wk_permute(const float *values, const uint32_t *places, float *out, size_t count, size_t begin, size_t end);
/// out[places[k]] = values[k] for k in begin ..< end, of [count] in out.
void wk_scatter(const float *values, const uint32_t *places, float *out, size_t count, size_t begin, size_t end);

/// out[k] = values[sources[k]] for k in begin ..< end, 0 where a source is negative; returns how many are not.
size_t wk_move(const float *values, const intptr_t *sources, float *out, size_t begin, size_t end);

#endif
