import WeirCatalog
import WeirEngine
import WeirLanguage

// Running a cell, and saying what came of it.
extension Session {
  /// Runs [text] as the next cell.
  func runCell(_ text: String) {
    if trains(text), !waitForLive() { return console.note("the cell was not run") }
    let cell = number
    number += 1
    switch evaluate(SourceText(name: "cell \(cell)", text: text)) {
    case .success(let value):
      keep(text)
      if let value { show(value, of: cell, isSilent: isSilent(text)) }
      takePausedRun()
      beginLive(cell: cell)
    case .failure(.interrupted):
      keep(nil)
      if !takePausedRun() { console.note("interrupted" + (interpreter.place.map { " in " + $0 } ?? "")) }
    case .failure(let failure):
      keep(nil)
      console.report(failure.diagnostics)
    }
  }

  /// Keeps the cell that has just run, with its [text] if there was no error. What names stood for long ago is forgotten.
  private func keep(_ text: String?) {
    noteBindings()
    // Names that were to be bound behind an error are as they were.
    let replaced = interpreter.replaced.filter { $0.value != nil || interpreter[$0.name] != nil }
    let runs = replaced.filter { interpreter[$0.name]?.kind == Run.kind }
    if let text, trains(text), let name = runs.last?.name { lastRun = name }
    cells.append(EnteredCell(text: text, replaced: replaced))
    if let place = cells.indices.dropLast(Self.mostUndone).last {
      cells[place] = EnteredCell(text: cells[place].text, replaced: [])
    }
  }

  /// How many cells can be taken back.
  private static let mostUndone = 50

  /// What running [source] comes to.
  func evaluate(_ source: SourceText) -> Result<Value?, Failure> {
    // This thread does not touch the interpreter until `work` returns.
    nonisolated(unsafe) let interpreter = interpreter
    return work { Result { () throws(Failure) in try interpreter.run(source) } }
  }

  /// Shows the [value] of [cell], and keeps it under `_` and the cell's number. `none` is no value worth
  /// either, and an error leaves both names as they are.
  func show(_ value: Value, of cell: Int, isSilent: Bool) {
    if case .none = value { return }
    interpreter.remember(value, cell: cell)
    if isSilent { return }
    let display = console.display
    let text = value.full(on: display)
    let isBlock = text.contains("\n") || Layout.width(of: text) + "[\(cell)]=".count + 1 > display.width
    console.print(tag(cell) + (isBlock ? "\n" : " ") + text + "\n")
    console.finish()
  }

  /// What stands in front of the value of [cell].
  func tag(_ cell: Int) -> String {
    let tag = "[\(cell)]="
    return console.display.isColoured ? Style.faint.begin + tag + Style.plain.begin : tag
  }

  /// What [body] returns, run on another thread. Meanwhile Ctrl-C asks it to stop, Ctrl-Z suspends the
  /// program, and what is typed waits for the next prompt.
  func work<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result {
    Signals.beginWork()
    defer {
      wasInterrupted = console.cancellation.isRequested
      Signals.beginWork()
      console.finish()
    }
    return Signals.catchingStop { Worker.run(attend: suspendIfAsked, body) }
  }

  func suspendIfAsked() {
    guard Signals.stopRequested.exchange(false, ordering: .relaxed) else { return }
    console.hideProgress()
    // The terminal has told the whole group; only this process has put it off.
    reader.withTerminalRestored { Signals.stop() }
  }
}
