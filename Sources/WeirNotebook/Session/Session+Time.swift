import WeirCatalog
import WeirEngine
import WeirLanguage

// Going back: to an earlier step of a run, and to what names stood for before a cell.
extension Session {
  /// Lets the name of the last run stand for what the run was at step [text], in a cell of its own.
  func goTo(_ text: String) {
    guard let step = Int(text), step >= 0 else { return complain("`:goto` needs a step, as in `:goto 100`") }
    if let name = live?.training.name { return complain("`\(name)` is training; Ctrl-C pauses it") }
    guard let (name, run) = runAtHand else {
      return complain("there is no run yet; `run = train(…)` makes one")
    }
    if let objection = run.objection(toStep: step) { return complain(objection) }
    let place = enter("\(name) = \(name).at(\(step))", showing: name, as: .command(":goto \(step)"))
    if place == nil { return }
    take(name)
    guard let earlier = interpreter[name].flatMap(Self.run), earlier.isRevisited else { return }
    console.note("`:goto \(earlier.whole.steps)` goes back to where it was")
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
