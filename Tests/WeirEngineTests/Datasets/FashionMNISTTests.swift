import Foundation
import Testing
import WeirTestSupport
import WeirCatalog

@testable import WeirEngine

private let installed = DataEnvironment(variables: [:], folder: "/")
private let isInstalled = FileManager.default.fileExists(atPath: "/usr/share/datasets/fashion-mnist")

@Suite struct FashionMNISTTests {
  private func load(_ environment: DataEnvironment, _ given: [Given] = []) throws -> Dataset {
    try FashionMNIST.assemble(given).load(in: environment, seed: 0)
  }

  @Test(.enabled(if: isInstalled, "needs the package dataset-fashion-mnist"))
  func `the published files are read`() throws {
    let data = try load(installed)
    #expect(
      data.summary
        == "fashion_mnist: 60,000 training and 10,000 test samples, 1x28x28 inputs, 10 classes")
    #expect((0..<10).map { data.train.label($0) } == [9, 0, 0, 3, 0, 2, 7, 2, 5, 5])
    #expect((0..<5).map { data.test.label($0) } == [9, 2, 1, 1, 6])
    #expect((0..<784).map { data.train.value(sample: 0, feature: $0) }.max() == 1)
  }

  @Test func `fewer samples are the first ones`() throws {
    let folder = try TemporaryFolder()
    for file in imageFiles(train: 20, test: 5) { try folder.write(gzip(file.bytes), to: file.name + ".gz") }
    let data = try load(
      DataEnvironment(folder: folder.path),
      [Given("path", .text(".")), Given("train", .integer(12)), Given("test", .integer(3))])
    #expect(data.train.count == 12 && data.test.count == 3 && data.shape == [1, 28, 28])
    #expect((0..<12).map { data.train.label($0) } == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
    #expect(data.train.value(sample: 3, feature: 7) == 10 * (1 / 255 as Float))
    let error = #expect(throws: DataError.self) {
      try load(DataEnvironment(folder: folder.path), [Given("path", .text("."))])
    }
    #expect(
      error?.message
        == "\(folder.path)/. has 20 samples in its files `train-…`, but 60000 are wanted")
  }

  @Test func `the places are looked through in order`() throws {
    let folder = try TemporaryFolder()
    var environment = DataEnvironment(
      variables: ["WEIR_DATA": "mine", "XDG_CACHE_HOME": folder.path + "/cache"], folder: folder.path)
    environment.system = [folder.path + "/system"]
    let places = [
      "system/fashion-mnist", "cache/weir/fashion_mnist", "data/FashionMNIST/raw", "mine/fashion_mnist",
    ]
    // Later places are looked at first, so each round finds what it just wrote.
    for (round, place) in places.enumerated() {
      for file in imageFiles(train: 10 + round, test: 1) {
        try folder.write(file.bytes, to: "\(place)/\(file.name)")
      }
      #expect(throws: DataError.self) { try load(environment, [Given("train", .integer(11 + round))]) }
      let data = try load(environment, [Given("train", .integer(10 + round)), Given("test", .integer(1))])
      #expect(data.train.count == 10 + round)
    }
  }

  @Test func `where nothing is found, the error lists the folders and says what to do`() throws {
    let environment = DataEnvironment(variables: ["HOME": "/nobody"], folder: "/nowhere")
    var bare = environment
    bare.system = ["/none"]
    let error = #expect(throws: DataError.self) { try load(bare) }
    #if canImport(Darwin)
      let cache = "/nobody/Library/Caches/weir"
    #else
      let cache = "/nobody/.cache/weir"
    #endif
    #expect(
      error?.message.hasPrefix(
        "Fashion-MNIST is in none of these folders, looked through for fashion_mnist, fashion-mnist,"
          + " FashionMNIST/raw: /nowhere/data, \(cache), /none; on Debian and Ubuntu"
          + " `apt install dataset-fashion-mnist` puts it in place;") == true)
  }

  @Test func `labels and images have to fit together`() throws {
    let folder = try TemporaryFolder()
    let files = imageFiles(train: 20, test: 5)
    for file in files { try folder.write(file.bytes, to: file.name) }
    func complaint(_ name: String, _ bytes: [UInt8]) throws -> String? {
      let sound = try #require(files.first { $0.name == name }).bytes
      try folder.write(bytes, to: name)
      defer { _ = try? folder.write(sound, to: name) }
      let given = [
        Given("path", .text(folder.path)), Given("train", .integer(20)), Given("test", .integer(5)),
      ]
      return #expect(throws: DataError.self) { try load(DataEnvironment(folder: "/"), given) }?.message
        .replacing(folder.path + "/", with: "")
    }
    #expect(
      try complaint("train-labels-idx1-ubyte", idx([19], [UInt8](repeating: 1, count: 19)))
        == "train-labels-idx1-ubyte, byte 4: expected 20, a length of labels, found 19")
    #expect(
      try complaint("t10k-labels-idx1-ubyte", idx([5], [1, 2, 10, 3, 4]))
        == "t10k-labels-idx1-ubyte, byte 10: expected a label in 0..<10, found 10")
  }

  @Test func `a folder without one of the files is named together with the file`() throws {
    let folder = try TemporaryFolder()
    for file in imageFiles(train: 20, test: 5).dropLast() { try folder.write(file.bytes, to: file.name) }
    let given = [Given("path", .text(folder.path)), Given("train", .integer(20)), Given("test", .integer(5))]
    let error = #expect(throws: DataError.self) { try load(DataEnvironment(folder: "/"), given) }
    #expect(
      error?.message
        == "\(folder.path)/t10k-labels-idx1-ubyte cannot be read: neither it nor it with .gz is there")
  }
}
