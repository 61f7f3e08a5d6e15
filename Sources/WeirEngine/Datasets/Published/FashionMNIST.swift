import WeirCatalog

/// Pictures of clothing, from the published files.
public struct FashionMNIST: PublishedSource {
  var trainCount = 60_000
  var testCount = 10_000
  /// The folder of the files, if a person named one.
  public var path: String?

  /// What it says of itself.
  public static let entry = Entry<FashionMNIST>(
    "fashion_mnist", "Pictures of clothing in ten classes, 28 by 28 grey pixels each.",
    details: home.whereabouts(of: "The four IDX files") + " Pixels are numbers from 0 to 1.",
    source: "Xiao, Rasul and Vollgraf 2017",
    settings: [
      .train(\.trainCount, most: 60_000),
      .test(\.testCount, most: 10_000),
      .folder(\.path),
    ],
    examples: ["fashion_mnist(train: 10000)"], words: ["images", "clothes", "mnist"])

  /// Where its files may lie.
  public static let home = PublishedFolder(
    title: "Fashion-MNIST", names: ["fashion_mnist", "fashion-mnist", "FashionMNIST/raw"],
    files: IDXImages.files,
    advice: "on Debian and Ubuntu `apt install dataset-fashion-mnist` puts it in place;"
      + " elsewhere put its four files into a folder of that name, or give their folder as `path`")

  /// With every default.
  public init() {}

  /// The pixels of a picture.
  public var inputs: Int? { 784 }
  /// Ten sorts of clothing.
  public var classes: Int? { 10 }

  /// Reads the files.
  public func load(in environment: DataEnvironment, seed: Int) throws(DataError) -> Dataset {
    let names = [
      "T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot",
    ]
    return try IDXImages(folder: folder(in: environment))
      .dataset(Self.entry.name, names, train: trainCount, test: testCount)
  }
}
