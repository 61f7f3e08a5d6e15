import WeirCatalog
import WeirEngine
import WeirLanguage

// What is left unfinished when a session ends.
extension Session {
  /// What a person is told of a run that would be thrown away; nil if there is none.
  var unfinished: String? {
    if let training = live?.training {
      // As far as it is, not as it was when somebody looked last.
      _ = lookAtLive()
      guard live != nil else { return self.unfinished }
      let run = training.current.run
      return "`\(training.name)` is training, at step \(run.steps) of \(run.plan.steps); Ctrl-C pauses it"
    }
    return pausedAtHand.map { "`\($0.name)` is paused at \($0.work.progress); `resume` goes on" }
  }

  /// What was paused last, and nobody has gone on with. A run that was gone back in is no work of anybody's.
  var pausedAtHand: (name: String, work: PausedWork)? {
    for name in atHand.reversed() {
      guard let work = interpreter[name].flatMap(PausedWork.init), work.isPaused else { continue }
      if Self.run(work.value)?.isRevisited != true { return (name, work) }
    }
    return nil
  }

  /// Stops the training, if one goes on, and writes the run that is unfinished into a file beside the person's others:
  /// a signal has ended the program, and nobody could be asked.
  func keepUnfinished() {
    stopLive()
    guard let (name, work) = pausedAtHand, let run = Self.run(work.value) else { return }
    let file = "\(name)-step-\(run.steps).safetensors"
    switch evaluate(SourceText(name: "the end", text: "save(\(name), \"\(file)\")")) {
    case .success:
      console.note(
        "`\(name)` is kept in `\(file)`, at \(work.progress); `?load` says how to go on from there")
    case .failure(let failure): console.report(failure.diagnostics)
    }
  }
}
