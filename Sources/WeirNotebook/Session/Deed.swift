import WeirLanguage

/// Something that has bound names, and can be taken back.
struct Deed {
  /// A name, and how it stood before.
  struct Change {
    let name: String
    /// What it stood for; nil if it was new.
    let value: Value?
    let binding: Notebook.Binding?
  }

  var changes: [Change]
  /// The cell that did it, as it was before; nil for a command.
  let cell: NotebookCell?
}

// What was done to names, so that it can be taken back.
extension Notebook {
  /// How many deeds can be taken back.
  private static let mostDeeds = 50

  /// How a name is bound.
  struct Binding: Equatable {
    /// Which of the values is meant that the name has stood for.
    let version: Int
    /// The number of the cell that has bound it.
    var binder: Int?
  }

  /// Takes note that names have been bound anew, by the [cell] that stood so before, or by a command; [replaced] is what
  /// they stood for until then, and [values] gives what they stand for now.
  mutating func noteDeed(
    _ replaced: [(name: String, value: Value?)], by cell: NotebookCell? = nil, values: (String) -> Value?
  ) {
    guard !replaced.isEmpty else { return }
    let changes = replaced.map { Deed.Change(name: $0.name, value: $0.value, binding: bindings[$0.name]) }
    deeds.append(Deed(changes: changes, cell: cell))
    for change in changes {
      let value = values(change.name)
      if let old = change.value, old == value {
        // Whatever a cell has bound is of it now, even if it is the same value again.
        bindings[change.name] = Binding(version: version(of: change.name), binder: cell?.number)
      } else {
        noteBound(change.name, to: value, by: cell?.number)
      }
    }
    if deeds.count > Self.mostDeeds { deeds.removeFirst() }
  }

  /// Takes note that what was done last, by the cell at [place], has bound [name] too, to what [source] stands for.
  mutating func noteBoundToo(
    _ name: String, from value: Value?, to new: Value, inCellAt place: Int, as source: String
  ) {
    guard let last = deeds.indices.last else { return }
    let binding = bindings[name]
    deeds[last].changes.append(Deed.Change(name: name, value: value, binding: binding))
    noteBound(name, to: new, by: deeds[last].cell?.number)
    cells[place].rewrite(cells[place].part.source + "\n\(name) = \(source)")
    cells[place].trace.binds.insert(name)
    cells[place].trace.bound[name] = version(of: name)
  }

  /// Takes note that [name] stands for [value], on account of the cell [number], or of nobody's. A value that the name
  /// had before, as far as that is remembered, is no new one.
  mutating func noteBound(_ name: String, to value: Value?, by number: Int? = nil) {
    let known = deeds.lazy.flatMap(\.changes).last { $0.name == name && $0.value != nil && $0.value == value }
    if known == nil { versions += 1 }
    bindings[name] = Binding(version: known.map { $0.binding?.version ?? 0 } ?? versions, binder: number)
  }

  /// Forgets what was done last, and that its cell has run; the whole cell if it was entered.
  mutating func takeBack() -> Deed? {
    guard let deed = deeds.popLast() else { return nil }
    for change in deed.changes { bindings[change.name] = change.binding }
    guard let before = deed.cell, let place = before.number.flatMap(place(of:)) else { return deed }
    if before.state == .fresh, !cells[place].isOfFile {
      cells.remove(at: place)
    } else if cells[place].part.source == before.part.source {
      cells[place].part.outputs = before.part.outputs
      (cells[place].state, cells[place].trace) = (before.state, before.trace)
    }
    return deed
  }
}
