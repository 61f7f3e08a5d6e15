// Reading ahead of use.
//
// An address that itself is read from memory must be read well before its use. Loads wait for their turn in
// a queue of some fifty, mostly loads of x; a load of an address at its end reaches memory only when all
// those in front have, and what needs it then waits for nothing but its latency. Read one or two groups of
// weights ahead, products come to 70 % of the peak where they came to 60 %, and dots likewise (Zen 5).

// Offsets of four weights in one load: a product is limited by its loads, and taking four apart costs
// instructions that are free beside them.
typedef uint64_t offset_four;
INLINE offset_four load_offsets(const uint16_t *p) {
  offset_four four;
  memcpy(&four, p, sizeof four);
  return four;
}
INLINE size_t offset_of(offset_four four, int i) { return (uint16_t)(four >> (16 * i)); }
// Keeps the compiler from moving the load of an integer down to where it is used.
#define READ_HERE(v) __asm__ volatile("" : "+r"(v))

// Four values, in every 16 bytes; and one of them in all lanes, which takes a shuffle and not a load.
typedef float float_four __attribute__((vector_size(16)));
#if WIDTH == 16
#define REPEAT(a, b, c, d) a, b, c, d, (a) + 4, (b) + 4, (c) + 4, (d) + 4, (a) + 8, (b) + 8, (c) + 8, (d) + 8, \
    (a) + 12, (b) + 12, (c) + 12, (d) + 12
#define FOUR_TIMES 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3
#elif WIDTH == 8
#define REPEAT(a, b, c, d) a, b, c, d, (a) + 4, (b) + 4, (c) + 4, (d) + 4
#define FOUR_TIMES 0, 1, 2, 3, 0, 1, 2, 3
#else
#define REPEAT(a, b, c, d) a, b, c, d
#define FOUR_TIMES 0, 1, 2, 3
#endif
INLINE floats load_four(const float *p) {
  float_four v;
  memcpy(&v, p, sizeof v);
  return __builtin_shufflevector(v, v, FOUR_TIMES);
}
INLINE floats one_of_four(floats v, int i) {
  switch (i) {
  case 0: return __builtin_shufflevector(v, v, REPEAT(0, 0, 0, 0));
  case 1: return __builtin_shufflevector(v, v, REPEAT(1, 1, 1, 1));
  case 2: return __builtin_shufflevector(v, v, REPEAT(2, 2, 2, 2));
  default: return __builtin_shufflevector(v, v, REPEAT(3, 3, 3, 3));
  }
}
#undef REPEAT
#undef FOUR_TIMES
