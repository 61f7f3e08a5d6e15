import ArgumentParser
import WeirCatalog
import WeirEngine
import WeirLanguage
import WeirNotebook

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `weir test FILE…`.
struct TestCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs what documents show, and compares what comes of it with what they say.",
    usage: "weir test FILE... [--fix]",
    discussion: """
      A file is a script, a recorded session, or Markdown, of which the fences marked `weir` are run; of a folder all \
      scripts and all Markdown are tested. What a value should be stands under its expression:

        mean([1, 2, 4])
        #= 2.33 +- 0.01

      or behind the prompts of a recorded session, where a line `...` stands for any lines. Words behind `weir` on a \
      fence: `check` (not run), `ignore (REASON)`, `needs DATASET` (left alone where its files are not), `fresh` (knows \
      nothing of the fences above), `close` (numbers of a session may be off by a tenth, as those of trainings are \
      from processor to processor, and dots of plots elsewhere).

      What a document saves goes into a temporary folder of its own, where it finds it again. All other files are looked \
      for in this folder, and modules beside the document.

      Exit status: 0 if all is as the documents say, 3 if not, 1 if a file cannot be read, 130 interrupted.
      """)

  @OptionGroup(visibility: .hidden) var options: Options

  @ArgumentParser.Argument(help: ArgumentHelp("A document, or a folder of them.", valueName: "file"))
  var files: [String]

  @Flag(help: "Writes what was found into the documents, in place of what differs.")
  var fix = false

  func perform() -> Int32 {
    let launch = Launch(options)
    let console = launch.console(isInteractive: false)
    let temporary = launch.environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    let tester = Doctester(console: console, temporary: temporary) { launch.context($0) }
    var (compared, failures, documents, unreadable, corrected) = (0, 0, 0, 0, 0)
    for file in files.flatMap(Self.documents) {
      do {
        let source = try Launch.source(file)
        let report = try tester.test(source)
        if report.isInterrupted {
          console.note("interrupted in \(file)")
          return Failure.interrupted.status
        }
        let isFixing = fix && report.correctable > 0
        // First, so that nothing is said to be written that could not be.
        if isFixing {
          try StoredText(report.corrected(source)).write(to: launch.context(console).place(toWrite: file))
        }
        let lines = report.lines(isColoured: console.display.isColoured, isFixing: isFixing)
        console.print(lines.map { $0 + "\n" }.joined())
        (compared, documents) = (compared + report.compared, documents + 1)
        failures += report.failures - (isFixing ? report.correctable : 0)
        corrected += isFixing ? report.correctable : 0
      } catch {
        launch.complain(UnreadableSource.sentence(of: error))
        unreadable += 1
      }
    }
    if documents > 0 { console.print(summary(compared, failures, documents, corrected: corrected)) }
    console.finish()
    return failures > 0 ? 3 : unreadable > 0 ? 1 : 0
  }

  private func summary(_ compared: Int, _ failures: Int, _ documents: Int, corrected: Int) -> String {
    let place = documents == 1 ? "a document" : "\(documents) documents"
    let answers = "\(compared) answer\(compared == 1 ? "" : "s")"
    let facts = [
      corrected > 0 ? "\(corrected) written anew" : nil, failures > 0 ? "\(failures) not as written" : nil,
    ].compactMap(\.self).joined(separator: ", ")
    let help = fix || failures == 0 ? "" : "; `--fix` writes what was found"
    return "\(answers) in \(place), " + (facts.isEmpty ? "all as written" : facts) + help + "\n"
  }

  /// The documents in [file], if it is a folder; else that itself.
  private static func documents(_ file: String) -> [String] {
    let manager = FileManager.default
    guard (try? manager.contentsOfDirectory(atPath: file)) != nil,
      let inside = try? manager.subpathsOfDirectory(atPath: file)
    else { return [file] }
    let folder = file.hasSuffix("/") ? file : file + "/"
    return inside.filter { [".md", ".markdown", ".weir"].contains(where: $0.hasSuffix) }.sorted().map {
      folder + $0
    }
  }
}
