import Foundation
import Testing

@testable import WeirLanguage

@Suite struct CompletionTests {
  /// What may stand at the end of [text], in a session that has run [program].
  private func completions(_ text: String, after program: String = "") throws -> [Completion] {
    let (interpreter, _) = Interpreter.recording()
    try interpreter.run(program)
    return interpreter.complete(text, at: text.utf8.count)
  }

  @Test(arguments: [
    ("spars", "", "sparsify"), ("my", "my_net = 3", "my_net"), ("other = 1; oth", "", "other"),
    ("train(ne", "net = mlp([2, 2])", "net"), ("tru", "", "true"), ("x = [p", "", "pi"),
    ("sgd(", "", "lr: "), ("sgd(lr: 0.1, m", "", "momentum: "), ("net.train(data, opt", "", "optimizer: "),
    ("kaiming(fan: ", "", "unit"), ("train(net, data, optimizer: ad", "", "adam"),
    ("mlp([2, 3]).", "", "layers"), ("net.dens", "net = mlp([2, 3])", "density"),
    ("n = mlp([2, 3])\nn.spar", "", "sparsify"), ("r.l", "r = {lr: 1}", "lr"),
    ("gain(1, b", "fn gain(a, bias = 0) = a", "bias: "), ("\"\\(my", "my_net = 3", "my_net"),
    ("[1, 2].len", "", "length"), ("xs.ma", "xs = [1]", "map"), ("fn f(aaa, bbb = 1) = a", "", "aaa"),
    ("fn f(aaa, bbb = 1) = b", "", "bbb"), ("g = (aaa, bbb) => a", "", "aaa"),
    ("fn f(\n  aaa) {\n  a", "", "aaa"),
  ])
  func `what is likely is offered`(text: String, program: String, expected: String) throws {
    let found = try completions(text, after: program)
    #expect(found.contains { $0.text == expected }, "found \(found.prefix(8).map(\.text))")
  }

  @Test(arguments: [
    ("sgd(lr: 0.1, l", "lr: "), ("# net", "net"), ("\"net", "net"), ("mlp([2, 3]).tr", "true"), ("12", "1"),
    ("net.density: ", "lr: "),
  ])
  func `what makes no sense is not offered`(text: String, unexpected: String) throws {
    #expect(try !completions(text).contains { $0.text == unexpected })
  }

  @Test(arguments: [
    ("net.layers[0].", "weights", "fan_in"), ("net.layers[0].mask.", "fan_in", "weights"),
    ("mlp([2, 3]).layers[0].", "bias", "loss"),
    ("[net, net][0].layers[-1].mask.", "fan_out", "loss"), ("n = net\nn.layers[0].we", "weights", "loss"),
    ("mlp([1]).layers[0].", "weights", "egf"), ("net.layers.", "map", "loss"), ("net.", "loss", "sgd"),
    ("net.layers.", "map", "weights"), ("net.layers[0].mask.fan_in.", "map", "weights"),
  ])
  func `behind a dot stand the members of what is in front of it, and no others`(
    text: String, expected: String, unexpected: String
  ) throws {
    // Behind anything but a name those of every kind were offered.
    let found = try completions(text, after: "net = mlp([2, 3])").map(\.text)
    #expect(found.contains(expected) && !found.contains(unexpected), "found \(found)")
  }

  @Test func `labels come first, with what they accept`() throws {
    let found = try completions("sgd(")
    #expect(found.first?.text == "lr: " && found.first?.sort == .label)
    #expect(found.first?.summary.hasPrefix("a number in 0...1000; default 0.001. ") == true)
  }

  @Test func `a completion says what it replaces`() throws {
    #expect(try completions("é = sgd(momen").first?.replaces == Span(9, 14))
  }

  @Test func `files are completed inside of texts`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("weir-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("data"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data().write(to: folder.appendingPathComponent("data/one.csv"))
    let (interpreter, _) = Interpreter.recording(folder: folder.path)
    #expect(interpreter.complete("csv(\"da", at: 7).map(\.text) == ["data/"])
    let text = "csv(\"data/o"
    #expect(interpreter.complete(text, at: 11).map(\.text) == ["one.csv"])
    #expect(interpreter.complete("csv(\"nowhere/", at: 13).isEmpty)
  }

  @Test func `every prefix of a program can be completed`() throws {
    let program =
      "net = mlp([2, 3], activation: relu).sparsify(density: 10%)\nprint(\"a \\(net.layers[0].w)\")"
    let (interpreter, _) = Interpreter.recording()
    for offset in 0...program.utf8.count { _ = interpreter.complete(program, at: offset) }
  }
}
