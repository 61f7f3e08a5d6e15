// Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011): ten rounds of multiplications turn a counter of
// four words and a key of two into four random words. Nothing is carried from one counter to the next,
// so any part of a mask can be made alone, and WIDTH counters side by side.

typedef uint64_t longs __attribute__((vector_size(4 * WIDTH)));

// High and low words of the 64-bit products, as processors offer them: even lanes, then odd ones.
INLINE void multiply_words(words a, uint32_t by, words *high, words *low) {
  const longs low_half = (longs){0} + 0xffffffffu;
  longs even = ((longs)a & low_half) * by, odd = ((longs)a >> 32) * by;
  *low = (words)((even & low_half) | (odd << 32));
  *high = (words)((even >> 32) | (odd & ~low_half));
}

INLINE void philox(words c[4], uint32_t key0, uint32_t key1) {
  UNROLL for (int round = 0; round < 10; round++) {
    words high0, low0, high1, low1;
    multiply_words(c[0], 0xD2511F53u, &high0, &low0);
    multiply_words(c[2], 0xCD9E8D57u, &high1, &low1);
    c[0] = high1 ^ c[1] ^ key0;
    c[1] = low1;
    c[2] = high0 ^ c[3] ^ key1;
    c[3] = low0;
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
  words carry = (words)(low < (uint32_t)counter) & 1u;
  words c[4] = {low, carry + (uint32_t)(counter >> 32), (words){0} + stream, (words){0} + step};
  philox(c, key[0], key[1]);
  floats m[4];
  UNROLL for (int i = 0; i < 4; i++) m[i] = only((ints)(c[i] <= last_kept), broadcast(kept));
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
