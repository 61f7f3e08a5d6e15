/// Times that are evenly spread from a first step to a last: the rounds or phases of a rule.
struct EvenSpread {
  let first: Int, last: Int
  /// How many times there are, the first and the last included; a single one is the last.
  let count: Int

  /// [count] times from [begin] to [end] of a training of [total] steps.
  init(_ count: Int, from begin: Moment, to end: Moment, of total: Int) {
    (first, last, self.count) = (begin.step(of: total), end.step(of: total), count)
  }

  /// The step of time [number], counted from 0: first + ⌊(last - first) number / (count - 1)⌋.
  func step(of number: Int) -> Int {
    count == 1 ? last : first + (last - first) * number / (count - 1)
  }

  /// The number of the last time that is not behind [step]; nil in front of all. Asked in every step, so it is
  /// solved for rather than searched: ⌊s n / c⌋ ≤ d where s n < (d + 1) c.
  func number(at step: Int) -> Int? {
    let span = last - first
    guard count > 1, span > 0 else { return step >= last ? count - 1 : nil }
    guard step >= first else { return nil }
    return min(count - 1, ((step - first + 1) * (count - 1) - 1) / span)
  }

  /// Whether [step] is one of the times.
  func contains(_ step: Int) -> Bool { number(at: step).map { self.step(of: $0) == step } ?? false }
}
