/// The samples of every step of a training: pieces of the epoch's order, which is a function of (seed, epoch).
struct SampleOrder {
  private let count: Int
  private let batch: Int
  private let seed: Int
  private let shuffles: Bool
  /// The order of samples in the epoch [ordered].
  private var order: [Int32] = []
  private var ordered = -1

  /// Of [count] samples, [batch] a step, in the order in which they are if nothing [shuffles] them.
  init(count: Int, batch: Int, seed: Int, shuffles: Bool) {
    (self.count, self.batch, self.seed, self.shuffles) = (count, batch, seed, shuffles)
  }

  init(_ plan: TrainingPlan) {
    self.init(count: plan.data.train.count, batch: plan.batch, seed: plan.seed, shuffles: plan.shuffles)
  }

  /// Where the samples of [step] stand, counted from zero.
  mutating func places(ofStep step: Int) -> ArraySlice<Int32> {
    let (epoch, place) = step.quotientAndRemainder(dividingBy: (count + batch - 1) / batch)
    if ordered != epoch {
      order =
        shuffles
        ? RandomStream(seed: seed, purpose: .shuffle, step: epoch).shortPermutation(of: Int32(count))
        : Array(0..<Int32(count))
      ordered = epoch
    }
    return order[place * batch..<min(count, (place + 1) * batch)]
  }
}
