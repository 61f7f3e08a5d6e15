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
    guard readings.count < places.count, done < target, steps == self.steps || divergence != nil,
      var paired = try? pairedLosses(execution, cancellation)
    else { return self }
    while readings.count < places.count, done < target, !cancellation.isRequested {
      guard let reading = try? read(at: places[readings.count], &paired, execution, cancellation) else {
        break
      }
      readings.append(reading)
      observe(
        PathProgress(
          done: steps + readings.count, all: all, loss: reading.train.mean, samples: samples))
    }
    return self
  }

  /// What is measured at [place], told from what [paired] knows of the places before.
  private func read(
    at place: Double, _ paired: inout PairedLosses, _ execution: Execution, _ cancellation: Cancellation
  ) throws(Cancelled) -> Reading {
    let network = try network(at: place, execution: execution, cancellation: cancellation)
    let (train, losses) = try trainingLosses(of: network, execution, cancellation)
    let test =
      plan.data.test.count > 0
      ? try network.evaluate(
        on: View(plan.data.test), loss: plan.loss, execution: execution, cancellation: cancellation) : nil
    let isInside = (0...1).contains(place)
    return Reading(
      place: place, train: train, test: test,
      steps: isInside ? paired.take(.init(losses: losses, mean: train.mean)) : PairedSteps())
  }

  /// The loss of [network] on the training part, and that of each sample.
  private func trainingLosses(
    of network: Network, _ execution: Execution, _ cancellation: Cancellation
  ) throws(Cancelled) -> (LossReading, [Double]) {
    var losses: [Double] = []
    losses.reserveCapacity(plan.data.train.count)
    let reading = try network.evaluate(
      on: plan.view, loss: plan.loss, execution: execution, cancellation: cancellation
    ) { losses += $0.each }
    return (reading, losses)
  }

  /// What the places measured so far leave for the next: the losses of the samples at the lowest and the highest of
  /// them, which no path keeps, so that one that was stopped looks there again.
  private func pairedLosses(
    _ execution: Execution, _ cancellation: Cancellation
  ) throws(Cancelled) -> PairedLosses {
    var paired = PairedLosses()
    let inside = readings.filter { (0...1).contains($0.place) }
    var (lowest, highest) = (0, 0)
    for (place, reading) in inside.enumerated() {
      if reading.train.mean < inside[lowest].train.mean { lowest = place }
      if reading.train.mean > inside[highest].train.mean { highest = place }
    }
    for place in Set([lowest, highest]).sorted() where inside.indices.contains(place) {
      let network = try network(at: inside[place].place, execution: execution, cancellation: cancellation)
      let (reading, losses) = try trainingLosses(of: network, execution, cancellation)
      _ = paired.take(.init(losses: losses, mean: reading.mean))
    }
    return paired
  }
}
