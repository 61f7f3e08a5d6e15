import WeirEngine
import WeirLanguage

/// A recorded session that is run again, to see whether the same comes of it.
public struct Replay {
  /// What came of it.
  public enum Outcome: Sendable {
    /// So many cells and values are what they were.
    case same(cells: Int, values: Int)
    /// The first thing that is not: where it is, and what is another.
    case different(String)
    /// Somebody broke it off.
    case interrupted
  }

  /// Under which circumstances the session was recorded.
  public let head: TranscriptHead
  private let lines: [TranscriptLine]

  /// The session recorded in [source]. Errors: a line that is none of a record, with its number.
  public init(_ source: SourceText) throws(DataError) {
    var lines: [TranscriptLine] = []
    var head: TranscriptHead?
    for (place, text) in source.text.split(whereSeparator: \.isNewline).enumerated() {
      let json = try? JSON(Array(text.utf8))
      if place == 0 {
        head = json.flatMap(TranscriptHead.init)
        if head == nil { break }
      } else if let line = json.flatMap(TranscriptLine.init) {
        lines.append(line)
      } else {
        throw DataError(
          .unreadable(file: source.name, why: "line \(place + 1) is none of a recorded session"))
      }
    }
    guard let head else {
      throw DataError(
        .unreadable(
          file: source.name, why: "it does not begin as a session does that `--record` has recorded")
      )
    }
    (self.head, self.lines) = (head, lines)
  }

  /// Runs it in a session whose programs have the [context] that it makes of a host. How far they are is seen on [console],
  /// and what cannot be done again is said there.
  public func run(console: Console, context: (any Host) -> Context) -> Outcome {
    Signals.install(patience: 0)
    let heard = Heard()
    let session = ReplayedSession(Session.listened(by: heard, console, on: head.display, context))
    var (cells, values) = (0, 0)
    for line in lines {
      if line.stop?.work == 0 {
        console.note("left out: \(line.place), which was stopped where no steps are counted")
        continue
      }
      guard session.perform(line) else { return .interrupted }
      _ = heard.take()
      if line.isCell { cells += 1 }
      if let different = difference(session, line) { return .different(line.place + ": " + different) }
      values += line.values.count
    }
    return .same(cells: cells, values: values)
  }

  /// What is not in [session] as [line] has it; nil if all is.
  private func difference(_ session: ReplayedSession, _ line: TranscriptLine) -> String? {
    if let status = line.status, status != session.status {
      return "it ended with status \(session.status), where \(status) is on record"
    }
    for member in line.values {
      let value = session.value(of: member.label)
      guard value?.digest != member.value.text else { continue }
      let found = value.map { "is \(Layout.cut($0.brief, to: 60)), with the digest \($0.digest)" }
      return "`\(member.label)` " + (found ?? "stands for nothing") + ", where "
        + (member.value.text ?? "nothing") + " is on record"
    }
    guard let expected = line.output, let found = session.output, expected != found else { return nil }
    let lines = Answer(found).differences(from: Answer(expected))
    return "another answer\n" + lines.map { "  " + $0 }.joined(separator: "\n")
  }
}

extension TranscriptLine {
  /// What it is called in messages.
  fileprivate var place: String {
    func first(_ source: String) -> String {
      Layout.cut(source.split(whereSeparator: \.isNewline).first.map(String.init) ?? "", to: 60)
    }
    return switch event {
    case .program(let file, _, _): "`\(file)`"
    case .cell(let number, let source, _): "cell \(number), `\(first(source))`"
    case .resumed(let number, let name): "cell \(number), in which `\(name)` was resumed"
    case .training(let cell, _, let step, _): "the training of cell \(cell), at step \(step)"
    case .command(let text): "`\(text)`"
    }
  }

  fileprivate var isCell: Bool {
    switch event {
    case .program, .cell, .resumed: true
    case .training, .command: false
    }
  }
}
