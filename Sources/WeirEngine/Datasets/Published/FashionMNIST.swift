import WeirCatalog

/// Pictures of clothing, from the published files.
public struct FashionMNIST: DatasetSource {
  var trainCount = 60_000
  var testCount = 10_000
  var path: String?

  /// What it says of itself.
  public static let entry = Entry<FashionMNIST>(
    "fashion_mnist", "Pictures of clothing in ten classes, 28 by 28 grey pixels each.",
    details: """
      The four IDX files, plain or packed by gzip, are looked for in `path`, or else in the folders
      fashion_mnist, fashion-mnist and FashionMNIST/raw of $WEIR_DATA, of ./data, of the user's cache,
      and of where the system's packages put datasets. Pixels are numbers from 0 to 1.
      """,
    source: "Xiao, Rasul and Vollgraf 2017",
    settings: [
      Setting(
        "train", \.trainCount, .integer(in: 1...60_000), "How many training samples, from the first on."),
      Setting("test", \.testCount, .integer(in: 0...10_000), "How many test samples, from the first on."),
      Setting("path", \.path, .optional(.text), "The folder of the files."),
    ],
    examples: ["fashion_mnist(train: 10000)"], words: ["images", "clothes", "mnist"])

  /// With every default.
  public init() {}

  /// The pixels of a picture.
  public var inputs: Int? { 784 }
  /// Ten sorts of clothing.
  public var classes: Int? { 10 }

  private static let images = PublishedImages(
    title: "Fashion-MNIST", folders: ["fashion_mnist", "fashion-mnist", "FashionMNIST/raw"],
    advice: "on Debian and Ubuntu `apt install dataset-fashion-mnist` puts it in place;"
      + " elsewhere put its four files into a folder of that name, or give their folder as `path`")

  /// The folder that its files would be read from. Errors: there is none.
  public func folder(in environment: DataEnvironment) throws(DataError) -> String {
    try Self.images.folder(path, in: environment)
  }

  /// Whether there is such a folder.
  public func isAvailable(in environment: DataEnvironment) -> Bool { (try? folder(in: environment)) != nil }

  /// Reads the files, each of them whole, so that damage is found however few samples are wanted.
  public func load(in environment: DataEnvironment, seed: Int) throws(DataError) -> Dataset {
    let folder = try folder(in: environment)
    let images = Self.images
    let train = try images.part("train", trainCount, in: folder)
    let test = testCount == 0 ? train[0..<0] : try images.part("t10k", testCount, in: folder)
    return Dataset(
      Self.entry.name, [1, 28, 28], 10,
      [
        "T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot",
      ], train, test)
  }
}
