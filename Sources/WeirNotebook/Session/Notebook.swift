import WeirLanguage

/// The cells of a session, in order: those of the script that was opened, with its prose, and those entered behind.
///
/// Each knows which names it read and bound. A cell is stale if it ran with other values than it would read now.
struct Notebook {
  /// The script that was opened.
  struct Script {
    let path: String
    /// Its text, when it was read or written last.
    var text: String
  }

  var cells: [NotebookCell] = []
  var script: Script?
  /// How each name is bound.
  var bindings: [String: Binding] = [:]
  /// How many values names have stood for.
  var versions = 0
  /// What can be taken back, the last deed last.
  var deeds: [Deed] = []

  /// Where the cell [number] is.
  func place(of number: Int) -> Int? { cells.firstIndex { $0.number == number } }

  /// The names that the prompt gave to work that had none.
  var given: Set<String> = []

  /// Takes note that the cell at [place] ran and has come to [state], having read and bound [names]. What it read is what
  /// there was [before]; what it has bound stood until then for what is [replaced], and stands now for [values].
  mutating func noteRun(
    at place: Int, _ state: NotebookCell.State, _ names: ProgramNames, before: [String: Int],
    replaced: [(name: String, value: Value?)], values: (String) -> Value?
  ) {
    noteDeed(replaced, by: cells[place], values: values)
    cells[place].state = state
    cells[place].trace.reads = before
    cells[place].trace.binds = names.binds
    cells[place].trace.bound = versions(of: Set(replaced.map(\.name)))
  }

  /// Forgets that anything has run, and all that was entered.
  mutating func reset() {
    (bindings, deeds) = ([:], [])
    cells.removeAll { !$0.isOfFile }
    for place in cells.indices {
      cells[place].state = .fresh
      cells[place].part.outputs = []
      cells[place].trace = .init()
    }
  }

  /// Why [which] means no cells.
  struct Unmeant: Error, Equatable { let message: String }

  /// The places of the cells that a person means by [which]: `3`, `2...4`, `all`, `stale`, or the beginning of a title.
  func places(_ which: String) throws(Unmeant) -> [Int] {
    let runnable = cells.indices.filter { cells[$0].number != nil }
    switch which {
    case "all": return runnable.filter { cells[$0].isOfFile }
    case "stale":
      let stale = staleness
      return runnable.filter { place in
        cells[place].number.map { stale[$0] != nil } == true
          || (cells[place].isOfFile && cells[place].state != .evaluated)
      }
    default: break
    }
    if let number = Int(which) { return [try runnablePlace(of: number)] }
    if let ends = which.wholeMatch(of: #/(\d+)\s*(?:\.\.\.|-)\s*(\d+)/#), let first = Int(ends.1),
      let last = Int(ends.2)
    {
      for end in [first, last] { _ = try runnablePlace(of: end) }
      guard first <= last else {
        throw Unmeant(message: "a range of cells begins with the lower number, as in `\(last)...\(first)`")
      }
      return runnable.filter { place in cells[place].number.map { first <= $0 && $0 <= last } == true }
    }
    return [try place(titled: which, among: runnable)]
  }

  private func runnablePlace(of number: Int) throws(Unmeant) -> Int {
    guard let place = place(of: number) else {
      throw Unmeant(message: "there is no cell \(number); `:cells` lists them")
    }
    return place
  }

  private func place(titled text: String, among places: [Int]) throws(Unmeant) -> Int {
    let word = text.lowercased()
    let titles = places.map { cells[$0].part.title.lowercased() }
    let exact = zip(places, titles).filter { !word.isEmpty && $0.1 == word }
    let fitting = exact.isEmpty ? zip(places, titles).filter { !word.isEmpty && $0.1.hasPrefix(word) } : exact
    guard let first = fitting.first else {
      throw Unmeant(message: "no cell is meant by `\(text)`; `:cells` lists them")
    }
    guard fitting.count == 1 else {
      let numbers = fitting.compactMap { cells[$0.0].number }.map(String.init).joined(separator: ", ")
      throw Unmeant(message: "`\(text)` could be any of the cells \(numbers); say its number")
    }
    return first.0
  }
}
