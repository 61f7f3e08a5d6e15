import Testing

@testable import WeirFuzz
@testable import WeirLanguage

/// Programs made by chance according to the grammar: most run a good way, and none may crash.
private struct ProgramGenerator {
  var random: Mixer
  private let names = ["a", "b", "c", "f", "g", "mean", "x"]

  init(seed: UInt64) { random = Mixer(state: seed) }

  private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
  private mutating func chance(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
  private mutating func name() -> String { pick(names) }

  mutating func program() -> String {
    // Most names mean something from the beginning.
    let start = [
      "a = 1", "b = [1, 2.5, \"c\"]", "c = {a: 1, f: x => x}", "x = 0...3", "fn g(x, y = 2) = [x, y]",
    ]
    return (start.filter { _ in chance(8) > 0 } + statements(depth: 3)).joined(separator: "\n")
  }

  private mutating func statements(depth: Int) -> [String] {
    (0...chance(4)).map { _ in statement(depth: depth) }
  }

  private mutating func block(depth: Int) -> String {
    "{\n" + statements(depth: depth - 1).joined(separator: chance(4) == 0 ? "; " : "\n") + "\n}"
  }

  private mutating func statement(depth: Int) -> String {
    guard depth > 0 else { return expression(depth: 1) }
    switch chance(14) {
    case 0...3: return name() + " = " + expression(depth: depth)
    case 4: return "fn \(pick(["f", "g", "h"]))(\(parameters(depth: depth))) = " + expression(depth: depth)
    case 5:
      let leave = "if \(expression(depth: 1)) { return \(expression(depth: 0)) }"
      return
        "fn \(pick(["f", "g", "h"]))(\(parameters(depth: depth))) {\n\(leave)\n\(expression(depth: depth))\n}"
    case 6:
      let leave = "if \(expression(depth: 1)) { \(pick(["break", "continue"])) }"
      return
        "for \(pick(["i", "a", "i, j"])) in \(expression(depth: 1)) {\n\(leave)\n\(statement(depth: depth - 1))\n}"
    case 7: return "while \(expression(depth: 1)) {\n\(statement(depth: depth - 1))\nbreak\n}"
    case 8: return "expect " + expression(depth: depth)
    default: return expression(depth: depth)
    }
  }

  private mutating func parameters(depth: Int) -> String {
    pick(["", "x", "a, b", "a, b = " + expression(depth: depth - 1), "x = { a = 1; a }"])
  }

  mutating func expression(depth: Int) -> String {
    guard depth > 0 else {
      return pick(
        ["0", "1", "-3", "2.5", "\"t\"", "true", "none", "[]", "{}", "pi", "sum", "len"] + names + names)
    }
    func inner(_ generator: inout Self) -> String { generator.expression(depth: depth - 1) }
    switch chance(22) {
    case 0...3:
      let symbol = pick(["+", "-", "*", "/", "div", "mod", "==", "!=", "<", ">=", "in", "and", "or"])
      return "(\(inner(&self)) \(symbol) \(inner(&self)))"
    case 4: return "(" + pick(["-", "not "]) + inner(&self) + ")"
    case 5: return "[\(inner(&self)), \(inner(&self))]"
    case 6: return "{a: \(inner(&self)), \"b c\": \(inner(&self))}"
    case 7: return "[\(inner(&self)) for \(name()) in \(inner(&self)) if \(inner(&self))]"
    case 8: return "[\(inner(&self)) for \(pick(["i", "k, v"])) in \(inner(&self))]"
    case 9: return "(\(inner(&self)) \(pick(["...", "..<"])) \(inner(&self)))"
    case 10: return "\(name())(\(inner(&self)))"
    case 11: return "\(name())(\(inner(&self)), \(pick(["b", "y", "x"])): \(inner(&self)))"
    case 12:
      return
        "(\(inner(&self))).\(pick(["f", "g", "map", "len", "sum", "mean", "reverse", "nope"]))(\(inner(&self)))"
    case 13: return "(\(inner(&self))).\(pick(["a", "length", "first", "nope"]))"
    case 14: return "(\(inner(&self)))[\(inner(&self))]"
    case 15: return "(\(pick(["x", "(a, b)", "()"])) => \(inner(&self)))"
    case 16: return "(x => \(inner(&self)))(\(inner(&self)))"
    case 17: return "if \(inner(&self)) \(block(depth: 1)) else \(block(depth: 1))"
    case 18: return "{\n\(statement(depth: depth - 1))\n\(inner(&self))\n}"
    case 19: return "\"a \\(\(expression(depth: 0))) b\""
    case 20: return pick(["mean", "len", "map", "text", "type", "sort", "max"]) + "(\(inner(&self)))"
    default: return "map(\(inner(&self)), \(inner(&self)))"
    }
  }
}

@Suite struct GeneratedTests {
  @Test(arguments: 0..<8) func `programs made by chance run or say what is wrong`(seed: UInt64) {
    var generator = ProgramGenerator(seed: seed &* 7919)
    var (completed, met) = (0, 0)
    for _ in 0..<(200 * fuzzRounds) {
      let source = SourceText(name: "chance", text: generator.program())
      let (interpreter, host) = Interpreter.recording()
      for diagnostic in interpreter.check(source) {
        #expect(diagnostic.span.end <= source.bytes.count && !diagnostic.render().isEmpty)
      }
      // What the checker refuses is run all the same, statement by statement: it must do no harm.
      LargeStack.run {
        let program = Parser.parse(source)
        #expect(program.diagnostics.isEmpty, "\(program.diagnostics.map { $0.render() })")
        let resolution = Resolver.resolve(program, in: Scope(), modules: [:])
        guard resolution.diagnostics.isEmpty else { return }
        var frame = Frame(resolution.top, Runtime(interpreter.context), source, depth: 0)
        for node in Compiler.compile(program, resolution) {
          met += 1
          do throws(Unwind) {
            _ = try node.evaluate(&frame).full(on: host.display)
            completed += 1
          } catch {
            if case .fault(let fault) = error { #expect(!fault.diagnostic.render().isEmpty) }
          }
        }
      }
    }
    #expect(
      met > 300 * fuzzRounds && completed > met / 4,
      "\(completed) of \(met) statements ran, too few for a test")
  }
}
