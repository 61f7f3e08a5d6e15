// The slots of a pattern, one for each row in each block of columns.

INLINE const uint64_t *slots_of(const wk_pattern *pattern, int32_t block, int32_t begin) {
  return pattern->slots + (size_t)block * ((size_t)pattern->rows + 1) + begin;
}
INLINE size_t start_of(uint64_t slot) { return (uint32_t)slot; }
INLINE size_t row_of(uint64_t slot) { return slot >> 32; }
// How many weights there are: the last slot of the last block is where they end.
INLINE size_t count_of(const wk_pattern *pattern) {
  return pattern->blocks > 0 ? start_of(*slots_of(pattern, pattern->blocks - 1, pattern->rows)) : 0;
}
