import Testing
import WeirCatalog
import WeirTestSupport

@testable import WeirEngine

@Suite struct MNISTTests {
  @Test(arguments: ["mnist", "MNIST/raw"])
  func `the files are read, but not those of a relative with the same names`(name: String) throws {
    let folder = try TemporaryFolder()
    let environment = DataEnvironment(folder: folder.path, data: folder.path + "/sets")
    for file in imageFiles(train: 3, test: 2) {
      try folder.write(file.bytes, to: "sets/fashion_mnist/\(file.name)")
    }
    let given = [Given("train", .integer(12)), Given("test", .integer(3))]
    let source = try MNIST.assemble(given)
    #expect(!source.isAvailable(in: environment))
    #expect(
      refusal { () throws(DataError) in try source.load(in: environment, seed: 0) }?.hasPrefix(
        "MNIST is in none of these folders, looked through for mnist, MNIST/raw: \(folder.path)/sets") == true
    )
    for file in imageFiles(train: 20, test: 5) {
      try folder.write(gzip(file.bytes), to: "sets/\(name)/\(file.name).gz")
    }
    #expect(source.isAvailable(in: environment))
    let data = try source.load(in: environment, seed: 0)
    #expect(data.summary == "mnist: 12 training and 3 test samples, 1x28x28 inputs, 10 classes")
    #expect((0..<12).map { data.train.label($0) } == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
    #expect(data.test.value(sample: 2, feature: 7) == 9 * (1 / 255 as Float))
  }
}
