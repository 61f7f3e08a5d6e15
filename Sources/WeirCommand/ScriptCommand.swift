import ArgumentParser
import WeirCatalog
import WeirNotebook

/// `weir`, `weir FILE`, `weir -e CODE`: the prompt, or a script.
struct ScriptCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "weir", abstract: "Trains sparse networks and shows how their gradients flow.",
    usage: """
      weir                             the prompt; a script, if standard input is no terminal
      weir [OPTION...] FILE [ARG...]   runs a script; `args` holds the rest
      weir [OPTION...] - [ARG...]      runs standard input
      weir [OPTION...] -e CODE         runs CODE and prints its value
      weir check FILE...               finds what is wrong with scripts without running them
      weir test FILE...                compares what documents show with what comes of it
      weir export FILE --to FORM       runs a script, and makes a document of it: html, ipynb, md
      weir replay TRANSCRIPT           runs a recorded session again, and compares what comes of it
      weir doctor                      what this machine offers, and what was found on it
      weir selftest                    numbers of papers and other systems beside Weir's, here
      weir reference [NAME]            the reference, or a page of it
      """,
    discussion: """
      A script named like one of these words is run as `weir ./check` or `weir run check`.

      Exit status: 0 fine, 1 error, 2 wrong call, 3 a failed `expect` or document, 4 a replay to which \
      something else comes, 130 interrupted.
      """)

  @OptionGroup var options: Options

  @Option(
    name: .customShort("e"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Runs CODE and prints the value of its last expression.", valueName: "code"))
  var code: [String] = []

  @ArgumentParser.Argument(parsing: .captureForPassthrough, help: .hidden)
  var words: [String] = []

  func validate() throws {
    // The parser takes the rest of the line as it stands, so these two are seen here.
    guard let first = words.first, first.hasPrefix("-"), first != "-", first != "--" else { return }
    if ["-h", "--help"].contains(first) { throw CleanExit.helpRequest(self) }
    if first == "--version" { throw CleanExit.message("Weir " + Version.text) }
    // What else looks like an option is none of ours.
    let known = Self.helpMessage().split { " ,\n".contains($0) }.filter { $0.hasPrefix("--") }.map(
      String.init)
    let name = String(first.prefix { $0 != "=" })
    let hint = Spelling.suggestion(for: name, among: known).map { "; " + $0 } ?? ""
    throw ValidationError("there is no option `\(name)`" + hint)
  }

  func perform() throws -> Int32 {
    let words = words.first == "--" ? Array(words.dropFirst()) : words
    let launch = Launch(options)
    if !code.isEmpty { return launch.evaluate(code.joined(separator: "\n"), arguments: words) }
    if let file = words.first { return launch.run(file, arguments: Array(words.dropFirst())) }
    return launch.start()
  }
}
