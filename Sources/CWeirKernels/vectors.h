#ifndef WK_VECTORS_H
#define WK_VECTORS_H

// The vectors of one instruction set and the few words the loops are written in. A file that wants the
// loops for a set defines WK_SET, includes this and then the loops, so that every loop body is written
// once, for a vector of WIDTH floats, and compiled for each set.
//
// Products and sums are never contracted behind our back: where a fused multiply-add is meant,
// [multiply_add] says so. Otherwise the same sum could round differently in the body of a loop and in
// its tail, and results would depend on how work is shared among threads.

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include "CWeirKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#pragma STDC FP_CONTRACT OFF

#if WK_SET == 2
#define WIDTH 16
#define REGISTERS 32
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), \
                             apply_to = function)
#elif WK_SET == 1
#define WIDTH 8
#define REGISTERS 16
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#define WIDTH 4
#if defined(__aarch64__)
#define REGISTERS 32
#else
#define REGISTERS 16
#endif
#endif

#define INLINE static inline __attribute__((always_inline))
// Not inlined: what a caller keeps alive would take registers from the loop.
#define APART static __attribute__((noinline))
// Loops over registers must vanish, or the registers would become an array in memory.
#define UNROLL _Pragma("clang loop unroll(full)")

typedef float floats __attribute__((vector_size(4 * WIDTH)));
typedef int32_t ints __attribute__((vector_size(4 * WIDTH)));
typedef uint32_t words __attribute__((vector_size(4 * WIDTH)));
typedef float floats_anywhere __attribute__((vector_size(4 * WIDTH), aligned(4), may_alias));

// ---- Memory

INLINE floats load(const float *p) { return *(const floats_anywhere *)p; }
INLINE void store(float *p, floats v) { *(floats_anywhere *)p = v; }
INLINE floats broadcast(float v) { return v - (floats){0}; }

// The first [n] floats, at most WIDTH, zeros behind them; nothing else is touched.
INLINE floats load_first(const float *p, size_t n) {
  if (n >= WIDTH) return load(p);
#if WK_SET == 2
  return (floats)_mm512_maskz_loadu_ps((__mmask16)((1u << n) - 1), p);
#else
  floats v = {0};
  memcpy(&v, p, n * sizeof(float));
  return v;
#endif
}
INLINE void store_first(float *p, floats v, size_t n) {
  if (n >= WIDTH) {
    store(p, v);
    return;
  }
#if WK_SET == 2
  _mm512_mask_storeu_ps(p, (__mmask16)((1u << n) - 1), (__m512)v);
#else
  memcpy(p, &v, n * sizeof(float));
#endif
}

// ---- Arithmetic

INLINE floats multiply_add(floats a, floats b, floats c) {
#if WK_SET > 0 || defined(__aarch64__)
  return __builtin_elementwise_fma(a, b, c);
#else
  return a * b + c;  // without the instruction a fused one would be a call for every lane
#endif
}
INLINE floats choose(ints where, floats yes, floats no) {
  return (floats)((where & (ints)yes) | (~where & (ints)no));
}
INLINE floats root(floats v) { return __builtin_elementwise_sqrt(v); }
INLINE ints lane_numbers(void) {
  ints n;
  UNROLL for (int i = 0; i < WIDTH; i++) n[i] = i;
  return n;
}
// All ones in the lanes that [count] samples reach if lane 0 is sample [first].
INLINE ints lanes_within(int32_t first, int32_t count) { return lane_numbers() + first < count; }
INLINE floats only(ints where, floats v) { return (floats)(where & (ints)v); }

// ---- Shuffles
//
// Three ways of dealing two vectors out, each staying inside pieces of 16 bytes as long as it can,
// because crossing them costs more on every processor: by single floats, by pairs, by pieces of four.

#define DEAL(name, ...) \
  INLINE floats name(floats a, floats b) { return __builtin_shufflevector(a, b, __VA_ARGS__); }
