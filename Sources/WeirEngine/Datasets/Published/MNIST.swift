import WeirCatalog

/// Handwritten digits, from the published files.
public struct MNIST: PublishedSource {
  var trainCount = 60_000
  var testCount = 10_000
  /// The folder of the files, if a person named one.
  public var path: String?

  /// What it says of itself.
  public static let entry = Entry<MNIST>(
    "mnist", "Handwritten digits, 28 by 28 grey pixels each.",
    details: home.whereabouts(of: "The four IDX files") + " Pixels are numbers from 0 to 1.",
    source: "LeCun, Cortes and Burges 1998",
    settings: [
      .train(\.trainCount, most: 60_000),
      .test(\.testCount, most: 10_000),
      .folder(\.path),
    ],
    examples: ["mnist(train: 10000)"], words: ["images", "digits", "handwriting"])

  /// Where its files may lie.
  public static let home = PublishedFolder(
    title: "MNIST", names: ["mnist", "MNIST/raw"], files: IDXImages.files,
    advice:
      "put its four files, from https://ossci-datasets.s3.amazonaws.com/mnist/train-images-idx3-ubyte.gz"
      + " and so on, into ./data/mnist, or give their folder as `path`")

  /// With every default.
  public init() {}

  /// The pixels of a picture.
  public var inputs: Int? { 784 }
  /// Ten digits.
  public var classes: Int? { 10 }

  /// Reads the files.
  public func load(in environment: DataEnvironment, seed: Int) throws(DataError) -> Dataset {
    try IDXImages(folder: folder(in: environment))
      .dataset(Self.entry.name, [], train: trainCount, test: testCount)
  }
}
