import Testing

@testable import WeirEngine

@Suite struct JSONTests {
  private func read(_ text: String) throws(JSONError) -> JSON { try JSON(Array(text.utf8)) }

  @Test(arguments: [
    ("null", JSON.null), (" true ", .truth(true)), ("false", .truth(false)), ("0", .integer(0)),
    ("-12", .integer(-12)), ("9223372036854775807", .integer(.max)), ("9223372036854775808", .number(0x1p63)),
    ("1.0", .number(1)), ("0.1", .number(0.1)), ("-1.5E+2", .number(-150)), ("1e-7", .number(1e-7)),
    ("1e-999", .number(0)), ("1e999", .number(.infinity)), ("-1e999", .number(-.infinity)),
    (#""a\"\\\/\b\f\n\r\t""#, .text("a\"\\/\u{8}\u{C}\n\r\t")), (#""\u00e9\ud83d\ude42é""#, .text("é🙂é")),
    ("[]", .list([])), ("[1, [2]]", .list([.integer(1), .list([.integer(2)])])), ("{}", .object([])),
    (#"{"b": 1, "a": {}}"#, .object([.init("b", .integer(1)), .init("a", .object([]))])),
  ])
  func `what the standard allows is read`(text: String, value: JSON) throws {
    #expect(try read(text) == value)
    let again = try read(value.line)
    // The infinities come back as the texts that stand for them.
    #expect(again == value || again.asNumber != nil && again.asNumber == value.asNumber)
  }

  @Test(arguments: [
    ("", 0, "a value", "the end"), ("  ", 2, "a value", "the end"), ("nul", 0, "the word null", "`n`"),
    ("1 2", 2, "the end behind the value", "`2`"), ("01", 0, "a number without zeros in front", "a zero"),
    ("-", 1, "a digit", "the end"), ("1.", 2, "a digit", "the end"), ("1e+", 3, "a digit", "the end"),
    (".5", 0, "a value", "`.`"), ("NaN", 0, "a value", "`N`"), ("[1,]", 3, "a value", "`]`"),
    ("[1 2]", 3, "a comma or the end of the list", "`2`"), ("{1: 2}", 1, "a label", "`1`"),
    (#"{"a" 1}"#, 5, "a colon behind the label", "`1`"), (#"{"a": 1,}"#, 8, "a label", "`}`"),
    (#"{"a": 1 "b"}"#, 8, "a comma or the end of the object", "`\"`"),
    (#"{"a": 1, "a": 2}"#, 9, "a label of its own", #"a second "a""#),
    (#""a"#, 2, "the quotation mark behind a text", "the end"),
    ("\"\u{1}\"", 1, "an escape for a control character", "byte 1"),
    (#""\x""#, 2, #"one of " \ / b f n r t u behind the backslash"#, "`x`"),
    (#""\u12g4""#, 5, "a hexadecimal digit", "`g`"),
    (#""\ud83d""#, 1, "a pair of surrogates", "half of one"),
    (#""\ud83d\u0041""#, 1, "a pair of surrogates", "half of one"),
  ])
  func `what it does not allow is refused where it stands`(
    text: String, offset: Int, expected: String, found: String
  ) {
    #expect(throws: JSONError(offset: offset, expected: expected, found: found)) { try read(text) }
  }

  @Test func `bytes that are no text are refused`() {
    #expect(throws: JSONError(offset: 1, expected: "a text in UTF-8", found: "other bytes")) {
      try JSON([0x22, 0xff, 0x22])
    }
  }

  @Test func `collections may be nested, but not without end`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try read(nested(500))
    #expect(throws: JSONError.self) { try read(nested(501)) }
    #expect(throws: JSONError.self) { try read(String(repeating: "[", count: 1_000_000)) }
  }

  @Test func `what JSON has no word for is written so that others read it`() {
    #expect(
      JSON.list([.number(.nan), .number(.infinity), .number(-.infinity)]).line == #"[null,"inf","-inf"]"#)
    #expect(
      [JSON.text("inf"), JSON.text("-inf"), JSON.integer(2)].map(\.asNumber) == [.infinity, -.infinity, 2])
    #expect(JSON.text("infinite").asNumber == nil)
    #expect(JSON.text("a\n\u{7f}\"\u{1}").line == #""a\n\u007f\"\u0001""#)
  }

  @Test(arguments: 0..<4) func `every number is read back to the same bits`(seed: Int) throws {
    let stream = RandomStream(seed: seed, purpose: .data)
    for index in 0..<500 {
      let value = Double(bitPattern: stream.wide(index))
      guard value.isFinite else { continue }
      guard case .number(let read) = try read(JSON.number(value).line) else { throw Mistake() }
      #expect(read.bitPattern == value.bitPattern, "\(value)")
    }
  }

  // Whatever a text holds, reading it ends with a value or an error.
  @Test(arguments: 0..<8) func `no text leads to anything but a value or an error`(seed: Int) throws {
    let sound = Array(#"{"a": [1, -2.5e3, "x\u00e9\n", true, null], "b": {"c": []}, "d": "é"}"#.utf8)
    let signs = Array(#"{}[]",:\u0123eE+-.tfn  "#.utf8)
    let stream = RandomStream(seed: seed, purpose: .data)
    var read = 0
    for trial in 0..<400 {
      var bytes = sound
      for change in 0..<(trial % 4) {
        let draw = stream.wide(4 * trial + change)
        let place = Int(draw >> 32) % bytes.count
        let sign =
          draw % 7 == 0 ? UInt8(truncatingIfNeeded: draw >> 8) : signs[Int(draw >> 8 & 0xffff) % signs.count]
        switch draw % 3 {
        case 0: bytes[place] = sign
        case 1: bytes.remove(at: place)
        case _: bytes.insert(sign, at: place)
        }
      }
      guard let value = try? JSON(bytes) else { continue }
      read += 1
      #expect(try JSON(Array(value.line.utf8)).line == value.line)
    }
    #expect(read >= 100)
  }

  private struct Mistake: Error {}
}
