import WeirEngine
import WeirLanguage

// What a person did to a cell by other means than code, and the cells as code that comes to the same.
extension Notebook {
  /// Takes note that the cell at [place] is about to read [names], one of which stands for a training that goes on.
  mutating func noteGlance(at place: Int, of live: LiveView?, _ names: Set<String>) {
    let name = live.flatMap { $0.hasName && names.contains($0.training.name) ? $0.training.name : nil }
    cells[place].trace.glance = name.map { ($0, live?.seen ?? 0) }
    (cells[place].trace.pause, cells[place].trace.isCut) = (nil, false)
  }

  /// Takes note that the cell [number] has begun a training, for which [name] stands: what it is changes from now on, even if
  /// it is what it was still.
  mutating func noteTraining(_ name: String, ofCell number: Int) {
    noteBound(name, to: nil, by: number)
    place(of: number).map { cells[$0].trace.bound[name] = version(of: name) }
  }

  /// Takes note of the [pause] of work that the cell at [place] did, and which is its [value] or stands for a name.
  mutating func notePause(
    _ pause: NotebookCell.Pause, at place: Int, of value: Value?, values: (String) -> Value?
  ) {
    var pause = pause
    if pause.isNewName {
      // Only what is all of the cell's value can be bound in it.
      if let value, value == values(pause.name) {
        bindings[pause.name]?.binder = cells[place].number
        cells[place].trace.bound[pause.name] = version(of: pause.name)
      } else {
        pause.code = nil
      }
    }
    cells[place].trace.pause = pause
  }

  /// The cells that a script has of this session: all of the file's, and what was entered and ran without error, or as far as
  /// its work was paused.
  ///
  /// Where Ctrl-C has paused a run and somebody looked at it before it went on, a cell behind goes back to that step; where
  /// nobody did, pause and `resume` leave no trace.
  var written: [NotebookCell] {
    var kept = cells.filter { $0.isOfFile || $0.hasRun }
    var place = 0
    while place < kept.count {
      if Self.writePause(at: place, in: &kept) { place += 1 }
    }
    return kept
  }

  /// Writes the pause of the cell at [place] as code; false if there is another one to be written.
  private static func writePause(at place: Int, in cells: inout [NotebookCell]) -> Bool {
    guard let pause = cells[place].trace.pause, let version = cells[place].trace.bound[pause.name] else {
      return true
    }
    let (bound, behind) = (cells[place].trace.bound, cells.indices.dropFirst(place + 1))
    let end = behind.first { cells[$0].resumes == pause.name && cells[$0].trace.reads[pause.name] == version }
    let isLookedAt = behind.contains { other in
      other != end && pause.names.contains { bound[$0] != nil && cells[other].trace.reads[$0] == bound[$0] }
    }
    guard isLookedAt || end != nil else { return true }
    if pause.isNewName, let text = cells[place].namingValue(pause.name) { cells[place].rewrite(text) }
    if !isLookedAt, let end {
      cells[place].part.outputs += cells[end].part.outputs
      cells[place].trace.bound.merge(cells[end].trace.bound) { $1 }
      cells[place].trace.pause = cells[end].trace.pause
      cells.remove(at: end)
      return false
    }
    guard let code = pause.code else { return true }
    var back = NotebookCell(
      number: nil, part: Document.Part(source: code), source: SourceText(name: "", text: code))
    (back.state, back.trace.bound) = (.evaluated, bound.filter { pause.names.contains($0.key) })
    back.stepsBack = pause
    cells.insert(back, at: place + 1)
    cells[place].trace.pause = nil
    return true
  }
}

extension NotebookCell {
  /// The cell's text with the value of its last statement bound to the [name] that the prompt gave it.
  fileprivate func namingValue(_ name: String) -> String? {
    SourceText(name: "", text: part.source).bindingLastExpression(to: name)
  }
}
