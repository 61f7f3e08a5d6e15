import WeirCatalog
import WeirEngine
import WeirLanguage
import WeirPlot

// Running a cell, and saying what came of it.
extension Session {
  /// Runs [text] as the next cell.
  func runCell(_ text: String) {
    if trains(text), isTraining("the cell was not run") { return }
    notebook.cells.append(NotebookCell(number: number, entered: text))
    number += 1
    run(at: notebook.cells.count - 1, isEntered: true)
  }

  /// Runs [source] as the cell [number] again, which was entered, or is of the script [file].
  func repeatCell(_ number: Int, _ source: String, file: String?) {
    var cell = NotebookCell(number: number, entered: source)
    if let file { (cell.source, cell.isOfFile) = (SourceText(name: file, text: source), true) }
    if let place = notebook.place(of: number) {
      notebook.cells[place] = cell
      run(at: place, isEntered: file == nil)
    } else {
      notebook.cells.append(cell)
      run(at: notebook.cells.count - 1, isEntered: file == nil)
    }
    self.number = number + 1
  }

  /// Runs the cell at [place]; false if it ended in an error or was interrupted. One that was [entered] shows its value
  /// and may train beside the prompt; one of a script shows its pictures too, and is waited for. One that gives no value is
  /// followed by that of [name], if that is not to be waited for. A transcript has it as [event], if it is not what was entered.
  @discardableResult
  func run(
    at place: Int, isEntered: Bool, showing name: String? = nil, as event: TranscriptLine.Event? = nil
  ) -> Bool {
    let cell = notebook.cells[place]
    guard let number = cell.number else { return true }
    let names = interpreter.names(of: cell.source)
    let before = notebook.versions(of: names.reads)
    notebook.noteGlance(at: place, of: live, names.reads)
    console.beginTape()
    console.allowGoingOn(isEntered && canGoOn)
    let (result, findings) = evaluateComparing(cell.source, showingPictures: !isEntered)
    var stop: WorkCount?
    switch result {
    case .success(let value):
      keep(at: place, .evaluated, names, before)
      if let value { show(value, of: number, isSilent: isSilent(cell.part.source), isShown: !isEntered) }
      let pause = takePaused()
      if let pause {
        stop = console.workCount
        notebook.notePause(pause, at: place, of: value) { interpreter[$0] }
      }
      let isLive = beginLive(cell: number)
      if let value = name.flatMap({ interpreter[$0] }), pause == nil, !isLive {
        show(value, of: number, isSilent: false)
      }
    case .failure(.interrupted):
      keep(at: place, .failed, names, before)
      let pause = takePaused()
      stop = pause == nil ? WorkCount() : console.workCount
      if var pause {
        // What came out of the middle of a statement is not what that comes to.
        if !interpreter.hasBegunToBind(pause.name) { pause.code = nil }
        notebook.notePause(pause, at: place, of: nil) { interpreter[$0] }
        notebook.cells[place].trace.isCut = true
        console.note("the rest of cell \(number) was not run; `:run \(number)` runs it from its beginning")
      }
      if stop?.work == 0 { console.note("interrupted" + (interpreter.place.map { " in " + $0 } ?? "")) }
    case .failure(let failure):
      keep(at: place, .failed, names, before)
      console.report(failure.diagnostics)
      if let first = failure.diagnostics.first { console.tape(.failure(first)) }
    }
    let outputs = console.endTape()
    note(findings.filter { !$0.isMet }, in: cell.source)
    notebook.cells[place].part.outputs = outputs
    let file = isEntered ? nil : cell.source.name
    record(cell: number, event ?? .cell(number, source: cell.part.source, file: file), outputs, stop: stop)
    if case .success = result { return !wasInterrupted }
    return false
  }

  /// Keeps how the cell at [place] has ended, and what it has bound.
  private func keep(
    at place: Int, _ state: NotebookCell.State, _ names: ProgramNames, _ before: [String: Int]
  ) {
    noteBindings()
    hasFailed = state == .failed
    // Names that were to be bound behind an error are as they were.
    let replaced = interpreter.replaced.filter { $0.value != nil || interpreter[$0.name] != nil }
    let runs = replaced.filter { interpreter[$0.name]?.kind == Run.kind }
    if state == .evaluated, trains(notebook.cells[place].part.source), let name = runs.last?.name {
      take(name)
    }
    notebook.noteRun(at: place, state, names, before: before, replaced: replaced) { interpreter[$0] }
  }

  /// What running [source] comes to.
  func evaluate(_ source: SourceText) -> Result<Value?, Failure> { evaluateComparing(source).0 }

  /// The same, and how it compares with what the comments `#=` in it say.
  private func evaluateComparing(
    _ source: SourceText, showingPictures: Bool = false
  ) -> (Result<Value?, Failure>, [Tested.Finding]) {
    // This thread does not touch the interpreter until `work` returns.
    nonisolated(unsafe) let interpreter = interpreter
    let console = console
    return work {
      var findings: [Tested.Finding] = []
      let result = Result { () throws(Failure) in
        try interpreter.run(source, comparing: { findings.append($0) }) { value in
          guard showingPictures, case .thing(let chart as any Chart) = value else { return }
          console.show(chart.render(on: console.display) + "\n", as: .plot(chart))
        }
      }
      return (result, findings)
    }
  }

  /// Says of which comments `#=` in [source] something else has come than they say: those are [findings].
  private func note(_ findings: [Tested.Finding], in source: SourceText) {
    guard let first = findings.first else { return }
    func short(_ text: String) -> String {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      return Layout.shortened(String(lines.first ?? ""), to: 30) + (lines.count > 1 ? " ..." : "")
    }
    let place = "line \(source.line(at: first.expectation.span.start))"
    console.note(
      "\(place) records `\(short(first.expectation.text))`, but now it is `\(short(first.found))`"
        + (findings.count > 1 ? "; so with \(findings.count - 1) more; `weir test` shows all" : ""))
  }

  /// Shows the [value] of [cell], and keeps it under `_` and the cell's number. `none` is no value worth
  /// either, and an error leaves both names as they are. A picture may have been [isShown] before.
  func show(_ value: Value, of cell: Int, isSilent: Bool, isShown: Bool = false) {
    if case .none = value { return }
    if interpreter["_\(cell)"] != value { notebook.noteBound("_\(cell)", to: value, by: cell) }
    interpreter.remember(value, cell: cell)
    if isSilent { return }
    let chart = if case .thing(let thing) = value { thing as? any Chart } else { nil as (any Chart)? }
    if chart != nil, isShown { return }
    let display = console.display
    let text = value.full(on: display)
    let isBlock = text.contains("\n") || Layout.width(of: text) + "[\(cell)]=".count + 1 > display.width
    let output = chart.map(Document.Output.plot) ?? .writing(value)
    console.show(tag(cell) + (isBlock ? "\n" : " ") + text + "\n", as: output)
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
