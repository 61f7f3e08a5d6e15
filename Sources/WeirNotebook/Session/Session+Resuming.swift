import WeirCatalog
import WeirEngine
import WeirLanguage

/// A run, or other work, that Ctrl-C has paused.
struct PausedWork {
  let value: Value
  private let work: any Pausable

  init?(_ value: Value) {
    guard case .thing(let thing) = value, let work = thing as? any Pausable else { return nil }
    (self.value, self.work) = (value, work)
  }

  /// Whether it can go on.
  var isPaused: Bool { work.isPaused }

  /// How far it has come: `step 3 of 10`.
  var progress: String { "step \(work.progress.done) of \(work.progress.all)" }

  /// What to say of it when it has been paused, where it is called [name].
  func message(named name: String) -> String {
    "paused at \(progress); `resume` goes on, `\(name).\(work.outcome.member)` is \(work.outcome.meaning)"
  }
}

// Going on with a training that Ctrl-C has paused.
extension Session {
  /// The names that stand for [paused].
  func names(of paused: PausedWork) -> [String] {
    interpreter.variables.filter { $0.value == paused.value }.map(\.name)
  }

  /// Whether a name stands for [paused] still: else the person has gone on with it already, or has
  /// given it up.
  func isHeld(_ paused: PausedWork) -> Bool { !names(of: paused).isEmpty }

  /// If the cell that has just run has left a paused run, says so and sees to it that it has a name.
  @discardableResult
  func takePaused() -> Bool {
    guard let paused = console.takePaused().flatMap(PausedWork.init) else { return false }
    self.paused = paused
    let name = names(of: paused).first ?? bindToFreeName(paused)
    lastRun = name
    console.note(paused.message(named: name))
    return true
  }

  private func bindToFreeName(_ paused: PausedWork) -> String {
    let (name, notes) = freeName(for: paused.value)
    notes.forEach(console.note)
    return name
  }

  /// Binds [value], paused work that nothing stands for, to a name that is free. Returns that, and what to say.
  func freeName(for value: Value) -> (name: String, notes: [String]) {
    let taken = Set(interpreter.variables.map(\.name))
    let kind = value.kind.name
    var (name, count) = (kind, 1)
    while taken.contains(name) {
      count += 1
      name = "\(kind)_\(count)"
    }
    interpreter.bind(name, to: value)
    return (name, ["the \(kind) had no name; it is `\(name)` now"])
  }

  /// Goes on with the run that was paused last. Every name that stood for it stands for what comes of it.
  func resume() {
    if let name = live?.training.name { return complain("`\(name)` is training; Ctrl-C pauses it") }
    guard let paused, paused.isPaused else { return complain("no run is paused") }
    let names = names(of: paused)
    let name = names.first ?? bindToFreeName(paused)
    let cell = number
    number += 1
    self.paused = nil
    console.beginTape()
    console.allowGoingOn(canGoOn)
    var stop: WorkCount?
    switch evaluate(SourceText(name: "cell \(cell)", text: "\(name) = resume(\(name))")) {
    case .failure(let failure) where !failure.diagnostics.isEmpty:
      self.paused = paused
      console.report(failure.diagnostics)
    case .success, .failure:
      guard let value = interpreter[name] else { return }
      for other in names.dropFirst() { interpreter.bind(other, to: value) }
      if beginLive(cell: cell) {
        live?.otherNames = Array(names.dropFirst())
      } else if takePaused() {
        stop = console.workCount
      } else {
        show(value, of: cell, isSilent: false)
      }
    }
    record(cell: cell, .resumed(cell, name: name), console.endTape(), stop: stop)
  }
}
