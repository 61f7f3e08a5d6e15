import ArgumentParser
import WeirEngine
import WeirLanguage

/// `weir worker FOLDER WORK`: what a study starts beside itself. Nobody else calls it.
struct WorkerCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Runs cells of a study, as the study asks for them.",
    usage: "weir worker FOLDER WORK [--all]",
    discussion: "`study` starts it by itself. Exit status: 0, or 1 if the study cannot be read.")

  @OptionGroup(visibility: .hidden) var options: Options

  @ArgumentParser.Argument(help: ArgumentHelp("The folder of the study.", valueName: "folder"))
  var folder: String

  @ArgumentParser.Argument(help: ArgumentHelp("Which of its pieces of work.", valueName: "work"))
  var work: String

  @Flag(help: "Runs every cell that nobody else is at, and asks nobody.")
  var all = false

  func perform() -> Int32 {
    let launch = Launch(options)
    var context = launch.context(SilentHost())
    context.execution = Execution(threads: 1)
    let worker = StudyWorker(folder: folder, work: work, context)
    return all ? worker.runAll() : worker.serve()
  }
}
