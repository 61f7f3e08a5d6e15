import WeirCatalog
import WeirLanguage

/// The language's part of editing at the prompt, with that of the commands behind a colon.
public final class LanguageAssistant: Assistant {
  private let interpreter: Interpreter
  /// The cells that there are; nil where there is no session.
  private var notebook: Notebook? { session?.notebook }
  /// The session whose cells can be run again.
  public weak var session: Session?

  /// An assistant that knows the names of [interpreter].
  public init(_ interpreter: Interpreter) { self.interpreter = interpreter }

  /// Commands and questions are one line.
  public func completeness(of text: String) -> Completeness {
    if Session.isNoCode(text) { return .complete }
    return WeirLanguage.completeness(of: text)
  }

  /// Commands behind a colon, topics behind a question mark; else what the language offers.
  public func suggestions(for text: String) -> Suggestions {
    guard let (word, argument) = MetaCommand.split(text) else {
      if text.hasPrefix("?") { return topics(beginningWith: String(text.dropFirst())) }
      return code(text)
    }
    if argument.isEmpty, text.last?.isWhitespace == false {
      let commands = MetaCommand.all.filter { $0.name.hasPrefix(word) }
      let items = commands.map { command in
        Suggestions.Item(":" + command.name + (command.argument.isEmpty ? "" : " "), help: command.summary)
      }
      return Suggestions(typed: word.unicodeScalars.count + 1, items: items)
    }
    guard case .command(let command) = MetaCommand.match(word) else { return Suggestions() }
    switch command.completes {
    case .nothing: return Suggestions()
    case .code: return code(argument)
    case .topics: return topics(beginningWith: argument)
    // As inside of a text.
    case .files: return code("\"" + argument)
    case .cells: return cells(beginningWith: argument)
    }
  }

  private func cells(beginningWith word: String) -> Suggestions {
    let some = notebook?.cells.filter { $0.number != nil } ?? []
    let numbered = some.map { Suggestions.Item("\($0.number ?? 0)", help: $0.title) }
    let titled = some.filter { !$0.part.title.isEmpty }.map { Suggestions.Item($0.part.title) }
    let words = [
      Suggestions.Item("all", help: "those of the script"),
      Suggestions.Item("stale", help: "those to be run again"),
    ]
    return Suggestions(
      typed: word.unicodeScalars.count, items: (numbered + titled + words).filter { $0.text.hasPrefix(word) })
  }

  private func code(_ text: String) -> Suggestions {
    let found = interpreter.complete(text, at: text.utf8.count)
    // What is typed is the same for all of them.
    let typed = found.first.map { String(decoding: Array(text.utf8)[$0.replaces.start...], as: UTF8.self) }
    // Where nothing is typed yet, what a call takes is what one wants to see; nobody reads hundreds of names.
    let takes = found.contains { $0.sort == .label } && typed?.isEmpty == true
    let shown = found.filter { !takes || [.label, .choice, .variable].contains($0.sort) }
    let items = shown.map { Suggestions.Item($0.text, help: $0.summary, isWrapped: $0.sort == .label) }
    return Suggestions(
      typed: typed?.unicodeScalars.count ?? 0, items: items, further: found.count - shown.count)
  }

  private func topics(beginningWith word: String) -> Suggestions {
    let own = interpreter.variables.map { Suggestions.Item($0.name, help: "\($0.value.kind)") }
    let entries = Catalogue.all.map { Suggestions.Item($0.name, help: $0.summary) }
    let lists = Reference.shelves.map { Suggestions.Item($0, help: "a list of them") }
    let items = own + entries + lists + Topic.allCases.map { Suggestions.Item($0.rawValue, help: $0.summary) }
    var seen: Set<String> = []
    return Suggestions(
      typed: word.unicodeScalars.count,
      items: items.filter { $0.text.hasPrefix(word) && seen.insert($0.text).inserted })
  }

  /// The colours of [text].
  public func styles(of text: String) -> [Style] {
    let isCommand = MetaCommand.split(text) != nil
    // Pieces are given in bytes, styles in scalars.
    let bytes = Array(text.utf8)
    var styles = [Style](repeating: .plain, count: bytes.count)
    for token in tokens(of: text) {
      let name = bytes[token.span.start..<token.span.end]
      let style = Self.style(of: token.role, isKnown: Catalogue[String(decoding: name, as: UTF8.self)] != nil)
      for place in token.span.start..<token.span.end { styles[place] = style }
    }
    var (place, result) = (0, [Style]())
    for scalar in text.unicodeScalars {
      result.append(isCommand && scalar == ":" && place == 0 ? .keyword : styles[place])
      place += String(scalar).utf8.count
    }
    return result
  }

  private static func style(of role: HighlightedToken.Role, isKnown: Bool) -> Style {
    switch role {
    case .keyword: .keyword
    case .number: .number
    case .text: .text
    case .name: isKnown ? .call : .plain
    case .label: .label
    case .comment: .comment
    case .operator: .plain
    }
  }
}
