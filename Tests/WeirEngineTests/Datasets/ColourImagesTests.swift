import Foundation
import Testing
import WeirCatalog
import WeirTestSupport

@testable import WeirEngine

private let surroundings = DataEnvironment(variables: ProcessInfo.processInfo.environment, folder: "/")

@Suite struct ColourImagesTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func load<Source: PublishedSource>(_ type: Source.Type, _ given: [Given] = []) throws(DataError)
    -> Dataset
  {
    let source: Source
    do { source = try Source.assemble([Given("path", .text(folder.path))] + given) } catch {
      throw DataError(.refused("\(error)"))
    }
    return try source.load(in: DataEnvironment(folder: "/"), seed: 0)
  }

  private func complaint<Source: PublishedSource>(_ type: Source.Type, _ given: [Given] = []) -> String? {
    refusal { () throws(DataError) in try load(type, given) }?.replacing(folder.path, with: "F")
  }

  private func labels(_ part: Samples) -> [Int?] { (0..<part.count).map { part.label($0) } }

  @Test func `the batches that are there are one training part, plain or packed`() throws {
    try folder.write(gzip(colourImages([[7], [1]])), to: "data_batch_4.bin.gz")
    try folder.write(colourImages([[3], [9], [0]]), to: "data_batch_2.bin")
    try folder.write(colourImages([[5]]), to: "test_batch.bin")
    let data = try load(CIFAR10.self)
    #expect(data.summary == "cifar10: 5 training and 1 test samples, 3x32x32 inputs, 10 classes")
    #expect(labels(data.train) == [3, 9, 0, 7, 1] && labels(data.test) == [5])
    #expect(data.className(5) == "5 (dog)" && data.classNames.count == 10)
    // Image 2 of the first file, image 1 of the second: numbers as bytes, divided by 255.
    #expect(data.train.value(sample: 2, feature: 1024) == 2 * (1 / 255 as Float))
    #expect(data.train.value(sample: 4, feature: 3071) == 0)
    guard case .bytes(let bytes) = data.train.storage else {
      Issue.record("no bytes")
      return
    }
    #expect(bytes.count == 5 * 3072)
  }

  @Test func `fewer samples are the first ones, and files behind them are not read`() throws {
    try folder.write(colourImages([[3], [9], [0]]), to: "data_batch_1.bin")
    try folder.write([1, 2, 3], to: "data_batch_2.bin")
    try folder.write(colourImages([[5], [6]]), to: "test_batch.bin")
    let data = try load(CIFAR10.self, [Given("train", .integer(2)), Given("test", .integer(1))])
    #expect(labels(data.train) == [3, 9] && labels(data.test) == [5])
    #expect(
      try load(CIFAR10.self, [Given("train", .integer(3)), Given("test", .integer(0))]).test.count == 0)
    #expect(complaint(CIFAR10.self)?.hasPrefix("F/data_batch_2.bin, byte 3: ") == true)
  }

  @Test func `more samples than there are are refused with how many there are`() throws {
    try folder.write(colourImages([[3], [9]]), to: "data_batch_1.bin")
    try folder.write(colourImages([[4]]), to: "data_batch_3.bin")
    #expect(
      complaint(CIFAR10.self, [Given("train", .integer(10_000))])
        == "F has 3 training samples, in data_batch_1.bin, data_batch_3.bin, but 10000 are wanted")
    #expect(
      complaint(CIFAR10.self, [Given("test", .integer(1))])
        == "F has no test samples, which are looked for in test_batch.bin")
    // No number is wanted, and so there is no test part.
    #expect(try load(CIFAR10.self).test.count == 0)
  }

  @Test func `a test part alone is nothing to train on`() throws {
    try folder.write(colourImages([[3], [9]]), to: "test.bin")
    #expect(
      complaint(CIFAR100.self) == "F has no training samples, which are looked for in train.bin")
    try folder.write([], to: "train.bin")
    #expect(
      complaint(CIFAR100.self)
        == "F/train.bin, byte 0: expected images of 3074 bytes each, found an empty file")
  }

  @Test func `a file that is damaged is named together with the byte`() throws {
    let sound = colourImages([[3], [9], [0]])
    func complaint(_ bytes: [UInt8], packed: Bool = false) throws -> String? {
      try folder.write(packed ? gzip(bytes) : bytes, to: "data_batch_1.bin")
      return self.complaint(CIFAR10.self)?.replacing("F/data_batch_1.bin, ", with: "")
    }
    #expect(try complaint(sound) == nil)
    let cut = "expected images of 3073 bytes each, found the end after 3072 bytes of one"
    #expect(try complaint(sound.dropLast()) == "byte 9218: " + cut)
    #expect(try complaint(sound.dropLast(), packed: true) == "byte 9218 of what it unpacks to: " + cut)
    #expect(
      try complaint(sound + [1])
        == "byte 9220: expected images of 3073 bytes each, found the end after 1 bytes of one")
    #expect(try complaint([]) == "byte 0: expected images of 3073 bytes each, found an empty file")
    let odd = "expected a label in 0..<10, found 10"
    #expect(try complaint(colourImages([[3], [10], [0]])) == "byte 3073: " + odd)
    #expect(
      try complaint(colourImages([[3], [10]]), packed: true) == "byte 3073 of what it unpacks to: " + odd)
    try folder.write(gzip(sound) + [0, 0], to: "data_batch_1.bin")
    #expect(self.complaint(CIFAR10.self)?.contains("the end of the file after its gzip data") == true)
  }

  @Test func `an error far into a file has its byte`() throws {
    var many = [UInt8](repeating: 0, count: 3073 * 1203)
    many[3073 * 1201] = 77
    try folder.write(gzip(many), to: "data_batch_1.bin.gz")
    #expect(complaint(CIFAR10.self)?.contains("byte \(3073 * 1201) of what it unpacks to") == true)
  }

  @Test func `cifar100 has two labels an image, of which one is learnt`() throws {
    try folder.write(colourImages([[19, 99], [4, 0], [0, 50]]), to: "train.bin")
    try folder.write(gzip(colourImages([[1, 2]])), to: "test.bin.gz")
    let fine = try load(CIFAR100.self)
    #expect(fine.summary == "cifar100: 3 training and 1 test samples, 3x32x32 inputs, 100 classes")
    #expect(labels(fine.train) == [99, 0, 50] && labels(fine.test) == [2])
    #expect(fine.className(99) == "99 (worm)" && fine.className(50) == "50 (mouse)")
    let coarse = try load(CIFAR100.self, [Given("labels", .text("coarse"))])
    #expect(labels(coarse.train) == [19, 4, 0] && coarse.classes == 20)
    #expect(coarse.className(4) == "4 (fruit and vegetables)")
    #expect(coarse.train.value(sample: 1, feature: 0) == fine.train.value(sample: 1, feature: 0))
    // The published order of the classes is that of the alphabet.
    for data in [fine, coarse] {
      #expect(data.classNames.count == data.classes)
      #expect(data.classNames.sorted() == data.classNames && Set(data.classNames).count == data.classes)
    }
    for (labels, byte, classes) in [([20, 5], 3074, 20), ([5, 100], 3075, 100)] as [([UInt8], Int, Int)] {
      try folder.write(colourImages([[1, 2], labels]), to: "train.bin")
      #expect(
        complaint(CIFAR100.self)
          == "F/train.bin, byte \(byte): expected a label in 0..<\(classes), found \(classes)")
    }
  }

  @Test func `a folder above will do, and where nothing is found the error says what to do`() throws {
    try folder.write(colourImages([[3]]), to: "cifar-10-batches-bin/data_batch_1.bin")
    #expect(try load(CIFAR10.self).train.count == 1)
    var environment = DataEnvironment(folder: "/nowhere", data: folder.path)
    #expect(CIFAR10().isAvailable(in: environment) && !CIFAR100().isAvailable(in: environment))
    environment.data = nil
    #expect(
      refusal { () throws(DataError) in try CIFAR10().load(in: environment, seed: 0) }
        == "CIFAR-10 is in none of these folders, looked through for cifar-10-batches-bin, cifar10, cifar-10:"
        + " /nowhere/data; unpack https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz in ./data,"
        + " or give the folder of its files as `path`")
  }

  @Test(
    .enabled(if: CIFAR10().isAvailable(in: surroundings), "needs files of CIFAR-10 in a folder of $WEIR_DATA")
  )
  func `photographs are what one expects of them`() throws {
    let data = try CIFAR10().load(in: surroundings, seed: 0)
    #expect(data.shape == [3, 32, 32] && data.train.count >= 1000)
    #expect(Set(labels(data.train.picking(Array(0..<1000)))) == Set(0..<10))
    // Means and deviations of the channels over the 50000 images, as everybody uses them, e.g. Zagoruyko and
    // Komodakis 2016; other images of the same sort differ in the second digit.
    let (means, deviations) = data.train[0..<1000].moments()
    let wanted = [(0.4914, 0.2470), (0.4822, 0.2435), (0.4465, 0.2616)]
    for (channel, (mean, deviation)) in wanted.enumerated() {
      let pixels = channel * 1024..<(channel + 1) * 1024
      #expect(abs(means[pixels].reduce(0, +) / 1024 - mean) < 0.03)
      let spread = deviations[pixels].reduce(0, +) / 1024
      #expect(abs(spread - deviation) < 0.03)
    }
    let standard = data.standardize().train
    #expect(standard.scale[0] == standard.scale[1023] && standard.scale[0] != standard.scale[1024])
  }
}
