import ArgumentParser
import WeirCatalog
import WeirLanguage
import WeirNotebook

/// `weir check FILE…`.
struct CheckCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Finds what is wrong with scripts without running them.",
    usage: "weir check FILE...",
    discussion: """
      Of Markdown, what stands in its fences marked `weir` is checked, as one program.

      Exit status: 0 if no mistake was found, else 1.
      """)

  @OptionGroup(visibility: .hidden) var options: Options

  @ArgumentParser.Argument(
    help: ArgumentHelp("A script, or Markdown; `-` for standard input.", valueName: "file"))
  var files: [String]

  func perform() -> Int32 {
    let launch = Launch(options)
    let console = launch.console(isInteractive: false)
    var status: Int32 = 0
    for file in files {
      if Export.isNotebook(file), let (message, help) = Export.noScript(file) {
        launch.complain(message, help: help)
        status = 1
        continue
      }
      do throws(UnreadableSource) {
        let source = try Launch.source(file)
        let markdown = MarkdownCode.isMarkdown(file) ? MarkdownCode(source) : nil
        if markdown?.isEmpty == true, markdown?.mistakes.isEmpty == true {
          console.print("\(source.name): no fence marked `weir`\n")
          continue
        }
        let program = markdown?.program() ?? source
        let found =
          (markdown?.mistakes ?? []) + Interpreter(context: launch.context(console)).check(program)
        console.report(found)
        let errors = found.count { $0.severity == .error }
        if errors > 0 { status = 1 }
        console.print("\(source.name): " + Self.count(errors) + "\n")
      } catch {
        launch.complain(error.message)
        status = 1
      }
    }
    console.finish()
    return status
  }

  private static func count(_ errors: Int) -> String {
    switch errors {
    case 0: "no mistake found"
    case 1: "1 mistake"
    default: "\(errors) mistakes"
    }
  }
}
