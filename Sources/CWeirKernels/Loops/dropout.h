// Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011): ten rounds of multiplications turn a counter of
// four words and a key of two into four random words. Nothing is carried from one counter to the next,
// so any part of a mask can be made alone, and WIDTH counters side by side.

// A word takes a lane of 64 bits, so that a product of two words finds room. Above a word stands whatever
// was left there: a product reads the lower half only, and in the end the upper half is cut off.
typedef uint64_t longs __attribute__((vector_size(4 * WIDTH)));

INLINE longs product_of_words(longs a, uint32_t b) { return (a & 0xffffffffu) * b; }

INLINE void philox(longs c[4], uint32_t key0, uint32_t key1) {
  UNROLL for (int round = 0; round < 10; round++) {
    longs a = product_of_words(c[0], 0xD2511F53u), b = product_of_words(c[2], 0xCD9E8D57u);
    c[0] = (b >> 32) ^ c[1] ^ key0;
    c[1] = b;
    c[2] = (a >> 32) ^ c[3] ^ key1;
    c[3] = a;
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
}

// The masks of the WIDTH counters from [counter] on: 4 WIDTH numbers.
INLINE void mask_block(const uint32_t key[2], uint64_t counter, uint32_t stream, uint32_t step,
                       uint32_t last_kept, float kept, float out[4 * WIDTH]) {
  // Lane 4 p + q takes counter q WIDTH / 4 + p, because zipping leaves the four words of that lane in
  // piece p of vector q: so the results come out in order.
  words lane = (words)lane_numbers();
  words low = (lane & 3u) * (uint32_t)(WIDTH / 4) + (lane >> 2) + (uint32_t)counter;
  words high = ((words)(low < (uint32_t)counter) & 1u) + (uint32_t)(counter >> 32);
  const longs zero = {0};
  longs even[4] = {(longs)low, (longs)high, zero + stream, zero + step};
  longs odd[4] = {(longs)low >> 32, (longs)high >> 32, zero + stream, zero + step};
  philox(even, key[0], key[1]);
  philox(odd, key[0], key[1]);
  floats m[4];
  UNROLL for (int i = 0; i < 4; i++) {
    words word = (words)((even[i] & 0xffffffffu) | (odd[i] << 32));
    m[i] = only((ints)(word <= last_kept), broadcast(kept));
  }
  floats low01 = zip_low(m[0], m[1]), high01 = zip_high(m[0], m[1]);
  floats low23 = zip_low(m[2], m[3]), high23 = zip_high(m[2], m[3]);
  store(out, pair_low(low01, low23));
  store(out + WIDTH, pair_high(low01, low23));
  store(out + 2 * WIDTH, pair_low(high01, high23));
  store(out + 3 * WIDTH, pair_high(high01, high23));
}

static void loop_dropout_mask(const uint32_t key[2], uint32_t stream, uint32_t step, float keep, float *mask,
                              size_t begin, size_t end) {
  // A word w is kept if w < keep 2^32, compared as w <= that - 1, which a word can hold even if all are kept.
  double bound = (double)keep * 4294967296.0;
  if (!(bound >= 1)) {
    for (size_t i = begin; i < end; i++) mask[i] = 0;
    return;
  }
  uint32_t last_kept = bound >= 4294967296.0 ? UINT32_MAX : (uint32_t)bound - 1;
  for (size_t i = begin; i < end;) {
    if (i % 4 == 0 && end - i >= 4 * WIDTH) {
      mask_block(key, i / 4, stream, step, last_kept, 1 / keep, mask + i);
      i += 4 * WIDTH;
    } else {
      float block[4 * WIDTH];
      mask_block(key, i / 4, stream, step, last_kept, 1 / keep, block);
      size_t skipped = i % 4, count = 4 * WIDTH - skipped < end - i ? 4 * WIDTH - skipped : end - i;
      memcpy(mask + i, block + skipped, count * sizeof(float));
      i += count;
    }
  }
}