#if WIDTH == 16
DEAL(zip_low, 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29)
DEAL(zip_high, 2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31)
DEAL(pair_low, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29)
DEAL(pair_high, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31)
DEAL(four_even, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27)
DEAL(four_odd, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31)
#elif WIDTH == 8
DEAL(zip_low, 0, 8, 1, 9, 4, 12, 5, 13)
DEAL(zip_high, 2, 10, 3, 11, 6, 14, 7, 15)
DEAL(pair_low, 0, 1, 8, 9, 4, 5, 12, 13)
DEAL(pair_high, 2, 3, 10, 11, 6, 7, 14, 15)
DEAL(four_even, 0, 1, 2, 3, 8, 9, 10, 11)
DEAL(four_odd, 4, 5, 6, 7, 12, 13, 14, 15)
#else
DEAL(zip_low, 0, 4, 1, 5)
DEAL(zip_high, 2, 6, 3, 7)
DEAL(pair_low, 0, 1, 4, 5)
DEAL(pair_high, 2, 3, 6, 7)
#endif
#undef DEAL

// Adding what the two halves of a deal hold halves the number of vectors and of summands at once. After
// log2(WIDTH) such steps WIDTH vectors have become one, whose lane i is the sum of vector i: far cheaper
// than WIDTH sums across lanes.
INLINE floats add_zipped(floats a, floats b) { return zip_low(a, b) + zip_high(a, b); }
INLINE floats add_paired(floats a, floats b) { return pair_low(a, b) + pair_high(a, b); }
// From sums of four vectors in every 16 bytes to the sums of all WIDTH.
INLINE floats add_fours(const floats fours[WIDTH / 4]) {
#if WIDTH == 16
  floats a = four_even(fours[0], fours[1]) + four_odd(fours[0], fours[1]);
  floats b = four_even(fours[2], fours[3]) + four_odd(fours[2], fours[3]);
  return four_even(a, b) + four_odd(a, b);
#elif WIDTH == 8
  return four_even(fours[0], fours[1]) + four_odd(fours[0], fours[1]);
#else
  return fours[0];
#endif
}
// Lane i is the sum of v[i]. Each sum is taken in the same order whatever the other vectors hold.
INLINE floats sum_each(const floats v[WIDTH]) {
  floats fours[WIDTH / 4];
  UNROLL for (int q = 0; q < WIDTH / 4; q++) {
    const floats *w = v + 4 * q;
    fours[q] = add_paired(add_zipped(w[0], w[1]), add_zipped(w[2], w[3]));
  }
  return add_fours(fours);
}
// The sum of all lanes, in every lane.
INLINE floats sum(floats v) {
  floats t = add_zipped(v, v);
  t = add_paired(t, t);
  floats fours[WIDTH / 4];
  UNROLL for (int q = 0; q < WIDTH / 4; q++) fours[q] = t;
  return add_fours(fours);
}

// Rows become columns: lane i of v[j] and lane j of v[i] change places.
INLINE void transpose(floats v[WIDTH]) {
  floats t[WIDTH];
  // First 4 x 4 inside the pieces of 16 bytes: t[4 q + c] holds, in piece p, rows 4 q ... of column 4 p + c.
  UNROLL for (int q = 0; q < WIDTH; q += 4) {
    floats a = zip_low(v[q], v[q + 1]), b = zip_high(v[q], v[q + 1]);
    floats c = zip_low(v[q + 2], v[q + 3]), d = zip_high(v[q + 2], v[q + 3]);
    t[q] = pair_low(a, c), t[q + 1] = pair_high(a, c);
    t[q + 2] = pair_low(b, d), t[q + 3] = pair_high(b, d);
  }
  // Then the pieces themselves.
  UNROLL for (int c = 0; c < 4; c++) {
#if WIDTH == 16
    floats even01 = four_even(t[c], t[4 + c]), even23 = four_even(t[8 + c], t[12 + c]);
    floats odd01 = four_odd(t[c], t[4 + c]), odd23 = four_odd(t[8 + c], t[12 + c]);
    v[c] = four_even(even01, even23), v[8 + c] = four_odd(even01, even23);
    v[4 + c] = four_even(odd01, odd23), v[12 + c] = four_odd(odd01, odd23);
#elif WIDTH == 8
    v[c] = four_even(t[c], t[4 + c]), v[4 + c] = four_odd(t[c], t[4 + c]);
#else
    v[c] = t[c];
#endif
  }
}

#endif
