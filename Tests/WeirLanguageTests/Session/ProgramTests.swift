import Foundation
import Testing
import WeirTestSupport

@testable import WeirLanguage

/// Small programs, each named after the rule it proves, with what they write, and what is wrong with
/// them, in comments on the same line: `# expect: 3`, `# expect error: division by zero`.
@Suite struct ProgramTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Programs")
  static let programs =
    (try? FileManager.default.subpathsOfDirectory(atPath: folder.path))?
    .filter { $0.hasSuffix(".weir") && !$0.contains("modules/") }.sorted() ?? []

  @Test(arguments: programs)
  func `a program does what its comments say`(program: String) throws {
    let path = Self.folder.appendingPathComponent(program).path
    let source = try SourceText(file: path)
    var (output, errors): ([String], [String]) = ([], [])
    for comment in Lexer.tokens(of: source).comments {
      let line = source.line(at: comment.span.start)
      if let text = comment.text.wholeMatch(of: /# expect: (.*)/)?.1 { output.append(String(text)) }
      if let text = comment.text.wholeMatch(of: /# expect error: (.*)/)?.1 {
        errors.append("\(line): \(text)")
      }
    }
    // For what programs save.
    let folder = try TemporaryFolder()
    let (interpreter, host) = Interpreter.recording(folder: folder.path)
    var found: [String] = []
    do throws(Failure) { try interpreter.run(source) } catch {
      found = error.diagnostics.map {
        "\($0.source.line(at: $0.span.start)): " + $0.message.replacing(folder.path + "/", with: "")
      }
    }
    let written = host.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let differing = difference(
      expected: (output + errors).joined(separator: "\n"),
      found: (written.map(String.init) + found).joined(separator: "\n"))
    #expect(differing.isEmpty, "\(differing)")
  }

  @Test func `there are programs`() { #expect(Self.programs.count > 40) }
}
