import WeirCatalog
import WeirLanguage

/// Everything with a name that has to do with some words, the nearest first.
///
/// What bears them in its name comes before what bears them in its sentence; then comes what bears words that the field
/// uses for the same thing, for who asks for sparsity means density, too; and then what has a setting that bears them.
/// Words agree if one begins with the other's stem.
struct WordSearch {
  /// Where a word was found, the nearest first.
  private enum Place: Int { case exact, name, words, sentence, relatedName, related, setting, details }

  /// What one place says, and the line to show if it is by this that a thing was found.
  private struct Field {
    let place: Place
    let text: String
    let line: Line
  }

  typealias Line = (name: String, text: String)

  /// Words of which each leads to the others.
  private static let alike = [
    ["sparsity", "density", "mask", "prune"], ["curvature", "hessian", "eigenvalue"],
    ["landscape", "barrier", "path"], ["image", "convolution", "filter"], ["plot", "chart", "draw"],
    ["learning", "rate", "schedule"], ["flow", "egf", "vanish", "explode"],
  ]

  private let words: [String]

  /// A search for all of [words], which stand apart by blanks.
  init(_ words: String) {
    self.words = words.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
  }

  /// What has to do with all of the words.
  func lines() -> [Line] {
    guard words.contains(where: { $0.count > 1 }) else { return [] }
    return Self.sorted(Self.things.compactMap(nearest))
  }

  /// What has to do with as many of the words as anything has, where that is not all of them.
  func linesOfSome() -> [Line] {
    // Short words, such as `of`, are everywhere.
    let words = words.filter { $0.count > 3 }
    let counted = Self.things.map { fields in words.filter { Self.field(of: $0, fields) != nil } }
    guard let most = counted.map(\.count).max(), most > 0 else { return [] }
    return Self.sorted(
      zip(Self.things, counted).filter { $1.count == most }.compactMap { fields, words in
        WordSearch(words.joined(separator: " ")).nearest(fields)
      })
  }

  /// The lines of what was [found], the nearest first, none twice.
  private static func sorted(_ found: [Field]) -> [Line] {
    var seen: Set<String> = []
    return found.enumerated()
      .sorted { ($0.element.place.rawValue, $0.offset) < ($1.element.place.rawValue, $1.offset) }
      .map(\.element.line)
      .filter { seen.insert($0.name + "\n" + $0.text).inserted }
  }

  /// The place of that of the words which is found furthest off; nil if one is found nowhere.
  private func nearest(_ fields: [Field]) -> Field? {
    var furthest: Field?
    for word in words {
      guard let field = Self.field(of: word, fields) else { return nil }
      if field.place.rawValue >= furthest?.place.rawValue ?? 0 { furthest = field }
    }
    return furthest
  }

  /// Where [fields] have [word], or say what the field uses for it.
  private static func field(of word: String, _ fields: [Field]) -> Field? {
    nearest(word, fields) ?? related(to: word, fields)
  }

  private static func nearest(_ word: String, _ fields: [Field]) -> Field? {
    let stem = stem(word)
    let found = fields.filter { $0.place == .exact ? $0.text == word : hasWord($0.text, stem) }
    return found.min { $0.place.rawValue < $1.place.rawValue }
  }

  /// Where [fields] say what the field uses for [word], too: in a name or a sentence, for else it would be said of nearly all.
  private static func related(to word: String, _ fields: [Field]) -> Field? {
    let others = alike.filter { group in group.contains { stem($0) == stem(word) } }.joined()
    let near = fields.filter { $0.place.rawValue <= Place.sentence.rawValue }
    let found = others.compactMap { nearest($0, near) }.min { $0.place.rawValue < $1.place.rawValue }
    return found.map { found in
      let isName = found.place.rawValue <= Place.name.rawValue
      return Field(place: isName ? .relatedName : .related, text: "", line: found.line)
    }
  }

  /// Whether a word of [text] begins with [stem].
  private static func hasWord(_ text: String, _ stem: String) -> Bool {
    text.split { !$0.isLetter && !$0.isNumber }.contains { $0.hasPrefix(stem) }
  }

  /// What is left of [word] without an ending that changes in use, if that is at least four letters.
  private static func stem(_ word: String) -> String {
    for ending in ["ities", "ity", "ify", "ing", "ies", "ed", "es", "e", "s"] where word.hasSuffix(ending) {
      if word.count >= ending.count + 4 { return String(word.dropLast(ending.count)) }
    }
    return word
  }

  // MARK: - What there is

  private static let things: [[Field]] = Catalogue.all.map(fields) + members + topics + commands

  private static func fields(of entry: AnyEntry) -> [Field] {
    let line = (entry.name, entry.summary)
    let plain: [(Place, String)] = [
      (.exact, entry.name), (.name, entry.name), (.words, entry.words.joined(separator: " ")),
      (.sentence, entry.summary), (.sentence, entry.shelf.name + " " + entry.shelf.plural),
      (.details, entry.details), (.details, entry.source ?? ""),
    ]
    let settings = entry.settings.map { setting in
      Field(
        place: .setting, text: (setting.name + " " + setting.summary).lowercased(),
        line: ("\(entry.name)(\(setting.name):)", setting.summary))
    }
    return plain.map { Field(place: $0, text: $1.lowercased(), line: line) } + settings
  }

  private static var members: [[Field]] {
    Members.tables.flatMap { table in
      table.members.map { member in
        let line = ("." + member.name, "of \(table.kind): " + member.summary)
        return [
          Field(place: .exact, text: member.name, line: line),
          Field(place: .name, text: member.name.lowercased(), line: line),
          Field(place: .sentence, text: (member.summary + " " + table.kind.name).lowercased(), line: line),
        ]
      }
    }
  }

  /// The lines of what there is help on besides names.
  private static var topics: [[Field]] {
    let keys = Key.all.filter { !$0.label.isEmpty }.map { (Topic.editing, $0.label, $0.help) }
    let rows =
      Topic.trainingRows.map { (Topic.training, $0.name, $0.text) }
      + Topic.languageRows.map { (Topic.language, $0.name, $0.text) }
    return (rows + keys).map { topic, name, text in
      [
        Field(
          place: .setting, text: (topic.rawValue + " " + name + " " + text).lowercased(),
          line: (":help " + topic.rawValue, name + ": " + text))
      ]
    }
  }

  private static var commands: [[Field]] {
    MetaCommand.all.map { command in
      let line = (command.usage, command.summary)
      return [
        Field(place: .name, text: command.name, line: line),
        Field(place: .sentence, text: command.summary.lowercased(), line: line),
      ]
    }
  }
}
