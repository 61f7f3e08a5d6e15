/// A training step that was done, for whoever watches.
public struct TrainingProgress: Sendable {
  /// Updates done, and to be done in all.
  public let step: Int, total: Int
  /// The mean loss of the step's batch.
  public let loss: Double
  /// The last accuracy on the test part.
  public let accuracy: Double?
  /// The last effective gradient flow.
  public let egf: Double?
  /// Samples seen in a full step.
  public let batch: Int
  /// The run as it is now. Whoever keeps it makes the next step copy what it changes.
  public let run: Run
}

extension Run {
  /// The run after further steps, with nobody watching.
  public consuming func continued(
    to target: Int? = nil, execution: Execution, cancellation: Cancellation = Cancellation()
  ) -> Run {
    continued(to: target, execution: execution, cancellation: cancellation) { _ in }
  }

  /// The run after further steps, up to [target] in all or where somebody wishes to stop.
  ///
  /// The test part is looked at after each epoch and at the end. A stop is seen between two steps only;
  /// what is then returned goes on to the same bits. What [observe] throws ends the run without a result. Cost a
  /// step: see `Dense`.
  public consuming func continued(
    to target: Int? = nil, execution: Execution, cancellation: Cancellation = Cancellation(),
    observe: (TrainingProgress) throws -> Void
  ) rethrows -> Run {
    let (total, epoch, batch) = (plan.steps, plan.stepsPerEpoch, plan.batch)
    let end = min(target ?? total, total)
    guard divergence == nil else { return self }
    var trainer = Trainer(self, execution: execution)
    // Whoever goes on from an earlier step is on a way of their own.
    if trainer.steps < end { trainer.run.ahead = [] }
    while trainer.steps < end, !cancellation.isRequested {
      guard let loss = trainer.step() else { break }
      if trainer.steps == total { trainer.finishTopology() }
      if trainer.steps % epoch == 0 || trainer.steps == total {
        trainer.evaluate(recording: true, Cancellation())
      }
      trainer.run.snapshots.keep(trainer.run)
      try observe(
        TrainingProgress(
          step: trainer.steps, total: total, loss: loss, accuracy: trainer.accuracy, egf: trainer.egf,
          batch: batch, run: trainer.run))
    }
    if trainer.steps > 0, trainer.run.evaluation?.step != trainer.steps {
      trainer.evaluate(recording: false, Cancellation())
    }
    return trainer.finish()
  }
}
