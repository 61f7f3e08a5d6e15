import Testing

@testable import WeirNotebook

@Suite struct MetaCommandTests {
  private func described(_ match: MetaCommand.Match) -> String {
    switch match {
    case .command(let command): command.name
    case .ambiguous(let commands): "ambiguous: " + commands.map(\.name).joined(separator: " ")
    case .unknown(let nearest): "unknown, near " + (nearest ?? "nothing")
    }
  }

  @Test(
    arguments: [
      ("help", "help"), ("he", "help"), ("q", "quit"), ("h", "ambiguous: help history"),
      ("re", "ambiguous: resume rerun reset"), ("res", "ambiguous: resume reset"), ("rese", "reset"),
      ("quti", "unknown, near quit"), ("x", "unknown, near nothing"), ("", "unknown, near nothing"),
    ])
  func `as many letters will do as tell a command from the others`(word: String, found: String) {
    #expect(described(MetaCommand.match(word)) == found)
  }

  @Test(arguments: MetaCommand.all)
  func `every command says what it does and how it is typed`(command: MetaCommand) {
    #expect(command.summary.last == "." && command.summary.first?.isUppercase == true)
    #expect(command.usage.hasPrefix(":" + command.name))
    #expect(described(MetaCommand.match(command.name)) == command.name)
  }

  @Test func `no two commands have one name`() {
    #expect(Set(MetaCommand.all.map(\.name)).count == MetaCommand.all.count)
  }

  @Test(
    arguments: [
      (":time f(x) ", "time", "f(x)"), (" :q", "q", ""), (":", "", ""), (":help  a b", "help", "a b"),
    ])
  func `a command is a word and what follows it`(text: String, word: String, argument: String) {
    let parts = MetaCommand.split(text)
    #expect(parts?.word == word)
    #expect(parts?.argument == argument)
  }

  @Test func `code is no command`() { #expect(MetaCommand.split("x = {a: 1}") == nil) }

  @Test(
    arguments: [
      ("?train", "train"), ("train?", "train"), (" ??train ", "train"), ("?", ""), ("run.net?", "run.net"),
      ("?:help", ":help"), ("? pruning method", "pruning method"), ("x = 1 # why?", nil), ("\"why?\"", nil),
      ("train", nil), ("f(x)?", nil),
      ("?erk(", "erk("), ("?net.layers[0].mask", "net.layers[0].mask"),
    ] as [(String, String?)])
  func `a question asks about a name`(text: String, topic: String?) {
    #expect(Session.question(text) == topic)
  }

  @Test(
    arguments: [
      ("erk(", "erk"), ("erk(power: 2)", "erk"), ("train(mlp([2, 2]), sgd(", "train"),
      ("net.train(", "net.train"),
      ("mlp([2, 2]).layers", "mlp([2, 2]).layers"), ("mlp([2]).sparsify(a", "mlp([2]).sparsify"),
      ("pruning method", "pruning method"), ("(", "("), (")", ")"), ("", ""),
    ])
  func `a question is about what is called`(topic: String, name: String) {
    #expect(Session.withoutCall(topic) == name)
  }

  @Test(arguments: [
    (1.234, "1.23 s"), (12.34, "12.3 s"), (0.0123, "12.3 ms"), (4.56e-6, "4.56 us"), (0, "0.00 us"),
  ])
  func `times have three figures`(seconds: Double, text: String) {
    #expect(Session.span(.seconds(seconds)) == text)
  }

  @Test func `two columns wrap the second between words`() {
    let rows = [("a", "one two three four"), ("long", "x")]
    #expect(
      TwoColumns.lines(rows, indent: 1, width: 28) == [
        " a     one two three four", " long  x",
      ])
    #expect(
      TwoColumns.lines([("a", "one two three four five six")], width: 23) == [
        "a  one two three four", "   five six",
      ])
  }
}
