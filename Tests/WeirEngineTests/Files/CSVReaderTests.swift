import Foundation
import Testing
import WeirTestSupport

@testable import WeirEngine

@Suite struct CSVReaderTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func records(_ text: String, separator: Character = ",") throws -> [[String]] {
    try records(Array(text.utf8), separator: separator)
  }

  private func records(_ bytes: [UInt8], separator: Character = ",") throws -> [[String]] {
    let path = try folder.write(bytes, to: "t.csv")
    var reader = try CSVReader(path, separator: try #require(separator.asciiValue))
    var all: [[String]] = []
    var record = CSVReader.Record()
    while try reader.read(into: &record) {
      all.append((0..<record.count).map { String(decoding: record[$0], as: UTF8.self) })
    }
    return all
  }

  private func complaint(_ text: String) throws -> String? {
    #expect(throws: DataError.self) { try records(text) }?.message
      .replacing(folder.path + "/", with: "")
  }

  @Test func `records end with either line end, the last one with none`() throws {
    for text in ["a,b\r\nc,d\r\n", "a,b\nc,d\n", "a,b\nc,d", "a,b\r\nc,d\n\n\r\n", "\u{feff}a,b\nc,d"] {
      #expect(try records(text) == [["a", "b"], ["c", "d"]])
    }
    #expect(try records("") == [] && records("\n\n") == [])
    #expect(try records("a;b,c\n", separator: ";") == [["a", "b,c"]])
  }

  @Test func `fields may be empty, and one alone is a field`() throws {
    #expect(try records(",\n,x\n") == [["", ""], ["", "x"]])
    #expect(try records("a\n\n") == [["a"], [""]])
    #expect(try records("a,") == [["a", ""]])
  }

  @Test func `quotation marks hold separators, line ends and doubled marks`() throws {
    #expect(try records("\"a,b\",\"c\r\nd\",\"e\"\"f\",\"\"\n") == [["a,b", "c\r\nd", "e\"f", ""]])
  }

  @Test func `what is wrong is named with line and column`() throws {
    #expect(
      try complaint("a,b\nä\"c,d\n")
        == "t.csv, line 2, column 2: expected no quotation mark inside a field that does not begin with one, found one"
    )
    #expect(
      try complaint("\"a\"b,c")
        == "t.csv, line 1, column 4: expected a separator or the end of the line behind a quoted field, found `b`"
    )
    #expect(
      try complaint("a,\"b\nc")
        == "t.csv, line 2, column 2: expected a closing quotation mark, found the end of the file")
    #expect(
      try complaint("a\rb")
        == "t.csv, line 1, column 3: expected a line feed behind a carriage return, found `b`")
    #expect(
      try complaint("a,b\nc\n") == "t.csv, line 2, column 1: expected 2 fields, as in the first line, found 1"
    )
    #expect(
      try complaint("a,b\nc,d,e\n")
        == "t.csv, line 2, column 5: expected 2 fields, as in the first line, found 3")
    #expect(
      try complaint("a,b\n\nc,d\n") == "t.csv, line 2, column 1: expected a record, found an empty line")
    #expect(try complaint("a,\0\n") == "t.csv, line 1, column 3: expected text, found a zero byte")
    let packed = #expect(throws: DataError.self) { try records(gzip([1, 2, 3])) }
    #expect(packed?.message.hasSuffix("expected text, found gzip data; unpack the file first") == true)
  }

  @Test func `records are the same wherever the blocks of the file are cut`() throws {
    let row = (0..<1000).map { "\"field, \($0)\"" }.joined(separator: ",") + "\r\n"
    let all = try records(String(repeating: row, count: 40))
    #expect(all.count == 40 && all.allSatisfy { $0 == (0..<1000).map { "field, \($0)" } })
  }

  @Test(arguments: 0..<4) func `no bytes lead to anything but records or an error`(seed: Int) throws {
    let stream = RandomStream(seed: seed, purpose: .data)
    let alphabet = Array("a1,\"\r\n\u{0}é".utf8)
    for trial in 0..<300 {
      let bytes = (0..<12).map { alphabet[Int(stream.bits(12 * trial + $0)) % alphabet.count] }
      if let all = try? records(bytes) { #expect(Set(all.map(\.count)).count <= 1) }
    }
  }

  @Test(arguments: [
    "0", "-0", "1", "+17", "3.25", ".5", "5.", "1e3", "1E-3", "-2.5e+10", "123456789012345678901234567890",
    "0.1", "0.000000000000000000000000001", "1.7976931348623157e308", "  42 ", "9007199254740993",
  ]) func `numbers are read to the nearest there is`(text: String) throws {
    let expected = try #require(Double(text.replacing(" ", with: "")))
    #expect(decimalNumber(ArraySlice(text.utf8)) == expected)
  }

  @Test(arguments: [
    "", " ", "-", ".", "e3", "1e", "1e+", "nan", "inf", "0x10", "1,5", "1_000", "1 2", "--1", "1e999",
    "1.2.3", "é",
  ]) func `what is no decimal number is none`(text: String) {
    #expect(decimalNumber(ArraySlice(text.utf8)) == nil)
  }
}
