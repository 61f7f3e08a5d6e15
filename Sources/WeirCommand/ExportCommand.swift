import ArgumentParser
import WeirCatalog
import WeirEngine
import WeirLanguage
import WeirNotebook

/// `weir export FILE --to FORM`.
struct ExportCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Runs a script, and makes a document of it and of what came of it.",
    usage: "weir export FILE [ARG...] --to html|ipynb|md|weir [-o OUT] [--no-run]",
    discussion: """
      A notebook of Jupyter (.ipynb) can be given as well, and comes back as a script with `--to weir`; and Markdown, whose \
      fences marked `weir` are the code. The document is \
      written even if the script fails, up to there. Exit status: that of running the script.
      """)

  @OptionGroup(visibility: .hidden) var options: Options

  @ArgumentParser.Argument(help: ArgumentHelp("A script, a notebook, or Markdown.", valueName: "file"))
  var file: String

  @ArgumentParser.Argument(help: ArgumentHelp("What the script sees as `args`.", valueName: "arg"))
  var words: [String] = []

  @Option(help: ArgumentHelp("The form of the document.", valueName: "form"))
  var to: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "Where it is written; beside the file without it. `-` is standard output.", valueName: "out"))
  var output: String?

  @Flag(name: .customLong("no-run"), help: "Runs nothing: the document has no outputs.")
  var skipsRun = false

  func validate() throws { _ = try form() }

  /// What was asked for, or what the ending of the output says.
  private func form() throws -> any DocumentFormat.Type {
    let names = documentFormats.map { $0.name }
    let list = names.joined(separator: ", ")
    let ending = output?.split(separator: ".").last.map { $0.lowercased() }
    guard let wished = to ?? ending else {
      throw ValidationError("say in which form: --to with one of \(list)")
    }
    guard let form = documentFormats.first(where: { $0.name == wished }) else {
      let hint = Spelling.suggestion(for: wished, among: names).map { "; " + $0 } ?? ""
      throw ValidationError("there is no form `\(wished)`, but there are \(list)" + hint)
    }
    return form
  }

  func perform() throws -> Int32 {
    let form = try form()
    let launch = Launch(options)
    let console = launch.console(isInteractive: false)
    let recorder = Recorder(console)
    let interpreter = Interpreter(context: launch.context(recorder, arguments: words))
    do {
      let target = output ?? Self.target(file, form.name)
      guard target == "-" || target != file else {
        launch.complain(
          "`\(file)` would be replaced by what is made of it", help: "give another place by `-o`")
        return 1
      }
      let place = try target == "-" ? nil : interpreter.context.place(toWrite: target)
      let export = try export(running: interpreter)
      let (text, status) = export.text(
        in: form, running: skipsRun ? nil : interpreter, recorder, console)
      guard let text else { return status }
      if let place { try StoredText(text).write(to: place) } else { Terminal.write(text) }
      if place != nil, !options.quiet { console.note("written: " + target) }
      return status
    } catch let error as UnreadableSource {
      launch.complain(error.message)
    } catch let error as DataError {
      launch.complain(error.message)
    } catch let error as CallError {
      launch.complain(error.message, help: error.suggestion)
    }
    return 1
  }

  /// What is to be exported; fences that need a dataset are run if [interpreter] finds it.
  private func export(running interpreter: Interpreter) throws -> Export {
    if Export.isNotebook(file) { return try Export(notebook: file) }
    let source = try Launch.source(file)
    guard MarkdownCode.isMarkdown(file) else { return Export(script: source) }
    return Export(
      MarkdownCode(source) { name in
        (try? interpreter.run(SourceText(name: "needs", text: "available(\(name))"))) == .truth(true)
      })
  }

  /// The place of the document beside [file].
  private static func target(_ file: String, _ ending: String) -> String {
    guard file != "-" else { return "-" }
    let name = file.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let stem = name.lastIndex(of: ".").map { $0 == name.startIndex ? name : name[..<$0] } ?? name
    return String(file.dropLast(name.count)) + stem + "." + ending
  }
}
