#ifndef WK_PERMUTE_H
#define WK_PERMUTE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

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

// How many values ahead of its use a value is asked for.
#define ASKED 2048

// out[k] = values[places[k]] for k < count. [far] is for values that the second cache does not hold: no processor
// foresees their order, so every eighth is asked for ahead. A line holds sixteen values, so most of the others come in
// lines that some eighth has asked for.
static inline void permute(const float *values, const uint32_t *places, float *out, size_t count, bool far) {
  size_t asked = 0, k = 0;
  for (; far && asked < ASKED && asked < count; asked += 8) __builtin_prefetch(values + places[asked]);
  for (; k + 8 <= count; k += 8, asked += 8) {
    if (far && asked < count) __builtin_prefetch(values + places[asked]);
    for (int i = 0; i < 8; i += 2) permute_two(values, places + k + i, out + k + i);
  }
  for (; k < count; k++) out[k] = values[places[k]];
}

#endif
