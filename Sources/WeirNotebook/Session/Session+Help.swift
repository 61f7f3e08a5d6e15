import WeirCatalog
import WeirLanguage

// Help at the prompt: made from the catalogue, from the commands and from the keys.
extension Session {
  /// All about [topic]; an overview without one.
  func help(on topic: String) {
    if topic.isEmpty { return say(overview) }
    if topic == Self.editing { return say(keys) }
    if let (word, _) = MetaCommand.split(topic), case .command(let command) = MetaCommand.match(word) {
      return say([command.usage, "", command.summary])
    }
    // A name of one's own hides the catalogue's.
    if let value = interpreter[topic] {
      return say(describe(topic, value))
    }
    if let page = Reference.page(topic, width: console.display.width) { return say([page]) }
    let known =
      Catalogue.all.map(\.name) + interpreter.variables.map(\.name) + Reference.shelves + [Self.editing]
    complain("nothing is called `\(topic)`", help: Spelling.nearest(to: topic, among: known))
  }

  /// The topic of what the keys do.
  static let editing = "editing"

  private var overview: [String] {
    let hints = [
      ("1 + 1", "`_` is the last value, `_3` that of cell 3; `;` at the end hides it"),
      ("?train", "all about `train`; so do `train?` and `:help train`"),
      (":help editing", "what the keys do"),
      (":help optimizer", "what optimizers there are; likewise " + others + ""),
    ]
    let commands = MetaCommand.all.map { ($0.usage, $0.summary) }
    return TwoColumns.lines(hints + commands, width: console.display.width)
  }

  /// The other shelves, for a sentence.
  private var others: String {
    Reference.shelves.filter { $0 != "optimizer" }.joined(separator: ", ")
  }

  private var keys: [String] {
    TwoColumns.lines(
      Key.all.filter { !$0.label.isEmpty }.map { ($0.label, $0.help) }, width: console.display.width)
  }

  /// What a name of the person's own stands for, and what can be asked of that.
  private func describe(_ name: String, _ value: Value) -> [String] {
    let width = console.display.width
    let members = Members.of(value.kind).map { ("." + $0.name, $0.summary) }
    let text = interpreter.help(for: name) ?? name
    return [text] + (members.isEmpty ? [] : [""]) + TwoColumns.lines(members, indent: 2, width: width)
  }
}
