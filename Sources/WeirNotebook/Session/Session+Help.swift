import WeirCatalog
import WeirLanguage

// Help at the prompt: made from the catalogue, from the commands and from the keys.
extension Session {
  /// All about [topic]; an overview without one.
  func help(on topic: String) {
    let width = console.display.width
    if topic.isEmpty { return say(overview) }
    if let (word, _) = MetaCommand.split(topic), case .command(let command) = MetaCommand.match(word) {
      return say([command.usage, "", command.summary])
    }
    // A name of one's own hides the catalogue's.
    if let value = interpreter[topic] { return say(describe(topic, value)) }
    if let page = Reference.page(topic, width: width) { return say([page]) }
    if let page = describeMember(topic) { return say([page]) }
    switch Topic(rawValue: topic) {
    case .editing: return say(keys)
    case .language: return say(TwoColumns.lines(Topic.languageRows, width: width))
    case .training: return say(TwoColumns.lines(Topic.trainingRows, width: width))
    case nil: break
    }
    let found = WordSearch(topic).lines()
    if !found.isEmpty { return say(nearest(found, to: topic)) }
    let known =
      Catalogue.all.map(\.name) + interpreter.variables.map(\.name) + Reference.shelves + Topic.names
    complain("nothing is called `\(topic)`", help: Spelling.nearest(to: topic, among: known))
  }

  /// Shows the programs in which [name] occurs on its page, and has them at hand.
  func showExamples(of name: String) {
    guard let entry = Catalogue[name] else {
      return complain(
        "nothing is called `\(name)`", help: Spelling.nearest(to: name, among: Catalogue.all.map(\.name)))
    }
    history.offer(entry.examples.map(\.code))
    say(
      entry.examples.map {
        $0.code + ($0.result.map { "\n#= " + $0.replacing("\n", with: "\n#  ") } ?? "") + "\n"
      })
  }

  /// The first of what was [found] on [words], and how many there are besides.
  private func nearest(_ found: [WordSearch.Line], to words: String) -> [String] {
    let most = 40
    let lines = TwoColumns.lines(found.prefix(most).map { $0 }, width: console.display.width)
    let more = found.count - most
    return lines + (more > 0 ? ["... and \(more) more, less near; `:help \(words) WORD` narrows it"] : [])
  }

  private var overview: [String] {
    let hints = [
      ("_, _3", "the last value, and that of cell 3"),
      ("CODE;", "runs CODE and hides its value"),
      ("?NAME", "all about a name: `?train`; so do `NAME?` and `:help NAME`"),
      ("?WORD", "what has to do with a word: `?prune`"),
    ]
    let topics = Topic.allCases.map { (":help " + $0.rawValue, $0.summary) }
    let shelves = [(":help optimizer", "what optimizers there are; likewise " + others)]
    let commands = MetaCommand.all.map { ($0.usage, $0.summary) }
    return TwoColumns.lines(hints + topics + shelves + commands, width: console.display.width)
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

  /// What `name.member` is, for a name that stands for something with such a member.
  private func describeMember(_ topic: String) -> String? {
    let parts = topic.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let owner = interpreter[parts[0]],
      let member = Members.named(parts[1], of: owner.kind)
    else { return nil }
    return "`.\(member.name)` of \(owner.kind): \(member.summary)"
  }
}
