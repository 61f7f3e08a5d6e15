import WeirEngine
import WeirLanguage
import WeirPlot

/// Runs what documents show, and compares what comes of it with what they say.
///
/// A script is one program; the fences of a Markdown file know of one another, as if they had been entered at one
/// prompt. A fence that begins with a prompt is a recorded session: all that the prompt would answer is compared.
///
/// What a document saves goes into a folder of its own, in which it finds it again, and which goes with it: so tests leave
/// nothing behind, and documents do not see what others saved. All else is looked for where the person is.
public final class Doctester {
  private let context: (any Host) -> Context
  /// Where folders are made that do not last.
  private let temporary: String
  /// That of the document at hand.
  private var scratch: String?
  private let console: Console
  private let heard: Heard
  private var session: Session
  private var report = DoctestReport(name: "")

  /// A tester whose programs have the [context] that it makes of a host; how far they are is seen on [console]. What they
  /// save is put into folders in [temporary].
  public init(console: Console, temporary: String, context: @escaping (any Host) -> Context) {
    (self.context, self.console, heard, self.temporary) = (context, console, Heard(), temporary)
    session = Session.listened(by: heard, console, context)
  }

  private func begin() {
    session = Session.listened(by: heard, console) { host in
      var context = context(host)
      context.scratch = scratch
      return context
    }
  }

  /// Tests the document [source]. Errors: no folder can be made for what it saves.
  public func test(_ source: SourceText) throws(DataError) -> DoctestReport {
    Signals.install(patience: 0)
    let folder = try Folder.makeTemporary(in: temporary)
    scratch = folder
    defer { Folder.removeWhole(folder) }
    report = DoctestReport(name: source.name)
    begin()
    if MarkdownCode.isMarkdown(source.name) {
      for fence in Fence.all(in: source) where !report.isInterrupted { test(fence, of: source) }
    } else if RecordedCell.isSession(source.text) {
      testSession(source, Span(0, source.end), indent: 0, isClose: false)
    } else {
      testProgram(source)
    }
    console.finish()
    return report
  }

  private func test(_ fence: Fence, of source: SourceText) {
    let marks: FenceMarks
    do throws(FenceMarks.Mistake) { marks = try FenceMarks(fence.marks) } catch {
      return note("\(source.name):\(fence.line)", error.message)
    }
    if marks.isFresh { begin() }
    if case .ignore(let reason) = marks.treatment {
      report.ignored.append("\(source.name):\(fence.line): " + reason)
      return
    }
    if let name = marks.needs {
      switch isAvailable(name) {
      case .success(true): break
      case .success(false):
        report.ignored.append("\(source.name):\(fence.line): `\(name)` is not on this machine")
        return
      case .failure(let failure): return note("\(source.name):\(fence.line)", failure)
      }
    }
    if marks.treatment == .check {
      report.programs += 1
      let found = session.interpreter.check(source.masked(except: fence.content))
      for diagnostic in found where diagnostic.severity == .error {
        note("\(source.name):\(source.line(at: diagnostic.span.start))", .diagnostics([diagnostic]))
      }
    } else if RecordedCell.isSession(source[fence.content]) {
      testSession(source, fence.content, indent: fence.indent, isClose: marks.isClose)
    } else {
      testProgram(source.masked(except: fence.content))
    }
  }

  /// Whether the files of the dataset [name] are here.
  private func isAvailable(_ name: String) -> Result<Bool, Failure> {
    session.evaluate(SourceText(name: "needs", text: "available(\(name))")).map { $0 == .truth(true) }
  }

  // MARK: - Programs

  private func testProgram(_ source: SourceText) {
    report.programs += 1
    // This thread does not touch the interpreter until `work` returns.
    nonisolated(unsafe) let interpreter = session.interpreter
    let tested = session.work { interpreter.test(source) }
    _ = heard.take()
    report.compared += tested.findings.count
    for finding in tested.findings where !finding.isMet {
      let expected = Answer(finding.expectation.text)
      let found = Answer(finding.found)
      note(
        "\(source.name):\(source.line(at: finding.expectation.span.start))", "another value",
        code: source[finding.statement], found.differences(from: expected))
      report.corrections.append(.init(finding, in: source))
    }
    if let failure = tested.failure {
      note(
        failure.diagnostics.first.map { "\(source.name):\($0.source.line(at: $0.span.start))" }
          ?? source.name, failure)
    }
  }

  // MARK: - Recorded sessions

  private func testSession(_ source: SourceText, _ content: Span, indent: Int, isClose: Bool) {
    let assistant = LanguageAssistant(session.interpreter)
    let cells = RecordedCell.all(in: source, content, indent: indent, wantsMore: assistant.wantsMore)
    for cell in cells {
      let number = cell.number ?? session.number
      session.number = number
      _ = heard.take()
      session.answer(cell.text)
      // Beside a prompt it would have ended while nobody entered anything.
      if !session.waitForLive(isSilent: true) || session.wasInterrupted {
        report.isInterrupted = true
        return
      }
      report.compared += 1
      let (expected, found) = (Answer(cell.answer), Answer(heard.take()))
      let value = session.interpreter["_\(number)"]
      if found.isMeant(by: expected, value: value, isClose: isClose) {
        // What the author left out stays left out.
        if !expected.leavesOut, !found.isMeant(by: expected, value: value) {
          report.drifted.append(.init(cell, found, indent: indent))
        }
        continue
      }
      note(
        "\(source.name):\(cell.line)", "another answer", code: cell.text, found.differences(from: expected))
      report.corrections.append(.init(cell, found, indent: indent))
    }
  }

  // MARK: - Findings

  private func note(_ place: String, _ failure: Failure) {
    if case .interrupted = failure {
      report.isInterrupted = true
      return
    }
    let lines = failure.diagnostics.flatMap { $0.render().split(separator: "\n").map(String.init) }
    report.findings.append(.init(place: place, summary: "an error", details: lines))
  }

  private func note(_ place: String, _ summary: String, code: String = "", _ differences: [String] = []) {
    let lines = code.split(separator: "\n").map { "  " + $0 }
    report.findings.append(.init(place: place, summary: summary, details: lines + differences))
  }
}

extension DoctestReport.Correction {
  /// What was [found] in place of what [cell] has, with [indent] blanks in front of each line.
  init(_ cell: RecordedCell, _ found: Answer, indent: Int) {
    // Empty lines that set cells apart stay.
    let gap = cell.answer.reversed().prefix { $0.allSatisfy(\.isWhitespace) }.map { _ in "\n" }.joined()
    self.init(span: cell.span, text: found.block(indent: indent) + gap)
  }

  /// What the comment of [finding] in [source] would have to say.
  init(_ finding: Tested.Finding, in source: SourceText) {
    let span = finding.expectation.span
    let line = source[source.span(ofLine: source.line(at: span.start))]
    let indent = "\n" + String(line.prefix { $0 == " " })
    let lines = finding.found.split(separator: "\n", omittingEmptySubsequences: false)
    // A number stays as exact as its author wanted it.
    let tolerance = lines.count == 1 ? finding.expectation.tolerance.map { " +- " + $0.trimmed } ?? "" : ""
    self.init(
      span: span, text: lines.map { $0.isEmpty ? "#=" : "#= " + $0 }.joined(separator: indent) + tolerance)
  }
}
