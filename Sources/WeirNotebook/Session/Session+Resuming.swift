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

  /// How a cell remembers that it was paused, where [names] stand for it.
  func pause(named names: [String], isNewName: Bool = false) -> NotebookCell.Pause {
    let code = (work as? Run).map { run in
      (["\(names[0]) = \(names[0]).at(\(run.steps))"] + names.dropFirst().map { "\($0) = \(names[0])" })
        .joined(separator: "\n")
    }
    return NotebookCell.Pause(names: names, isNewName: isNewName, progress: progress, code: code)
  }

  /// What to say of it when it has been paused, where it is called [name].
  func message(named name: String) -> String {
    "paused at \(progress); `resume` goes on, `\(name).\(work.outcome.member)` is \(work.outcome.meaning)"
  }
}

// The work at hand, and going on with it where it is paused.
extension Session {
  /// Takes note that [name] stands for the work that was done last.
  func take(_ name: String) {
    atHand.removeAll { $0 == name }
    atHand.append(name)
  }

  /// The name of the work at hand that [find] finds something in, and that; else of what was bound last.
  func workAtHand<Found>(_ find: (Value) -> Found?) -> (name: String, found: Found)? {
    for name in atHand.reversed() + interpreter.variables.map(\.name).reversed() {
      if let found = interpreter[name].flatMap(find) { return (name, found) }
    }
    return nil
  }

  /// The names that stand for [paused].
  func names(of paused: PausedWork) -> [String] {
    interpreter.variables.filter { $0.value == paused.value }.map(\.name)
  }

  /// If what has just run has left paused work, says so and sees to it that it has a name. Returns where that is.
  @discardableResult
  func takePaused() -> NotebookCell.Pause? {
    guard let paused = console.takePaused().flatMap(PausedWork.init) else { return nil }
    // Another name may stand for an equal run; what was paused is what has just been bound.
    let (names, bound) = (names(of: paused), Set(interpreter.replaced.map(\.name)))
    let known = names.filter(bound.contains) + names.filter { !bound.contains($0) }
    let (name, notes) = known.first.map { ($0, []) } ?? freeName(for: paused.value)
    notes.forEach(console.note)
    take(name)
    console.note(paused.message(named: name))
    return paused.pause(named: known.isEmpty ? [name] : known, isNewName: known.isEmpty)
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
    notebook.noteDeed([(name, nil)]) { interpreter[$0] }
    notebook.given.insert(name)
    return (name, ["the \(kind) had no name; it is `\(name)` now"])
  }

  /// Goes on with the work at hand, in a cell of its own. Every name that stood for what was paused stands for what comes
  /// of it; of a run that was gone back in, its own name only.
  func resume() {
    if let name = live?.training.name { return complain("`\(name)` is training; Ctrl-C pauses it") }
    guard let (name, paused) = workAtHand({ PausedWork($0).flatMap { $0.isPaused ? $0 : nil } }) else {
      return complain("no run is paused")
    }
    let isRevisited = Self.run(paused.value)?.isRevisited == true
    let others = isRevisited ? [] : names(of: paused).filter { $0 != name }
    let place = enter("\(name) = resume(\(name))", showing: name, as: .resumed(number, name: name))
    guard let place, let value = interpreter[name] else { return }
    notebook.cells[place].resumes = name
    for other in others {
      notebook.noteBoundToo(other, from: interpreter[other], to: value, inCellAt: place, as: name)
      interpreter.bind(other, to: value)
    }
    live?.otherNames = others
  }

  /// Runs [code], which a command stands for, as the next cell, and shows what [name] stands for then. Returns the place of
  /// the cell if it came to its end. A transcript has it as [event].
  func enter(_ code: String, showing name: String, as event: TranscriptLine.Event) -> Int? {
    notebook.cells.append(NotebookCell(number: number, entered: code))
    number += 1
    let place = notebook.cells.count - 1
    run(at: place, isEntered: true, showing: name, as: event)
    return notebook.cells[place].state == .evaluated ? place : nil
  }
}
