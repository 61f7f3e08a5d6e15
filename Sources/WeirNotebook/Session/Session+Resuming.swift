import WeirCatalog
import WeirEngine
import WeirLanguage

/// A run that Ctrl-C has paused.
struct PausedRun {
  let run: Run

  init?(_ value: Value) {
    guard case .thing(let thing) = value, let run = thing as? Run else { return nil }
    self.run = run
  }

  var value: Value { .thing(run) }

  /// What to say of it when it has been paused, where it is called [name].
  func message(named name: String) -> String {
    "paused at step \(run.steps) of \(run.plan.steps); "
      + "`resume` goes on, `\(name).net` is the network so far"
  }
}

// Going on with a training that Ctrl-C has paused.
extension Session {
  /// The names that stand for [paused].
  private func names(of paused: PausedRun) -> [String] {
    interpreter.variables.filter { $0.value == paused.value }.map(\.name)
  }

  /// Whether a name stands for [paused] still: else the person has gone on with it already, or has
  /// given it up.
  func isHeld(_ paused: PausedRun) -> Bool { !names(of: paused).isEmpty }

  /// If the cell that has just run has left a paused run, says so and sees to it that it has a name.
  @discardableResult
  func takePausedRun() -> Bool {
    guard let paused = console.takePaused().flatMap(PausedRun.init) else { return false }
    self.paused = paused
    let name = names(of: paused).first ?? bindToFreeName(paused)
    lastRun = name
    console.note(paused.message(named: name))
    return true
  }

  private func bindToFreeName(_ paused: PausedRun) -> String {
    let (name, notes) = freeName(for: paused.value)
    notes.forEach(console.note)
    return name
  }

  /// Binds [value], a run that nothing stands for, to a name that is free. Returns that, and what to say.
  func freeName(for value: Value) -> (name: String, notes: [String]) {
    let taken = Set(interpreter.variables.map(\.name))
    var (name, count) = ("run", 1)
    while taken.contains(name) {
      count += 1
      name = "run_\(count)"
    }
    interpreter.bind(name, to: value)
    return (name, ["the run had no name; it is `\(name)` now"])
  }

  /// Goes on with the run that was paused last. Every name that stood for it stands for what comes of it.
  func resume() {
    if let name = live?.training.name { return complain("`\(name)` is training; Ctrl-C pauses it") }
    guard let paused, case .paused = paused.run.status else { return complain("no run is paused") }
    let names = names(of: paused)
    let name = names.first ?? bindToFreeName(paused)
    let cell = number
    number += 1
    self.paused = nil
    switch evaluate(SourceText(name: "cell \(cell)", text: "\(name) = resume(\(name))")) {
    case .failure(let failure) where !failure.diagnostics.isEmpty:
      self.paused = paused
      console.report(failure.diagnostics)
    case .success, .failure:
      guard let value = interpreter[name] else { return }
      for other in names.dropFirst() { interpreter.bind(other, to: value) }
      beginLive(cell: cell)
      live?.otherNames = Array(names.dropFirst())
      if live == nil, !takePausedRun() { show(value, of: cell, isSilent: false) }
    }
  }
}
