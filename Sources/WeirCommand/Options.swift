import ArgumentParser
import WeirLanguage
import WeirNotebook
import WeirPlot

extension Abilities.Wishes.Colour: ExpressibleByArgument {}

/// How errors are told, or as the characters allow.
enum ErrorsChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, graphical, ascii, narrated

  var form: DiagnosticForm? {
    switch self {
    case .auto: nil
    case .graphical: .graphical
    case .ascii: .ascii
    case .narrated: .narrated
    }
  }
}

/// The characters to draw with, or whatever the locale allows.
enum CharsetChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, ascii, block, braille

  var charset: Display.Charset? {
    switch self {
    case .auto: nil
    case .ascii: .ascii
    case .block: .block
    case .braille: .braille
    }
  }
}

/// What can be chosen for all that Weir does. These options stand in front of the script's name; what
/// stands behind it belongs to the script.
struct Options: ParsableArguments {
  @Flag(
    name: [.customShort("i"), .long], help: "Opens the script at the prompt, cell by cell, and goes on there."
  )
  var interactive = false

  @Flag(name: [.short, .long], help: "Shows neither banner nor progress.")
  var quiet = false

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The seed of all that is not given one.", valueName: "n"))
  var seed = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads to compute on; all processors without it.", valueName: "n"))
  var threads: Int?

  @Flag(help: "Writes no file outside this folder, and does not use the network.")
  var safe = false

  @Option(help: ArgumentHelp("When to use colour.", valueName: "when"))
  var color = Abilities.Wishes.Colour.auto

  @Option(help: ArgumentHelp("Characters to draw with.", valueName: "set"))
  var charset = CharsetChoice.auto

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Columns to use; those of the terminal without it.", valueName: "n"))
  var width: Int?

  @Option(help: ArgumentHelp("How errors are told: drawn, or narrated in sentences.", valueName: "form"))
  var errors = ErrorsChoice.auto

  @Option(help: ArgumentHelp("Records the session, or the script, for `weir replay`.", valueName: "file"))
  var record: String?

  @Flag(name: .customLong("no-init"), help: "Does not run your init.weir before the prompt.")
  var skipsInit = false

  var wishes: Abilities.Wishes {
    Abilities.Wishes(colour: color, charset: charset.charset, width: width, errors: errors.form)
  }

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("`--threads` must be an integer in 1...1024, but is \(threads)")
    }
    if let width, !(20...10_000).contains(width) {
      throw ValidationError("`--width` must be an integer in 20...10000, but is \(width)")
    }
  }
}
