import WeirCatalog
import WeirLanguage

// Running a cell, and saying what came of it.
extension Session {
  /// Runs [text] as the next cell.
  func runCell(_ text: String) {
    let cell = number
    number += 1
    switch evaluate(SourceText(name: "cell \(cell)", text: text)) {
    case .success(let value):
      cells.append(text)
      if let value { show(value, of: cell, isSilent: isSilent(text)) }
      takePausedRun()
    case .failure(.interrupted):
      if !takePausedRun() { console.note("interrupted" + (interpreter.place.map { " in " + $0 } ?? "")) }
    case .failure(let failure):
      console.report(failure.diagnostics)
    }
  }

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
    let tag = "[\(cell)]="
    let text = value.full(on: display)
    let isBlock = text.contains("\n") || Layout.width(of: text) + tag.count + 1 > display.width
    let shownTag = display.isColoured ? Style.faint.begin + tag + Style.plain.begin : tag
    console.print(shownTag + (isBlock ? "\n" : " ") + text + "\n")
    console.finish()
  }

  /// What [body] returns, run on another thread. Meanwhile Ctrl-C asks it to stop, Ctrl-Z suspends the
  /// program, and what is typed waits for the next prompt.
  func work<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result {
    Signals.beginWork()
    defer {
      Signals.beginWork()
      console.finish()
    }
    return Signals.catchingStop { Worker.run(attend: suspendIfAsked, body) }
  }

  private func suspendIfAsked() {
    guard Signals.stopRequested.exchange(false, ordering: .relaxed) else { return }
    console.hideProgress()
    // The terminal has told the whole group; only this process has put it off.
    reader.withTerminalRestored { Signals.stop() }
  }
}
