// From samples, one after the other, to a tile, where the same feature of all samples lies together:
// a transposition, in squares that fit the registers, on the way through which numbers become floats
// and are scaled.

typedef uint8_t bytes __attribute__((vector_size(16)));
typedef uint8_t bytes_anywhere __attribute__((vector_size(16), aligned(1), may_alias));
typedef uint8_t byte_run __attribute__((vector_size(WIDTH)));

INLINE bytes zip_bytes_low(bytes a, bytes b) {
  return __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}
INLINE bytes zip_bytes_high(bytes a, bytes b) {
  return __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}
// Zipping row i with row i + 8 rotates the eight bits of (row, column) by one; four times, rows and
// columns have changed places.
INLINE void transpose_bytes(bytes v[16]) {
  bytes t[16];
  UNROLL for (int round = 0; round < 4; round += 2) {
    UNROLL for (int i = 0; i < 8; i++)
      t[2 * i] = zip_bytes_low(v[i], v[i + 8]), t[2 * i + 1] = zip_bytes_high(v[i], v[i + 8]);
    UNROLL for (int i = 0; i < 8; i++)
      v[2 * i] = zip_bytes_low(t[i], t[i + 8]), v[2 * i + 1] = zip_bytes_high(t[i], t[i + 8]);
  }
}

INLINE bytes bytes_of(const uint8_t *p, int32_t available) {
  if (available >= 16) return *(const bytes_anywhere *)p;
  bytes v = {0};
  memcpy(&v, p, (size_t)available);
  return v;
}

// Stores one feature of up to WIDTH samples, zero where there is no sample.
INLINE void store_scaled(float *out, floats v, float scale, float shift, int first, int32_t lanes) {
  v = multiply_add(v, broadcast(scale), broadcast(shift));
  store(out, first + WIDTH <= lanes ? v : only(lanes_within(first, lanes), v));
}

// Samples of a shuffled batch lie anywhere in memory, too many for the processor to guess where each
// goes on. So every 64 bytes the cache line after the next is asked for, of every sample; at the start
// those before it too. From a set of samples larger than the caches this is three times as fast; further
// ahead, lines begin to push each other out again.
#define AHEAD 128

INLINE void ask_ahead(const void *samples, const int32_t *indices, int32_t lanes, size_t sample_bytes,
                      size_t at, bool start) {
  for (size_t line = at + (start ? 0 : AHEAD); line <= at + AHEAD && line < sample_bytes; line += 64)
    for (int32_t lane = 0; lane < lanes; lane++)
      __builtin_prefetch((const char *)samples + (size_t)indices[lane] * sample_bytes + line);
}

static void loop_load_bytes(const uint8_t *samples, const int32_t *indices, int32_t lanes, int32_t features,
                            const float *scale, const float *shift, int per_feature, float *tile,
                            int32_t begin, int32_t end) {
  for (int32_t f = begin; f < end; f += 16) {
    int32_t count = end - f < 16 ? end - f : 16;
    if ((f - begin) % 64 == 0)
      ask_ahead(samples, indices, lanes, (size_t)features, (size_t)f, f == begin);
    for (int square = 0; square < WK_LANES; square += 16) {
      bytes v[16];
      for (int i = 0; i < 16; i++) {
        int lane = square + i;
        v[i] = lane < lanes
          ? bytes_of(samples + (size_t)indices[lane] * (size_t)features + f, features - f) : (bytes){0};
      }
      transpose_bytes(v);
      for (int i = 0; i < count; i++) {
        int j = per_feature ? f + i : 0;
        for (int part = 0; part < 16; part += WIDTH) {
          byte_run run;
          memcpy(&run, (const uint8_t *)&v[i] + part, WIDTH);
          store_scaled(tile + (size_t)(f + i) * WK_LANES + square + part,
                       __builtin_convertvector(run, floats), scale[j], shift[j], square + part, lanes);
        }
      }
    }
  }
}

static void loop_load_floats(const float *samples, const int32_t *indices, int32_t lanes, int32_t features,
                             const float *scale, const float *shift, int per_feature, float *tile,
                             int32_t begin, int32_t end) {
  for (int32_t f = begin; f < end; f += WIDTH) {
    int32_t count = end - f < WIDTH ? end - f : WIDTH;
    if ((f - begin) % 16 == 0)
      ask_ahead(samples, indices, lanes, 4 * (size_t)features, 4 * (size_t)f, f == begin);
    for (int square = 0; square < WK_LANES; square += WIDTH) {
      floats v[WIDTH];
      for (int i = 0; i < WIDTH; i++) {
        int lane = square + i;
        v[i] = (floats){0};
        if (lane >= lanes) continue;
        const float *sample = samples + (size_t)indices[lane] * (size_t)features;
        v[i] = load_first(sample + f, (size_t)count);
      }
      transpose(v);
      for (int i = 0; i < count; i++) {
        int j = per_feature ? f + i : 0;
        store_scaled(tile + (size_t)(f + i) * WK_LANES + square, v[i], scale[j], shift[j], square, lanes);
      }
    }
  }
}

// Each sample takes its pixels from places of its own, but all stay in their lanes, so this is a gather.
static void loop_move_pixels(const float *x, const int32_t *rows, const int32_t *columns, int32_t height,
                             int32_t width, float padding, float *out) {
  for (int32_t r = 0; r < height; r++)
    for (int32_t c = 0; c < width; c++, out += WK_LANES) {
      const int32_t *row = rows + (size_t)r * WK_LANES, *column = columns + (size_t)c * WK_LANES;
      for (int32_t lane = 0; lane < WK_LANES; lane++) {
        bool inside = (row[lane] | column[lane]) >= 0;
        int32_t pixel = inside ? row[lane] + column[lane] : 0;
        float v = x[(size_t)pixel * WK_LANES + (size_t)lane];
        out[lane] = inside ? v : padding;
      }
    }
}
