import Testing
import WeirCatalog

@testable import WeirEngine

private func list(_ numbers: [Double]) -> Argument { .list(Argument.Items(numbers)) }
private func table(_ rows: [[Double]]) -> Argument { .list(Argument.Items(rows.map(list))) }
private func labels(_ labels: [Int]) -> Given { Given("labels", .list(Argument.Items(labels))) }

@Suite struct GivenSamplesTests {
  private let square = Given(nil, table([[0, 0], [0, 1], [1, 0], [1, 1]]))

  private func load(_ given: [Given]) throws -> Dataset {
    try GivenSamples.assemble(given).load(in: DataEnvironment(folder: "/"), seed: 1)
  }

  private func complaint(_ given: [Given]) -> String? {
    #expect(throws: DataError.self) { try load(given) }?.message
  }

  @Test func `labels make classes`() throws {
    let data = try load([square, labels([0, 1, 1, 0])])
    #expect(data.summary == "dataset: 4 training and 0 test samples, 2 inputs, 2 classes")
    #expect(data.train.input(2) == [1, 0] && data.train.label(2) == 1)
    #expect(try load([square, labels([0, 1, 1, 0]), Given("classes", .integer(5))]).classes == 5)
  }

  @Test func `targets make a regression`() throws {
    let data = try load([
      square, Given("targets", table([[0], [1], [2], [3]])), Given("test", .number(0.25)),
    ])
    #expect(data.classes == nil && data.outputs == 1 && data.train.count == 3 && data.test.count == 1)
  }

  @Test func `what is known before loading is so after`() throws {
    let source = try GivenSamples.assemble([square, labels([0, 3, 1, 0])])
    #expect(source.inputs == 2 && source.classes == 4)
    #expect(try GivenSamples.assemble([square, labels([.max, 0, 0, 0])]).classes == nil)
  }

  @Test func `what does not fit together is said`() {
    #expect(complaint([square]) == "`dataset` needs `labels` or `targets`")
    #expect(
      complaint([square, labels([0, 1, 1, 0]), Given("targets", table([]))])
        == "`dataset` takes `labels` or `targets`, but is given both")
    #expect(
      complaint([square, labels([0])]) == "`dataset` needs as many labels as inputs, 4, but is given 1")
    #expect(
      complaint([square, labels([0, 1, -1, 0])])
        == "row 2 of the labels: expected a label in 0..<65536, found -1")
    #expect(
      complaint([square, labels([0, 1, 2, 0]), Given("classes", .integer(2))])
        == "row 2 of the labels: expected a label in 0..<2, found 2")
    #expect(
      complaint([Given(nil, table([[1, 2], [3]])), labels([0, 0])])
        == "row 1 of the inputs: expected 2 numbers, as in row 0, found 1")
    #expect(
      complaint([square, Given("targets", table([[0], [1], [], [3]]))])
        == "row 2 of the targets: expected 1 number, as in row 0, found 0")
    for empty in [table([]), table([[]])] {
      #expect(
        complaint([Given(nil, empty), labels([])])
          == "`dataset` needs at least one input of at least one number")
    }
  }
}
