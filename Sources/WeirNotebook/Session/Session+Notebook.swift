import WeirCatalog
import WeirEngine
import WeirLanguage

// The cells of a script at the prompt: opening, listing and running them.
extension Session {
  /// Opens [source] as a notebook; its cells are run when the session begins.
  public func openScript(_ source: SourceText) { notebook.open(source, next: &number) }

  /// Runs the cells of the script.
  func runOpened() { if notebook.script != nil { runMeant("all") } }

  /// Lists the cells, with how they stand.
  func listCells() {
    let cells = notebook.cells.filter { $0.number != nil }
    if cells.isEmpty { return say(["no cells yet"]) }
    let stale = notebook.staleness
    let width = console.display.width
    let numbers = cells.map { "[\($0.number ?? 0)]" }
    let column = numbers.map(\.count).max() ?? 0
    say(
      zip(cells, numbers).map { cell, number in
        let reason = cell.number.flatMap { stale[$0] }
        let state = reason == nil ? "\(cell.state)" : "stale"
        let head = String(repeating: " ", count: column - number.count) + number + " "
        let gap = String(repeating: " ", count: max(1, 11 - state.count))
        return Layout.cut(head + state + gap + cell.title + (reason.map { ": " + $0 } ?? ""), to: width)
      })
  }

  /// Runs the cells that [which] means: a number, a range, a title, `all` or `stale`.
  func runCells(_ which: String) { if reload() { runMeant(which) } }

  private func runMeant(_ which: String) {
    do throws(Notebook.Unmeant) {
      let places = try notebook.places(which)
      if places.isEmpty, which == "stale" { return say(["no cell is stale"]) }
      if places.isEmpty, notebook.script == nil {
        return complain("no script is open; `:load FILE` opens one")
      }
      run(places)
    } catch {
      complain(error.message)
    }
  }

  /// Runs the cells at [places] in their order, as far as the first that fails.
  private func run(_ places: [Int]) {
    let trains = places.contains { WeirLanguage.trains(notebook.cells[$0].part.source) }
    if trains, isTraining("no cell was run") { return }
    for (done, place) in places.enumerated() {
      let cell = notebook.cells[place]
      if places.count > 1 || !cell.part.title.isEmpty { announce(cell) }
      guard run(at: place, isEntered: false) else {
        let left = places.count - done - 1
        if left > 0 { console.note("\(left) cell\(left == 1 ? " was" : "s were") not run") }
        return
      }
    }
  }

  private func announce(_ cell: NotebookCell) {
    guard console.saysWhatItDoes, let number = cell.number else { return }
    let line = "[\(number)] " + cell.title
    console.note(console.display.isColoured ? Style.faint.begin + line + Style.plain.begin : line)
  }

  // MARK: - The file

  /// Reads [path], and has its cells in the session; the file that is open again without a path.
  func load(_ typed: String) {
    let path = Self.unquoted(typed)
    guard !path.isEmpty else {
      if notebook.script == nil { return complain("no script is open; `:load FILE` opens one") }
      if reload() { say([summary]) }
      return
    }
    if let (message, help) = Export.noScript(path) { return complain(message + "; " + help) }
    do throws(UnreadableSource) {
      let source = try SourceText(file: path)
      notebook.cells.removeAll(where: \.isOfFile)
      notebook.open(source, next: &number)
      say([summary + "; `:run all` runs them"])
    } catch {
      complain(error.message)
    }
  }

  private var summary: String {
    let count = notebook.cells.count { $0.isOfFile && $0.number != nil }
    return "\(count) cell\(count == 1 ? "" : "s") in `\(notebook.script?.path ?? "")`"
  }

  /// Reads the script again if it has changed since; false, having said so, if it cannot be read.
  private func reload() -> Bool {
    guard let script = notebook.script else { return true }
    do throws(UnreadableSource) {
      let source = try SourceText(file: script.path)
      guard source.text != script.text else { return true }
      notebook.open(source, next: &number)
      let fresh = notebook.cells.filter { $0.isOfFile && $0.state == .fresh }.compactMap(\.number)
      let which = fresh.isEmpty ? "" : "; to be run: " + fresh.map { "[\($0)]" }.joined(separator: ", ")
      console.note("`\(script.path)` has changed" + which)
      return true
    } catch {
      complain(error.message)
      return false
    }
  }
}
