import WeirLanguage

// What a script of the session would come to otherwise than the session did.
extension Notebook {
  /// Where a name got the value that it has in a script.
  private struct Source {
    /// Which of its values; nil if that is not known.
    let version: Int?
    let cell: Int
  }

  /// Which of the cells that are [written], run one after the other from nothing, read other values than they did here: a
  /// sentence for each. What a cell binds that has not run as it reads now is told by [binds].
  func doubts(of written: [NotebookCell], binds: (NotebookCell) -> Set<String>) -> [String] {
    var doubts: [String] = []
    var names: [String: Source] = [:]
    var last = 0
    for cell in written where !cell.part.isProse {
      let number = cell.number ?? last
      last = number
      if cell.hasRun, let doubt = doubt(of: cell, number, names, written) { doubts.append(doubt) }
      if cell.state != .evaluated {
        for name in binds(cell) { names[name] = Source(version: nil, cell: number) }
      }
      if cell.hasRun {
        for (name, version) in cell.trace.bound { names[name] = Source(version: version, cell: number) }
      }
    }
    return doubts + stops(in: written)
  }

  private func doubt(
    of cell: NotebookCell, _ number: Int, _ names: [String: Source], _ written: [NotebookCell]
  ) -> String? {
    if let (name, step) = cell.trace.glance {
      return
        "cell \(number) looked at `\(name)` at step \(step), while it was training; in the script it sees its end"
    }
    for (name, version) in cell.trace.reads.sorted(by: { $0.key < $1.key }) {
      if name.isOfPrompt {
        return
          "cell \(number) asks for `\(name)`, which no script knows: give that value a name, and save again"
      }
      guard names[name]?.version != version else { continue }
      let binder = written.first { $0.trace.bound[name] == version }?.number
      let here = binder.map { "here it read that of cell \($0)" } ?? "here it stood for something else"
      guard let source = names[name] else {
        let whence =
          given.contains(name)
          ? "a name that the prompt gave"
          : version == 0 ? "here it was there from the beginning" : here
        return "in the script nothing before cell \(number) binds `\(name)`; " + whence
      }
      if source.version == nil {
        return
          "in the script cell \(number) reads `\(name)` of cell \(source.cell), which has not run to its end here"
      }
      return "in the script cell \(number) reads `\(name)` of cell \(source.cell); \(here)"
    }
    return nil
  }

  /// What Ctrl-C did that a script cannot do, or only in a long way.
  private func stops(in written: [NotebookCell]) -> [String] {
    written.flatMap { cell -> [String] in
      var stops: [String] = []
      if let pause = cell.trace.pause {
        stops.append("Ctrl-C paused `\(pause.name)` at \(pause.progress); the script takes it to its end")
      }
      if let pause = cell.stepsBack {
        stops.append(
          "`\(pause.name)` was paused at \(pause.progress): the script takes it to its end first, and then back"
        )
      }
      if cell.trace.isCut, let number = cell.number {
        stops.append("the rest of cell \(number) was not run here; the script runs it")
      }
      return stops
    }
  }
}

extension String {
  /// Whether only a prompt gives this name: `_`, `_3`.
  fileprivate var isOfPrompt: Bool { wholeMatch(of: #/_\d*/#) != nil }
}
