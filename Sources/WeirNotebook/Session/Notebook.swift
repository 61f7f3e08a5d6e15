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
  /// How often each name has been bound to another value.
  private var bindings: [String: Int] = [:]
  /// The number of the cell that has bound a name last.
  private var binders: [String: Int] = [:]

  /// Where the cell [number] is.
  func place(of number: Int) -> Int? { cells.firstIndex { $0.number == number } }

  /// Takes note that [names] stand for other values, on account of the cell [number], or of nobody's.
  mutating func noteBound(_ names: some Sequence<String>, by number: Int? = nil) {
    for name in names {
      bindings[name, default: 0] += 1
      binders[name] = number
    }
  }

  /// Takes note that the cell at [place] ran and has come to [state], having read and bound [names], of which [changed]
  /// stand for other values than before. What it read is what there was [before].
  mutating func noteRun(
    at place: Int, _ state: NotebookCell.State, _ names: ProgramNames, changed: [String],
    before: [String: Int]
  ) {
    cells[place].state = state
    cells[place].reads = before
    cells[place].binds = names.binds
    noteBound(changed, by: cells[place].number)
    // Whatever it has bound is of it now, even if it is the same value again.
    for name in names.binds { binders[name] = cells[place].number }
  }

  /// How often each of [names] has been bound.
  func bindings(of names: Set<String>) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: names.map { ($0, bindings[$0, default: 0]) })
  }

  /// Forgets that the cell at [place] has run, and the whole cell if it was entered.
  mutating func takeBack(at place: Int) {
    noteBound(cells[place].replaced.map(\.name))
    guard cells[place].isOfFile else {
      cells.remove(at: place)
      return
    }
    (cells[place].state, cells[place].replaced, cells[place].part.outputs) = (.fresh, [], [])
  }

  /// Forgets that anything has run, and all that was entered.
  mutating func reset() {
    (bindings, binders) = ([:], [:])
    cells.removeAll { !$0.isOfFile }
    for place in cells.indices {
      cells[place].state = .fresh
      cells[place].part.outputs = []
      (cells[place].reads, cells[place].binds, cells[place].replaced) = ([:], [], [])
    }
  }

  // MARK: - What is stale

  /// Why cells are stale, by their numbers.
  var staleness: [Int: String] {
    var reasons: [Int: String] = [:]
    for cell in cells where cell.state == .evaluated {
      guard let number = cell.number else { continue }
      let other = cell.reads.filter {
        !cell.binds.contains($0.key) && bindings[$0.key, default: 0] != $0.value
      }
      guard let name = other.keys.min() else { continue }
      reasons[number] =
        binders[name].map { "`\(name)` is another since cell \($0)" } ?? "`\(name)` is another now"
    }
    // What a stale cell has bound is no better than it.
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for cell in cells where cell.state == .evaluated {
        guard let number = cell.number, reasons[number] == nil else { continue }
        let source = cell.reads.keys.sorted().first { name in
          guard let binder = binders[name], binder != number, let place = place(of: binder) else {
            return false
          }
          return reasons[binder] != nil || cells[place].state == .fresh
        }
        guard let source, let binder = binders[source] else { continue }
        reasons[number] = "`\(source)` is of cell \(binder), which is to be run again"
        isGrowing = true
      }
    }
    return reasons
  }

  /// The places of the cells that a person means by [which]: `3`, `2...4`, `all`, `stale`, or the beginning of a title.
  /// Empty for none.
  func places(_ which: String) -> [Int] {
    let runnable = cells.indices.filter { cells[$0].number != nil }
    if which == "all" { return runnable.filter { cells[$0].isOfFile } }
    if which == "stale" {
      let stale = staleness
      return runnable.filter { place in
        cells[place].number.map { stale[$0] != nil } == true
          || (cells[place].isOfFile && cells[place].state != .evaluated)
      }
    }
    let ends = which.replacing("...", with: "-").split(separator: "-").map { Int($0.trimmingBlanks) }
    if let first = ends.first ?? nil, ends.count <= 2, let last = ends.last ?? nil {
      return runnable.filter { place in cells[place].number.map { first <= $0 && $0 <= last } == true }
    }
    let word = which.lowercased()
    return runnable.first { !word.isEmpty && cells[$0].part.title.lowercased().hasPrefix(word) }.map { [$0] }
      ?? []
  }
}

extension Substring {
  /// The text without the blanks around it.
  fileprivate var trimmingBlanks: String { String(self).trimmed }
}
