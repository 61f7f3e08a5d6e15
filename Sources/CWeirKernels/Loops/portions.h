// The portions in which weights go through a batch.

// So many weights, of 6 bytes each, go through all tiles of a call before the next do: enough that the part of
// x in use stays in the nearest cache, few enough that they themselves stay in the second.
#define TOGETHER 16384

// The slot behind those that go together from [from] on, at most [end].
INLINE int32_t together(const wk_pattern *pattern, int32_t block, int32_t from, int32_t end) {
  const uint64_t *slots = slots_of(pattern, block, 0);
  int32_t to = from + 1;
  while (to < end && start_of(slots[to + 1]) - start_of(slots[from]) <= TOGETHER) to++;
  return to;
}

// The values of weights that go together, in order, and room for a number that is found for each.
typedef struct {
  size_t first, count;
  float *values, *found;
} ordered_weights;

// Values that stand elsewhere are put in order by the thread that uses them, right before: memory that
// another thread has just written costs more to read than they cost to collect.
static ordered_weights put_in_order(const wk_pattern *pattern, int32_t block, const float *values, const uint32_t *places,
                                    int32_t from, int32_t to) {
  const uint64_t *slots = slots_of(pattern, block, 0);
  size_t first = start_of(slots[from]), count = start_of(slots[to]) - first;
  size_t room = (count < TOGETHER ? TOGETHER : count) + WK_AHEAD;
  float *ordered = wk_scratch(2 * room);
  permute(values, places + first, ordered, count, count_of(pattern));
  return (ordered_weights){first, count, ordered, ordered + room};
}

// From where the numbers of weights from [first] on, which begin at [p], are read by the weights' numbers.
INLINE float *by_number(float *p, size_t first) { return (float *)((uintptr_t)p - first * sizeof *p); }
