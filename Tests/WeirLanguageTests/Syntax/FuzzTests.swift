import Foundation
import Testing

@testable import WeirFuzz
@testable import WeirLanguage

/// How many times more inputs than usual: `WEIR_FUZZ=100 swift test` searches for longer.
let fuzzRounds = ProcessInfo.processInfo.environment["WEIR_FUZZ"].flatMap { Int($0) } ?? 1

/// Nothing that can be typed may crash what reads it, and what is said of it lies inside of it. These are the first few of
/// the million texts that `scripts/check --fuzz` reads.
@Suite struct FuzzTests {
  private static let seeds: [String] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
    return ["Programs", "Seeds"].flatMap { name in
      (FileManager.default.subpaths(atPath: folder + "/" + name) ?? []).filter { $0.hasSuffix(".weir") }
        .sorted()
        .compactMap { try? String(contentsOfFile: folder + "/" + name + "/" + $0, encoding: .utf8) }
    }
  }()

  @Test(arguments: 1...8) func `no text does harm`(seed: UInt64) {
    let fuzzer = Fuzzer(seeds: Self.seeds, seed: seed)
    LargeStack.run {
      for number in 0..<(500 * fuzzRounds) {
        let text = fuzzer.text(number)
        let fault = Trial.fault(in: text)
        #expect(fault == nil, "text \(number) of seed \(seed): \(Value.text(text).brief)")
      }
    }
  }

  @Test func `a text is that of its number`() {
    let fuzzer = Fuzzer(seeds: Self.seeds, seed: 3)
    #expect((0..<50).allSatisfy { fuzzer.text($0) == Fuzzer(seeds: Self.seeds, seed: 3).text($0) })
    #expect(Set((0..<50).map(fuzzer.text)).count > 40 && Self.seeds.count > 100)
  }

  @Test func `every beginning of a program can be read`() {
    for program in Self.seeds.filter({ $0.count < 200 }).prefix(20) {
      for length in 0...program.unicodeScalars.count {
        let text = String(String.UnicodeScalarView(program.unicodeScalars.prefix(length)))
        #expect(Trial.fault(in: text) == nil, "\(Value.text(text).brief)")
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
