#ifndef WK_PERMUTE_H
#define WK_PERMUTE_H

#include <stdint.h>
#include <string.h>
#include "CWeirKernels.h"

// out[0] and out[1] from their places. Two places in one load and two values in one store: a fifth faster than one by
// one, and faster than gathers (Zen 5).
static inline void permute_two(const float *values, const uint32_t *places, float *out) {
  uint64_t two, pair;
  uint32_t first, second;
  memcpy(&two, places, sizeof two);
  memcpy(&first, values + (uint32_t)two, sizeof first);
  memcpy(&second, values + (two >> 32), sizeof second);
  pair = first | (uint64_t)second << 32;
  memcpy(out, &pair, sizeof pair);
}

// Of more numbers than the second cache holds every eighth is asked for, so many ahead of its use, since no processor
// foresees their order: a line holds sixteen, so most of the others come in lines that some eighth has asked for.
#define ASKED 2048

// Asks for what stands at place k of [places], if there is one.
static inline void ask_at(const float *numbers, const uint32_t *places, size_t k, size_t count) {
  if (k < count) __builtin_prefetch(numbers + places[k]);
}

// Asks for what stands at the first places if there are too many numbers, [all], to be held. Returns how far ahead to
// go on asking.
static inline size_t ask_first(const float *numbers, const uint32_t *places, size_t count, size_t all) {
  if (all <= WK_HELD_WEIGHTS) return count;
  for (size_t k = 0; k < ASKED; k += 8) ask_at(numbers, places, k, count);
  return ASKED;
}

// out[k] = values[places[k]] for k < count, of [all] values.
static inline void permute(const float *values, const uint32_t *places, float *out, size_t count, size_t all) {
  size_t ahead = ask_first(values, places, count, all), k = 0;
  for (; k + 8 <= count; k += 8) {
    ask_at(values, places, k + ahead, count);
    for (int i = 0; i < 8; i += 2) permute_two(values, places + k + i, out + k + i);
  }
  for (; k < count; k++) out[k] = values[places[k]];
}

// out[places[k]] = values[k] for k < count, of [all] in out.
static inline void scatter(const float *values, const uint32_t *places, float *out, size_t count, size_t all) {
  size_t ahead = ask_first(out, places, count, all), k = 0;
  for (; k + 8 <= count; k += 8) {
    ask_at(out, places, k + ahead, count);
    for (int i = 0; i < 8; i++) out[places[k + i]] = values[k + i];
  }
  for (; k < count; k++) out[places[k]] = values[k];
}

#endif
