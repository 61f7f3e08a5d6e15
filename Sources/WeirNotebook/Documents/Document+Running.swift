import WeirLanguage
import WeirPlot

extension Document {
  /// The same with what comes of running [script], whose cells these are, in [interpreter], whose host is [recorder].
  /// The second result says why it ended before its end, if it did.
  func run(_ script: SourceText, in interpreter: Interpreter, _ recorder: Recorder) -> (Document, Failure?) {
    var document = self
    let ends = parts.reduce(into: [Int]()) { $0.append(($0.last ?? 0) + ($1.written ?? "").utf8.count) }
    // By halves, for a document may have very many parts.
    func part(at offset: Int) -> Int {
      var (low, high) = (0, max(0, parts.count - 1))
      while low < high {
        let middle = (low + high) / 2
        if offset < ends[middle] { high = middle } else { low = middle + 1 }
      }
      return low
    }
    var place = 0
    var isRunning = false
    var last: Value?
    func add(_ outputs: [Output]) {
      if document.parts.indices.contains(place) { document.parts[place].outputs += outputs }
    }
    // A cell shows plots wherever they stand alone in a line, and the value that it ends with.
    func end() {
      add(recorder.take())
      guard let value = last else { return }
      last = nil
      if case .none = value { return }
      if !isSilent(parts[place].source) { add([.writing(value)]) }
    }
    do throws(Failure) {
      try interpreter.run(
        script,
        beginning: { span in
          let next = part(at: span.start)
          if next == place { add(recorder.take()) } else { end() }
          (place, last, isRunning) = (next, nil, true)
        },
        showing: { value in
          add(recorder.take())
          if let pictures = Output.pictures(of: value) { add(pictures) } else { last = value }
        })
      if !parts.isEmpty { end() }
      return (document, nil)
    } catch {
      add(recorder.take())
      if let first = error.diagnostics.first {
        // What is found before anything runs belongs where it stands; what happens, where it happens.
        if !isRunning { place = part(at: first.place.span.start) }
        add([.failure(first)])
      }
      return (document, error)
    }
  }
}
