/// How far the work on a path has come, for whoever watches.
public struct PathProgress: Sendable {
  /// Pieces of work done, and to be done in all: updates of the control points, then places that are measured.
  public let done: Int, all: Int
  /// The loss read last.
  public let loss: Double
  /// Samples that the piece has seen.
  public let samples: Int
}

extension Path {
  /// The path when all is done, or [target] pieces of the work are, or where somebody wishes to stop; what is then
  /// returned goes on to the same bits.
  ///
  /// Control points are fitted first, then the losses measured from place to place. Cost: for each step a training step
  /// and an update for each control point between the ends; for each place a pass forward over both parts, and what
  /// statistics of batch norm take.
  public consuming func continued(
    to target: Int? = nil, execution: Execution, cancellation: Cancellation = Cancellation(),
    observe: (PathProgress) -> Void = { _ in }
  ) -> Path {
    let target = target ?? all
    let (steps, places, batch, all) = (plan.steps, plan.places, plan.batch, self.all)
    if self.steps < min(steps, target), divergence == nil {
      var trainer = CurveTrainer(self, execution: execution)
      while trainer.path.steps < min(steps, target), !cancellation.isRequested, let loss = trainer.step() {
        observe(
          PathProgress(done: trainer.path.steps, all: all, loss: loss, samples: batch))
      }
      self = trainer.finish()
    }
    let samples = plan.data.train.count + plan.data.test.count
    while readings.count < places.count, done < target, !cancellation.isRequested,
      steps == self.steps || divergence != nil
    {
      guard let reading = try? read(at: places[readings.count], execution, cancellation) else { break }
      readings.append(reading)
      observe(
        PathProgress(
          done: steps + readings.count, all: all, loss: reading.train.mean, samples: samples))
    }
    return self
  }

  private func read(
    at place: Double, _ execution: Execution, _ cancellation: Cancellation
  ) throws(Cancelled) -> Reading {
    let network = try network(at: place, execution: execution, cancellation: cancellation)
    func loss(_ view: View) throws(Cancelled) -> LossReading {
      try network.evaluate(on: view, loss: plan.loss, execution: execution, cancellation: cancellation)
    }
    return Reading(
      place: place, train: try loss(plan.view),
      test: plan.data.test.count > 0 ? try loss(View(plan.data.test)) : nil)
  }
}
