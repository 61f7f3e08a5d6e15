import Testing
import WeirTestSupport
import WeirCatalog

@testable import WeirEngine

@Suite struct CSVTableTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func load(_ text: String, _ target: Argument, _ given: [Given] = []) throws -> Dataset {
    try folder.write(Array(text.utf8), to: "t.csv")
    let all = [Given(nil, .text("t.csv")), Given("target", target)] + given
    let whole = given.contains { $0.label == "test" } ? [] : [Given("test", .number(0))]
    return try CSVTable.assemble(all + whole).load(in: DataEnvironment(folder: folder.path), seed: 1)
  }

  private func complaint(_ text: String, _ target: Argument, _ given: [Given] = []) -> String? {
    #expect(throws: DataError.self) { try load(text, target, given) }?.message
      .replacing(folder.path + "/", with: "")
  }

  private func labels(_ data: Dataset) -> [Int?] { (0..<data.train.count).map { data.train.label($0) } }

  private let flowers = """
    length, width,species
    5.1,3.5,setosa
    7.0,3.2,versicolor
    4.9,3.0,setosa
    6.3,3.3,"big, virginica"

    """

  @Test func `texts are classes in their order, and columns go by name or place`() throws {
    for target in [Argument.text("species"), .integer(2), .integer(-1)] {
      let data = try load(flowers, target)
      #expect(data.classNames == ["big, virginica", "setosa", "versicolor"] && data.classes == 3)
      #expect(labels(data) == [1, 2, 1, 0])
      #expect((0..<4).map(data.train.input) == [[5.1, 3.5], [7, 3.2], [4.9, 3], [6.3, 3.3]])
    }
    let data = try load(flowers, .text("species"), [Given("skip", .list([.text("width")]))])
    #expect(data.shape == [1] && data.train.input(1) == [7])
  }

  @Test func `whole numbers are classes, other numbers are to be learnt`() throws {
    let whole = try load("1,0\n2,1\n3,0\n", .integer(1))
    #expect(whole.classes == 2 && whole.classNames.isEmpty && labels(whole) == [0, 1, 0])
    let odd = try load("1,10\n2,9\n3,-1\n4,9.0\n", .integer(1))
    #expect(odd.classNames == ["-1", "9", "10"] && labels(odd) == [2, 1, 0, 1])
    let numbers = try load("1,0.5\n2,1\n", .integer(1))
    #expect(numbers.classes == nil && numbers.train.target(0) == [0.5] && numbers.outputs == 1)
    let many = (0...100).map { "0,\($0)\n" }.joined()
    #expect(try load(many, .integer(1)).classes == nil)
  }

  @Test func `the task decides where it is given`() throws {
    let regression = [Given("task", .text("regression"))]
    #expect(try load("1,0\n2,1\n", .integer(1), regression).train.target(1) == [1])
    let classes = try load("1,0.5\n2,1\n3,0.5\n", .integer(1), [Given("task", .text("classification"))])
    #expect(classes.classNames == ["0.5", "1"] && labels(classes) == [0, 1, 0])
    #expect(
      complaint("1,2\n3,x\n", .integer(1), regression)
        == "t.csv, line 2, column 3: expected a number to learn, found \"x\"")
  }

  @Test func `a header is told from numbers, or as one says`() throws {
    #expect(try load("a,b\n1,0\n", .integer(1)).train.count == 1)
    #expect(try load("7,b\n1,0\n", .integer(1)).train.count == 2)
    #expect(try load("7,8\n1,0\n", .integer(1), [Given("header", .truth(true))]).train.count == 1)
    #expect(try load("7,8\n1,0\n", .text("8")).train.count == 1)
    #expect(
      complaint("a,b\n1,0\n", .integer(1), [Given("header", .truth(false))])
        == "t.csv, line 1, column 1: expected a number, found \"a\"")
    #expect(
      complaint("a,b\n1,0\n", .text("b"), [Given("header", .truth(false))])
        == "t.csv has no column \"b\", for it has no header; give the column's place from 0 on")
  }

  @Test func `the test part is drawn, not cut off`() throws {
    let text = (0..<50).map { "\($0),\($0 / 10)\n" }.joined()
    let data = try load(text, .integer(1), [Given("test", .number(0.2))])
    #expect(data.train.count == 40 && data.test.count == 10)
    #expect((0..<10).contains { data.test.label($0) != 4 })
    let other = try load(text, .integer(1), [Given("test", .number(0.2)), Given("seed", .integer(2))])
    #expect(other != data)
  }

  @Test func `fields may be separated by something else`() throws {
    #expect(
      try load("1;2;0\n3;4;1\n", .integer(-1), [Given("separator", .text(";"))]).train.input(1) == [3, 4])
    for text in ["", "ab", "\"", "1", "é"] {
      #expect(throws: CallError.self) { try load("1,2\n", .integer(0), [Given("separator", .text(text))]) }
    }
  }

  @Test func `what does not fit is named with line, column and name`() {
    #expect(
      complaint("a,b,c\n1,2,0\n3,red,1\n", .text("c"))
        == "t.csv, line 3, column 3: expected a number in column \"b\", found \"red\"")
    #expect(
      complaint("1,2\n3,\n", .integer(0))
        == "t.csv, line 2, column 3: expected a number, found an empty field")
    #expect(
      complaint("1,2\n3,\n", .integer(1))
        == "t.csv, line 2, column 3: expected a class or a number to learn, found an empty field")
    #expect(
      complaint("1,1e39\n", .integer(0)) == "t.csv, line 1, column 3: expected a number, found \"1e39\"")
    #expect(
      complaint("", .integer(0))
        == "t.csv, line 1, column 1: expected at least one record, found an empty file")
    #expect(
      complaint("a,b\n", .text("b"))
        == "t.csv, line 2, column 1: expected a record behind the header, found the end of the file")
    #expect(complaint("1\n", .integer(0)) == "t.csv has no column left for inputs")
    #expect(complaint("1,2\n", .integer(2)) == "t.csv has no column 2; it has 2 columns, from 0 to 1")
    #expect(
      complaint(flowers, .text("speceis")) == "t.csv has no column \"speceis\"; did you mean \"species\"?")
    #expect(
      complaint(flowers, .text("colour"))
        == "t.csv has no column \"colour\"; it has \"length\", \"width\", \"species\"")
    #expect(
      complaint("a,a\n1,2\n", .text("a")) == "t.csv has two columns \"a\"; give the column's place from 0 on")
  }

  @Test func `more classes than a network could have are refused`() {
    let text = (0...TargetColumn.mostClasses).map { "0,x\($0)\n" }.joined()
    #expect(
      complaint(text, .integer(1))
        == "the target column of t.csv has 65537 different values, too many for classes;"
        + " write `task: regression` if they are numbers to learn")
  }
}
