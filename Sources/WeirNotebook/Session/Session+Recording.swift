import WeirEngine
import WeirLanguage

// What a transcript is told of a session.
extension Session {
  /// Records the cell [number], which was run as [event] says, has written [outputs], and was stopped at [stop] if it was.
  func record(
    cell number: Int, _ event: TranscriptLine.Event, _ outputs: [Document.Output], stop: WorkCount?
  ) {
    lastOutput = outputs.map(\.recordedText).joined(separator: "\n")
    guard let transcript else { return }
    var line = TranscriptLine(event: event, output: stop == nil ? lastOutput : nil)
    line.stop = stop
    if let live {
      if live.training.cell == number { line.begins = live.training.name } else { line.seen = live.seen }
    }
    let held = stop == nil ? [] : pausedAtHand.map { names(of: $0.work) } ?? []
    // What was stopped in the middle of something that has no steps is not come to again.
    if stop?.work != 0 {
      let value = ["_\(number)"].filter { interpreter[$0] != nil }
      line.values = digests(of: interpreter.replaced.map(\.name) + held + value)
    }
    transcript.add(line, shownOn: console.display)
  }

  /// Records that the training of [cell] has come to [run], for which [names] stand.
  func record(trainingOf cell: Int, _ run: Run, _ names: [String]) {
    let isPaused = if case .paused = run.status { true } else { false }
    let event = TranscriptLine.Event.training(cell, names: names, step: run.steps, isPaused: isPaused)
    record(event, digests(of: names))
  }

  /// Records [command], by which [names] have come to stand for something else.
  func record(command: String, _ names: [String]) { record(.command(command), digests(of: names)) }

  /// Records that the program [source] has been run, of which no value is shown.
  func record(program source: SourceText) {
    record(
      .program(file: source.name, source: source.text, nil), digests(of: interpreter.variables.map(\.name)))
  }

  private func record(_ event: TranscriptLine.Event, _ values: [JSON.Member]) {
    transcript?.add(TranscriptLine(event: event, values: values), shownOn: console.display)
  }

  /// Null for names that stand for nothing.
  private func digests(of names: [String]) -> [JSON.Member] {
    guard transcript != nil else { return [] }
    var known: Set<String> = []
    return names.filter { known.insert($0).inserted }.map { name in
      .init(name, interpreter[name].map { .text($0.digest(interpreter.context)) } ?? .null)
    }
  }
}

extension Document.Output {
  /// The output as a record keeps it: of an error what is said, but not where, since that is of the moment.
  fileprivate var recordedText: String {
    if case .failure(let diagnostic) = self { "error: " + diagnostic.message } else { plainText }
  }
}
