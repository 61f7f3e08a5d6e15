import WeirCatalog
import WeirEngine
import WeirLanguage

/// A run that stands at an earlier step of its way.
struct Visit {
  let name: String
  /// The run as far as it has come.
  let whole: Run
  /// What the name stands for meanwhile.
  let shown: Run
}

// Going back: to an earlier step of a run, and to what names stood for before a cell.
extension Session {
  /// Lets the name of the last run stand for what the run was at step [text].
  func goTo(_ text: String) {
    guard let step = Int(text), step >= 0 else { return complain("`:goto` needs a step, as in `:goto 100`") }
    if let name = live?.training.name { return complain("`\(name)` is training; Ctrl-C pauses it") }
    guard let (name, run) = runAtHand else {
      return complain("there is no run yet; `run = train(…)` makes one")
    }
    // Whoever has gone on from an earlier step is on another way.
    let whole = visit.flatMap { $0.name == name && $0.shown == run ? $0.whole : nil } ?? run
    interpreter.bind(name, to: .thing(whole))
    let result = evaluate(SourceText(name: ":goto", text: "\(name).at(\(step))"))
    // Of a way back that was interrupted nothing is kept.
    _ = console.takePaused()
    guard case .success(.thing(let thing)?) = result, let earlier = thing as? Run else {
      interpreter.bind(name, to: .thing(run))
      if case .failure(let failure) = result { console.report(failure.diagnostics) }
      return
    }
    interpreter.bind(name, to: .thing(earlier))
    notebook.noteBound([name])
    visit = Visit(name: name, whole: whole, shown: earlier)
    record(command: ":goto \(step)", [name])
    let way = earlier.steps < whole.steps ? "; `:goto \(whole.steps)` goes back to where it was" : ""
    say(["`\(name)` stands at step \(earlier.steps) of \(whole.plan.steps)" + way])
  }

  /// The run that was trained or visited last, if its name stands for a run still; else the one that was bound last.
  var runAtHand: (name: String, run: Run)? {
    let runs = interpreter.variables.compactMap { name, value -> (name: String, run: Run)? in
      guard case .thing(let thing) = value, let run = thing as? Run else { return nil }
      return (name, run)
    }
    return runs.first { $0.name == lastRun } ?? runs.last
  }

  /// Lets the names that the last cell has bound stand for what they stood for before it.
  func undo() {
    guard let place = notebook.cells.lastIndex(where: { !$0.replaced.isEmpty }) else {
      return complain("no cell has bound a name yet")
    }
    let cell = notebook.cells[place]
    if let name = live?.training.name, cell.replaced.contains(where: { $0.name == name }) {
      return complain("`\(name)` is training; Ctrl-C pauses it")
    }
    notebook.takeBack(at: place)
    let lines = cell.replaced.map { name, value in
      guard let value else {
        interpreter.unbind(name)
        return "`\(name)` is no name any more"
      }
      interpreter.bind(name, to: value)
      return Layout.cut("`\(name)` is " + value.brief, to: console.display.width) + " again"
    }
    record(command: ":undo", cell.replaced.map(\.name))
    say(lines)
  }
}
