import WeirLanguage

/// Where a cell is that works through steps: the how-manieth piece of work this is, and how many steps of it are done.
///
/// Work tells of each of its steps, and tells them in an order that is always the same. So this says, unlike the time, where
/// somebody has stopped it.
struct WorkCount: Equatable, Sendable {
  /// Pieces of work begun.
  var work = 0
  /// Steps that were done of the last.
  var step = 0
  private var isBetween = true

  /// Before anything was begun.
  init() {}

  /// At [step] of the piece of work number [work].
  init(work: Int, step: Int) { (self.work, self.step, isBetween) = (work, step, false) }

  /// Takes note of [progress]; nil ends a piece of work.
  mutating func note(_ progress: Progress?) {
    guard let progress else {
      isBetween = true
      return
    }
    if isBetween || progress.step < step { work += 1 }
    (step, isBetween) = (progress.step, false)
  }

  static func == (a: Self, b: Self) -> Bool { (a.work, a.step) == (b.work, b.step) }
}
