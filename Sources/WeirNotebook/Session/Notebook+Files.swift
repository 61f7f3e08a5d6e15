import WeirLanguage

// A notebook as the script that it is, or was opened from.
extension Notebook {
  /// Takes the cells of [source] for those of the file that was open before, if there was one. Cells that read as they did
  /// keep their states and outputs; changed ones keep their numbers; new ones are numbered from [next] on, which is moved.
  mutating func open(_ source: SourceText, next: inout Int) {
    var known = cells.filter(\.isOfFile)
    let entered = cells.filter { !$0.isOfFile }
    var opened: [NotebookCell] = []
    var places: [Int] = []
    for (part, cell) in zip(Document(script: source).parts, WeirLanguage.cells(of: source.text)) {
      var new = NotebookCell(
        number: nil, part: part, source: source.masked(except: cell.span), isOfFile: true)
      let isRun = !part.isProse && !part.source.isEmpty
      if let place = known.firstIndex(where: { $0.part.source == part.source && ($0.number != nil) == isRun })
      {
        var same = known.remove(at: place)
        (new.part.outputs, same.source) = (same.part.outputs, new.source)
        same.part = new.part
        new = same
      } else if isRun {
        places.append(opened.count)
      }
      opened.append(new)
    }
    for place in places {
      let title = opened[place].part.title
      let old =
        known.firstIndex { $0.number != nil && $0.part.title == title }
        ?? known.firstIndex { $0.number != nil }
      var new =
        old.map { known.remove(at: $0) }
        ?? NotebookCell(number: next, part: opened[place].part, source: source)
      if old == nil { next += 1 }
      // What it has bound stays known: whatever has read that is stale now.
      (new.state, new.part, new.source) = (.fresh, opened[place].part, opened[place].source)
      new.isOfFile = true
      opened[place] = new
    }
    cells = opened + entered
    script = Script(path: source.name, text: source.text)
  }

  /// The cells that are [written] as a document called [name].
  static func document(named name: String, of written: [NotebookCell]) -> Document {
    var parts = written.map(\.part)
    // Cells stand apart by an empty line, also behind the end of a file that had none.
    for place in parts.indices.dropLast() {
      guard let text = parts[place].written, !written[place + 1].isOfFile else { continue }
      let ends = text.reversed().prefix(while: \.isNewline).count
      parts[place].written = text + String(repeating: "\n", count: max(0, 2 - ends))
    }
    return Document(name: name, parts: parts)
  }

  /// Takes note that the script has become [text], of the cells that are [written]. New ones are numbered from [next] on.
  mutating func noteSaved(_ text: String, of written: [NotebookCell], next: inout Int) {
    cells = written
    for place in cells.indices {
      cells[place].isOfFile = true
      guard cells[place].number == nil, cells[place].state == .evaluated else { continue }
      cells[place].number = next
      next += 1
    }
    open(SourceText(name: script?.path ?? "", text: text), next: &next)
  }
}
