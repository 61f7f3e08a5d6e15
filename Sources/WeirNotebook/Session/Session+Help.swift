import WeirCatalog
import WeirLanguage

// Help at the prompt: made from the catalogue, from the commands and from the keys.
extension Session {
  /// All about [topic]; an overview without one.
  func help(on asked: String) {
    let width = console.display.width
    let topic = Self.withoutCall(asked)
    if topic.isEmpty { return say(overview) }
    if let (word, _) = MetaCommand.split(topic), case .command(let command) = MetaCommand.match(word) {
      return say([command.usage, "", command.summary])
    }
    // A name of one's own hides the catalogue's.
    if let value = interpreter[topic] { return say(describe(topic, value)) }
    if let page = Reference.page(topic, width: width) { return say([page]) }
    if let lines = describeMember(topic) { return say(lines) }
    switch Topic(rawValue: topic) {
    case .editing: return say(keys)
    case .language: return say(TwoColumns.lines(Topic.languageRows, width: width))
    case .training: return say(TwoColumns.lines(Topic.trainingRows, width: width))
    case nil: break
    }
    let search = WordSearch(topic)
    let found = search.lines()
    if !found.isEmpty { return say(nearest(found, "`:help \(topic) WORD` narrows it")) }
    let some = search.linesOfSome()
    if !some.isEmpty {
      return say(["nothing has to do with all of `\(topic)`; with some of it:"] + nearest(some))
    }
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

  /// The first of what was [found], the nearest, and how many there are besides: at a terminal no more than it holds, for
  /// what is nearest stands at the top. [advice] says how to find the others.
  private func nearest(_ found: [WordSearch.Line], _ advice: String = "") -> [String] {
    let blocks = TwoColumns.blocks(found.prefix(40).map { $0 }, width: console.display.width)
    var rows = reader.isTyped ? max(8, console.display.height - 4) : .max
    let shown = blocks.prefix { block in
      rows -= block.count
      return rows >= 0
    }
    let more = found.count - shown.count
    let hint = "... and \(more) more, less near" + (advice.isEmpty ? "" : "; " + advice)
    return shown.flatMap { $0 } + (more > 0 ? [hint] : [])
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

  /// What stands behind the last dot of [topic]: a member of what stands in front of it, as far as that is known, or a
  /// function that takes it first.
  private func describeMember(_ topic: String) -> [String]? {
    guard let dot = topic.lastIndex(of: ".") else { return nil }
    let (owner, name) = (String(topic[..<dot]), String(topic[dot...].dropFirst()))
    guard !name.isEmpty else { return nil }
    let found = interpreter.complete(topic, at: topic.utf8.count).filter { $0.text == name }
    let members = found.filter { $0.sort == .member }.map(\.summary)
    // Nobody knows what a name that is not bound would stand for.
    let isOpen = interpreter[owner] == nil && owner.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    var kinds: Set<Kind> = []
    let tables = Members.tables.compactMap { table in
      table.members.first { $0.name == name && (isOpen || members.contains($0.summary)) }.map {
        (table.kind, $0)
      }
    }.filter { kinds.insert($0.0).inserted }
    if !tables.isEmpty {
      return tables.flatMap { kind, member in
        AnyEntry.wrap("`.\(name)` of \(kind): \(member.summary)", width: console.display.width)
      }
    }
    if let summary = members.first { return ["`.\(name)` \(summary)"] }
    return Catalogue[name].map { [$0.helpPage(width: console.display.width)] }
  }

  /// [topic] without a call that it ends in, or is still in the middle of: `erk` of `erk(` and of `erk(power: 2)`.
  static func withoutCall(_ topic: String) -> String {
    var open: [String.Index] = []
    var last: String.Index?
    for place in topic.indices {
      last = nil
      if topic[place] == "(" { open.append(place) }
      if topic[place] == ")" { last = open.popLast() }
    }
    guard let end = open.first ?? last, end > topic.startIndex else { return topic }
    return String(topic[..<end]).trimmed
  }
}
