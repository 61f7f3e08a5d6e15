import Foundation
import Testing

@testable import WeirLanguage

/// Random numbers of which the same seed gives the same: SplitMix64 (Steele, Lea and Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// How many times more inputs than usual: `WEIR_FUZZ=100 swift test` searches for longer.
let fuzzRounds = ProcessInfo.processInfo.environment["WEIR_FUZZ"].flatMap { Int($0) } ?? 1

/// Nothing that can be typed may crash what reads it, and what is said of it lies inside of it.
@Suite struct FuzzTests {
  static let pieces: [String] = [
    "(", ")", "[", "]", "{", "}", ",", ":", ";", ".", "\n", " ", "=", "==", "=>", "<", "+", "-", "*", "/",
    "^",
    "...", "..<", "\"", "\"\"\"", "\\(", "\\", "#", "#=", "##", "# %%", "if", "else", "for", "in", "while",
    "fn", "use", "expect", "return", "break", "continue", "and", "or", "not", "div", "mod", "true", "none",
    "x", "y", "f", "mlp", "sgd", "train", "spirals", "lr", "density", "map", "print", "_", "_3", "0", "1",
    "12.5", "1e3", "90%", "9223372036854775807", "1e", "0x", "é", "日本", "\u{301}", "\u{200D}", "\r\n", "\r",
    "\0", "\t", "'", "&&", "|>", "\u{FEFF}",
  ]
  static let programs: [String] = [
    "fn f(x, y = 1) { z = x + y; z * 2 }\nprint(f(1), f(2, y: 3))",
    "net = mlp([2, 3, 2], activation: relu)\nrun = net.train(spirals(), optimizer: sgd(lr: 0.1), steps: 1)",
    "for i, x in [[1, 2]] { if i > 1 { continue } else { break } }",
    "xs = [x * 2 for x in 1...5 if x mod 2 == 0]\nxs[0..<1] == [4]\n#= true",
    "s = \"a \\(1 + 2) b \\(\"c\")\"\nt = \"\"\"\n  one\n    two\n  \"\"\"\nr = {a: 1, \"b c\": none}\nr.a",
    "expect 1 < 2, \"yes\"\nwhile false { x = 1 }\n# %% Cell\ng = (a, b) => a\n  .map(f)",
  ]

  /// Reads [text] in every way there is.
  private func read(_ text: String) {
    let (interpreter, _) = Interpreter.recording()
    let source = SourceText(name: "fuzz", text: text)
    for diagnostic in interpreter.check(source) {
      let span = diagnostic.span
      let isInside = 0 <= span.start && span.start <= span.end && span.end <= source.bytes.count
      #expect(isInside, "\(span) is outside of \(Value.text(text).brief)")
      #expect(!diagnostic.message.isEmpty && !diagnostic.render().isEmpty)
      #expect(!diagnostic.render().contains("\u{1B}"))
    }
    _ = completeness(of: text)
    _ = tokens(of: text)
    _ = cells(of: text)
    _ = interpreter.complete(text, at: text.utf8.count)
  }

  @Test(arguments: 0..<8) func `pieces in any order do no harm`(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    LargeStack.run {
      for _ in 0..<(500 * fuzzRounds) {
        let length = Int.random(in: 0..<40, using: &generator)
        let separator = Bool.random(using: &generator) ? " " : ""
        let chosen = (0..<length).map { _ in Self.pieces.randomElement(using: &generator) ?? "" }
        read(chosen.joined(separator: separator))
      }
    }
  }

  @Test(arguments: 0..<8) func `programs with bytes changed do no harm`(seed: UInt64) {
    var generator = SeededGenerator(state: seed &+ 1000)
    LargeStack.run {
      for _ in 0..<(500 * fuzzRounds) {
        var bytes = Array((Self.programs.randomElement(using: &generator) ?? "").utf8)
        for _ in 0..<Int.random(in: 1..<6, using: &generator) {
          let place = Int.random(in: 0..<bytes.count, using: &generator)
          switch Int.random(in: 0..<4, using: &generator) {
          case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
          case 1: bytes.remove(at: place)
          case 2: bytes.insert(UInt8.random(in: 32...126, using: &generator), at: place)
          default:
            let other = Int.random(in: 0..<bytes.count, using: &generator)
            bytes.swapAt(place, other)
          }
          if bytes.isEmpty { bytes = [32] }
        }
        read(String(decoding: bytes, as: UTF8.self))
      }
    }
  }

  @Test func `every beginning of a program can be read`() {
    for program in Self.programs {
      for length in 0...program.unicodeScalars.count {
        read(String(String.UnicodeScalarView(program.unicodeScalars.prefix(length))))
      }
    }
  }

  @Test(arguments: [
    String(repeating: "(", count: 100_000), String(repeating: "[", count: 20_000),
    String(repeating: "{", count: 20_000), String(repeating: "-", count: 20_000) + "1",
    String(repeating: "not ", count: 20_000), String(repeating: "f(", count: 20_000),
    String(repeating: "if x {", count: 20_000), String(repeating: "\"\\(", count: 20_000),
    "1" + String(repeating: " + 1", count: 20_000), "x" + String(repeating: ".f()", count: 20_000),
    "x" + String(repeating: "[0]", count: 20_000), String(repeating: "x => ", count: 20_000) + "1",
    "2" + String(repeating: " ^ 2", count: 20_000),
    String(repeating: "if a { 1 } else ", count: 20_000) + "{ 2 }",
    String(repeating: "(1 + ", count: 240) + "1" + String(repeating: ")", count: 240),
    String(repeating: "fn f() {", count: 20_000), String(repeating: "[x for x in ", count: 20_000),
    String(repeating: ")", count: 20_000), String(repeating: "\"", count: 100_001),
    String(repeating: "1\n", count: 20_000), String(repeating: "9", count: 20_000),
    String(repeating: "a", count: 1_000_000), String(repeating: "# %%\n", count: 10_000),
  ])
  func `what is deep or long does no harm`(text: String) {
    let (interpreter, _) = Interpreter.recording()
    for diagnostic in interpreter.check(SourceText(name: "deep", text: text)).prefix(3) {
      _ = diagnostic.render()
    }
    _ = completeness(of: text)
    _ = tokens(of: text)
    _ = cells(of: text)
  }
}
