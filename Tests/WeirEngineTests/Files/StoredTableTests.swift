import Testing
import WeirTestSupport

@testable import WeirEngine

@Suite struct StoredTableTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }
  private var path: String { folder.path + "/t.csv" }

  private func read(_ text: String, most: Int = 1000) throws -> StoredTable {
    try folder.write(Array(text.utf8), to: "t.csv")
    return try StoredTable(file: path, most: most)
  }

  private func complaint(_ text: String, most: Int = 1000) throws -> String? {
    try folder.write(Array(text.utf8), to: "t.csv")
    return refusal { () throws(DataError) in _ = try StoredTable(file: path, most: most) }?
      .replacing(folder.path + "/", with: "")
  }

  @Test func `fields become what they spell`() throws {
    let table = try read(
      "step,\"a, b\",\n1,0.5,x\n-2,1e-3,\"y \"\"z\"\"\"\n\"3\",inf,true\n,-inf,\" \"\n0,,é\n")
    #expect(
      table.columns == [
        .init("step", [.integer(1), .integer(-2), .integer(3), .missing, .integer(0)]),
        .init("a, b", [.number(0.5), .number(1e-3), .number(.infinity), .number(-.infinity), .missing]),
        .init("", [.text("x"), .text("y \"z\""), .truth(true), .text(" "), .text("é")]),
      ])
    guard case .number(let nan) = try read("a\nnan\n").columns[0].fields[0] else { throw Mistake() }
    #expect(nan.isNaN)
  }

  @Test func `what is written is read back`() throws {
    let columns: [StoredTable.Column] = [
      .init(
        "n", [.integer(.max), .integer(.min), .number(0.1), .number(-0.0), .number(.leastNonzeroMagnitude)]),
      .init("text, \"quoted\"\n", [.text("a\nb"), .text("\""), .text(" c"), .text("d,e"), .text("f\r\ng")]),
      .init("mixed", [.missing, .truth(false), .number(1e300), .text("12a"), .number(-.infinity)]),
    ]
    try StoredTable(columns).write(to: path)
    #expect(try StoredTable(file: path, most: 15).columns == columns)
  }

  // A line of one empty field must not be taken for the end, or left out.
  @Test func `a column of missing fields keeps its rows`() throws {
    let columns = [StoredTable.Column("", [.missing, .missing, .integer(1), .missing])]
    try StoredTable(columns).write(to: path)
    #expect(try StoredTable(file: path, most: 100).columns == columns)
  }

  @Test func `what is no table is refused where it stands`() throws {
    #expect(
      try complaint("")
        == "t.csv, line 1, column 1: expected a line that names the columns, found the end of the file")
    #expect(
      try complaint("a,b,a\n") == #"t.csv, line 1, column 5: expected a name of its own, found a second "a""#)
    #expect(
      try complaint("a,b\n1\n") == "t.csv, line 2, column 1: expected 2 fields, as in the first line, found 1"
    )
    #expect(try complaint("a,b\n1,2\n3,4\n", most: 3) == "t.csv cannot be read: it has more than 3 fields")
    try folder.write([0x61, 0x0a, 0xff, 0x0a], to: "t.csv")
    #expect(
      refusal { () throws(DataError) in _ = try StoredTable(file: path, most: 9) }?
        .hasSuffix("line 2, column 1: expected text in UTF-8, found other bytes") == true)
    #expect(
      refusal { () throws(DataError) in _ = try StoredTable([.init("a", []), .init("a", [])]) }
        == #"the table has two columns "a""#)
    #expect(
      refusal { () throws(DataError) in _ = try StoredTable([]) }
        == "a table needs at least one column to be saved")
  }

  private struct Mistake: Error {}
}
