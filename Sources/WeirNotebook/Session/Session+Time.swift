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

  /// Whether [name], which stands for [value], is at that step still.
  func isShown(by name: String, _ value: Value?) -> Bool { self.name == name && value == .thing(shown) }
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
    let whole = visit.flatMap { $0.isShown(by: name, .thing(run)) ? $0.whole : nil } ?? run
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
    notebook.noteDeed([(name, .thing(run))]) { interpreter[$0] }
    take(name)
    visit = Visit(name: name, whole: whole, shown: earlier)
    record(command: ":goto \(step)", [name])
    let way = earlier.steps < whole.steps ? "; `:goto \(whole.steps)` goes back to where it was" : ""
    say(["`\(name)` stands at step \(earlier.steps) of \(whole.plan.steps)" + way])
  }

  /// The run at hand, and its name.
  var runAtHand: (name: String, run: Run)? { workAtHand(Self.run).map { ($0.name, $0.found) } }

  /// The run that [value] is.
  static func run(_ value: Value) -> Run? {
    guard case .thing(let thing) = value else { return nil }
    return thing as? Run
  }

  /// Lets the names that were bound last, by a cell, `resume` or `:goto`, stand for what they stood for before.
  func undo() {
    guard let last = notebook.deeds.last else {
      return complain("no name has been bound yet that could be taken back")
    }
    if let name = live?.training.name, last.changes.contains(where: { $0.name == name }) {
      return complain("`\(name)` is training; Ctrl-C pauses it")
    }
    _ = notebook.takeBack()
    let lines = last.changes.map { change in
      guard let value = change.value else {
        interpreter.unbind(change.name)
        return "`\(change.name)` is no name any more"
      }
      interpreter.bind(change.name, to: value)
      return Layout.cut("`\(change.name)` is " + value.brief, to: console.display.width) + " again"
    }
    record(command: ":undo", last.changes.map(\.name))
    say(lines)
  }
}
