import WeirCatalog

/// Small photographs of ten sorts of things, from the published binary files.
public struct CIFAR10: PublishedSource {
  var trainCount: Int?
  var testCount: Int?
  /// The folder of the files, if a person named one.
  public var path: String?

  /// What it says of itself.
  public static let entry = Entry<CIFAR10>(
    "cifar10", "Photographs of animals and vehicles in ten classes, 32 by 32 coloured pixels each.",
    details: home.whereabouts(of: "data_batch_1.bin to data_batch_5.bin and test_batch.bin")
      + " Some of the files will do. Samples are of the shape [3, 32, 32], red, green and blue, and pixels are"
      + " numbers from 0 to 1.",
    source: "Krizhevsky 2009",
    settings: [
      .train(\.trainCount, most: 50_000),
      .test(\.testCount, most: 10_000),
      .folder(\.path),
    ],
    examples: ["cifar10(train: 10000).standardize().augment()"], words: ["images", "photographs", "colour"])

  /// Where its files may lie.
  public static let home = PublishedFolder(
    title: "CIFAR-10", names: ["cifar-10-batches-bin", "cifar10", "cifar-10"],
    files: (training + tests).map { [$0] },
    advice: "unpack https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz in ./data,"
      + " or give the folder of its files as `path`")

  private static let training = (1...5).map { "data_batch_\($0).bin" }
  private static let tests = ["test_batch.bin"]

  /// With every default.
  public init() {}

  /// The pixels of a photograph, three numbers each.
  public var inputs: Int? { 3072 }
  /// Ten sorts of things.
  public var classes: Int? { 10 }

  /// Reads the files.
  public func load(in environment: DataEnvironment, seed: Int) throws(DataError) -> Dataset {
    let names = [
      "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ]
    return try ColourImages(folder: folder(in: environment), classes: [10], label: 0).dataset(
      Self.entry.name, names, train: trainCount, from: Self.training, test: testCount, from: Self.tests)
  }
}
