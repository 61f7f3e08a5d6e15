import ArgumentParser
import WeirCatalog
import WeirEngine
import WeirLanguage
import WeirNotebook

/// `weir replay TRANSCRIPT`.
struct ReplayCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Runs a recorded session again, and compares what comes of it to the last bit.",
    usage: "weir replay TRANSCRIPT",
    discussion: """
      `weir --record FILE` records a session, or the run of a script: what was run, and digests of what it came to. It is \
      replayed in the folder in which it was recorded, with any number of threads; files that it wrote are written again.

      Exit status: 0 if all is the same; 4 if not, with the first cell and value that differ; 1 if the record cannot be \
      read, 130 interrupted.
      """)

  @OptionGroup(visibility: .hidden) var options: Options

  @ArgumentParser.Argument(help: ArgumentHelp("A recorded session.", valueName: "transcript"))
  var file: String

  func perform() -> Int32 {
    let launch = Launch(options)
    let console = launch.console(isInteractive: false)
    let replay: Replay
    do { replay = try Replay(Launch.source(file)) } catch {
      launch.complain(UnreadableSource.sentence(of: error))
      return 1
    }
    let head = replay.head
    let outcome = replay.run(console: console) {
      launch.context($0, arguments: head.arguments, seed: head.seed)
    }
    console.finish()
    switch outcome {
    case .same(let cells, let values):
      console.print("\(Self.count(cells, "cell")), \(Self.count(values, "value")): all the same\n")
      console.finish()
      return 0
    case .different(let what):
      launch.complain(what, help: Self.reason(head))
      return 4
    case .interrupted:
      console.note("interrupted")
      return Failure.interrupted.status
    }
  }

  /// What may explain another result here than where [head] was recorded.
  private static func reason(_ head: TranscriptHead) -> String? {
    if head.version != Version.text {
      return "it was recorded by Weir \(head.version); this is \(Version.text)"
    }
    guard head.instructions != Processor.instructions else { return nil }
    return "it was recorded with \(head.instructions), and this machine computes with "
      + "\(Processor.instructions): last digits may differ"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)" + (number == 1 ? "" : "s")
  }
}
