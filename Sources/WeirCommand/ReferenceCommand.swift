import ArgumentParser
import WeirCatalog
import WeirLanguage
import WeirNotebook

/// `weir reference [NAME]`.
struct ReferenceCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Prints the reference, or a page of it.",
    usage: "weir reference [NAME...]",
    discussion: "Without a name, everything there is, by kind; a kind (`optimizer`) lists what is of it.")

  @OptionGroup(visibility: .hidden) var options: Options

  @Flag(help: "The whole reference as one page of Markdown.")
  var markdown = false

  @ArgumentParser.Argument(help: ArgumentHelp("What to print the page of.", valueName: "name"))
  var names: [String] = []

  func perform() -> Int32 {
    let launch = Launch(options)
    let width = launch.output.display.width
    if markdown {
      Terminal.write(Reference.markdown + "\n")
      return 0
    }
    if names.isEmpty {
      Terminal.write(Reference.all(width: width) + "\n")
      return 0
    }
    var pages: [String] = []
    for name in names {
      guard let page = Reference.page(name, width: width) else {
        let known = Catalogue.all.map(\.name) + Reference.shelves
        launch.complain("nothing is called `\(name)`", help: Spelling.suggestion(for: name, among: known))
        return 1
      }
      pages.append(page)
    }
    Terminal.write(pages.joined(separator: "\n\n") + "\n")
    return 0
  }
}
