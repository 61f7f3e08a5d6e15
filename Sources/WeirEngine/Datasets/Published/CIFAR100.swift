import WeirCatalog

/// Small photographs of a hundred sorts of things, from the published binary files.
public struct CIFAR100: PublishedSource {
  /// Which of the two labels of a photograph is to be learnt.
  public enum Labels: String, Choice { case fine, coarse }

  var trainCount: Int?
  var testCount: Int?
  var labels = Labels.fine
  /// The folder of the files, if a person named one.
  public var path: String?

  /// What it says of itself.
  public static let entry = Entry<CIFAR100>(
    "cifar100", "Photographs in a hundred classes, or in twenty, 32 by 32 coloured pixels each.",
    details: home.whereabouts(of: "train.bin and test.bin")
      + " Samples are of the shape [3, 32, 32], red, green and blue, and pixels are numbers from 0 to 1.",
    source: "Krizhevsky 2009",
    settings: [
      .train(\.trainCount, most: 50_000),
      .test(\.testCount, most: 10_000),
      Setting("labels", \.labels, .choice, "The hundred fine classes, or the twenty that these form."),
      .folder(\.path),
    ],
    examples: ["cifar100(labels: coarse)"], words: ["images", "photographs", "colour"])

  /// Where its files may lie.
  public static let home = PublishedFolder(
    title: "CIFAR-100", names: ["cifar-100-binary", "cifar100", "cifar-100"],
    files: [["train.bin"], ["test.bin"]],
    advice: "unpack https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz in ./data,"
      + " or give the folder of its files as `path`")

  /// With every default.
  public init() {}

  /// The pixels of a photograph, three numbers each.
  public var inputs: Int? { 3072 }
  /// A hundred or twenty sorts of things.
  public var classes: Int? { classNames.count }

  /// Reads the files.
  public func load(in environment: DataEnvironment, seed: Int) throws(DataError) -> Dataset {
    // A record has the coarse label first.
    try ColourImages(folder: folder(in: environment), classes: [20, 100], label: labels == .fine ? 1 : 0)
      .dataset(
        Self.entry.name, classNames, train: trainCount, from: ["train.bin"], test: testCount,
        from: ["test.bin"])
  }

  private var classNames: [String] {
    switch labels {
    case .fine: Self.fineNames
    case .coarse: Self.coarseNames
    }
  }

  private static let fineNames = [
    "apple", "aquarium fish", "baby", "bear", "beaver", "bed", "bee", "beetle", "bicycle", "bottle", "bowl",
    "boy", "bridge", "bus", "butterfly", "camel", "can", "castle", "caterpillar", "cattle", "chair",
    "chimpanzee", "clock", "cloud", "cockroach", "couch", "crab", "crocodile", "cup", "dinosaur", "dolphin",
    "elephant", "flatfish", "forest", "fox", "girl", "hamster", "house", "kangaroo", "keyboard", "lamp",
    "lawn mower", "leopard", "lion", "lizard", "lobster", "man", "maple tree", "motorcycle", "mountain",
    "mouse", "mushroom", "oak tree", "orange", "orchid", "otter", "palm tree", "pear", "pickup truck",
    "pine tree", "plain", "plate", "poppy", "porcupine", "possum", "rabbit", "raccoon", "ray", "road",
    "rocket", "rose", "sea", "seal", "shark", "shrew", "skunk", "skyscraper", "snail", "snake", "spider",
    "squirrel", "streetcar", "sunflower", "sweet pepper", "table", "tank", "telephone", "television",
    "tiger", "tractor", "train", "trout", "tulip", "turtle", "wardrobe", "whale", "willow tree", "wolf",
    "woman", "worm",
  ]

  private static let coarseNames = [
    "aquatic mammals", "fish", "flowers", "food containers", "fruit and vegetables",
    "household electrical devices", "household furniture", "insects", "large carnivores",
    "large man-made outdoor things", "large natural outdoor scenes", "large omnivores and herbivores",
    "medium-sized mammals", "non-insect invertebrates", "people", "reptiles", "small mammals", "trees",
    "vehicles 1", "vehicles 2",
  ]
}
