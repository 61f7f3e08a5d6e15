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
    var (compared, failures, documents, unreadable) = (0, 0, 0, 0)
    for file in files.flatMap(Self.documents) {
      do {
        let source = try Launch.source(file)
        let report = try tester.test(source)
        if report.isInterrupted {
          console.note("interrupted in \(file)")
          return Failure.interrupted.status
        }
        console.print(report.lines(isColoured: console.display.isColoured).map { $0 + "\n" }.joined())
        (compared, documents) = (compared + report.compared, documents + 1)
        failures += report.failures
        guard fix, report.correctable > 0 else { continue }
        try StoredText(report.corrected(source)).write(to: launch.context(console).place(toWrite: file))
        failures -= report.correctable
        console.print("        \(report.correctable) written anew\n")
      } catch {
        launch.complain(UnreadableSource.sentence(of: error))
        unreadable += 1
      }
    }
    console.print(Self.summary(compared, failures, documents, isFixing: fix))
    console.finish()
    return failures > 0 ? 3 : unreadable > 0 ? 1 : 0
  }

  private static func summary(_ compared: Int, _ failures: Int, _ documents: Int, isFixing: Bool) -> String {
    let place = documents == 1 ? "a document" : "\(documents) documents"
    let answers = "\(compared) answer\(compared == 1 ? "" : "s")"
    if failures == 0 { return "\(answers) in \(place), all as written\n" }
    let help = isFixing ? "" : "; `--fix` writes what was found"
    return "\(answers) in \(place), \(failures) not as written" + help + "\n"
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
