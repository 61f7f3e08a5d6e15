import WeirCatalog
import WeirEngine

/// `take`: the first samples.
struct Take: Builtin {
  @Required var data: Dataset
  @Required var count: Int

  static let result: Kind? = Dataset.kind
  static let entry = Entry<Take>(
    "take", "Keeps the first samples of the training part.",
    settings: [
      .required("data", \.$data, .thing(Dataset.self), "The data."),
      .required("count", \.$count, .integer(in: 1...), "How many samples."),
    ],
    examples: [Example("moons(samples: 100).take(10).size", prints: "10")])

  func run(_ context: Context) throws -> Value { try asCall { .thing(try data.take(count)) } }
  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch { call["data"] }
}

/// `split`: another division into training and test part.
struct Split: Builtin {
  @Required var data: Dataset
  var fraction = 0.8
  var seed: Int?

  static let result: Kind? = Dataset.kind
  static let entry = Entry<Split>(
    "split", "Divides the training part anew: a share to train on, the rest to test on.",
    settings: [
      .required("data", \.$data, .thing(Dataset.self), "The data."),
      Setting("fraction", \.fraction, .number(in: 0...1), "Share to train on."),
      Setting("seed", \.seed, .optional(.integer), "Seed of the choice; none: that of the session."),
    ],
    positional: 2, examples: ["moons(samples: 100).split(75%, seed: 1)"], words: ["validation"])

  func run(_ context: Context) throws -> Value {
    try asCall { .thing(try data.split(fraction, seed: seed ?? context.seed)) }
  }
  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch { call["data"] }
}

/// `standardize`: mean 0 and deviation 1 for each channel or feature.
struct Standardize: Builtin {
  @Required var data: Dataset
  var standard = Dataset.Standard.channel

  static let result: Kind? = Dataset.kind
  static let entry = Entry<Standardize>(
    "standardize", "Shifts and scales the inputs to mean 0 and deviation 1 over the training part.",
    details: """
      All pixels of a channel of images share one mean and one deviation, so that they keep their contrast; of what is \
      no image each feature has its own, as it has `per: feature` of images. The test part is shifted and scaled by \
      the same numbers. What is constant is only shifted.
      """,
    settings: [
      .required("data", \.$data, .thing(Dataset.self), "The data."),
      Setting("per", \.standard, .choice, "What shares a mean and a deviation."),
    ],
    examples: ["moons().standardize()", "glyphs(samples: 100).standardize(per: feature)"],
    words: ["normalize", "whiten"])

  func run(_ context: Context) throws -> Value { .thing(data.standardize(per: standard)) }
  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch { call["data"] }
}

/// `augment`: images that change while a network is trained on them.
struct Augment: Builtin {
  @Required var data: Dataset
  var flip = true
  var crop = 4

  static let result: Kind? = Dataset.kind
  static let entry = Entry<Augment>(
    "augment", "Has images flipped and moved at random while a network is trained on them.",
    details: """
      In each step half of the images are mirrored from left to right, and each is padded with zeros by `crop` pixels \
      on all sides and cut back to its size at a random place. What a step sees depends on seed and step alone. \
      Only training sees it: measures, the test part and pictures show images as they are.
      """,
    source: "Krizhevsky et al. 2012; He et al. 2016",
    settings: [
      .required("data", \.$data, .thing(Dataset.self), "Images."),
      Setting("flip", \.flip, .truth, "Whether to mirror half of them."),
      Setting("crop", \.crop, .integer(in: 0...), "Pixels by which they move at most."),
    ],
    examples: ["train(mlp([784, 16, 10]), glyphs(samples: 200).augment(flip: false, crop: 2), steps: 2)"],
    words: ["augmentation", "regularization", "mirror", "shift"])

  func run(_ context: Context) throws -> Value {
    try asCall { .thing(try data.augmented(Augmentation(flips: flip, crop: crop))) }
  }
  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch { call["data"] }
}

/// `available`: whether a dataset can be had here.
struct Available: Builtin {
  @Required var source: any DatasetSource

  static let result: Kind? = .truth
  static let entry = Entry<Available>(
    "available", "Says whether the files of a dataset are on this machine.",
    settings: [
      .required("source", \.$source, .made(by: datasets), "A dataset by its name, as in fashion_mnist.")
    ],
    examples: [Example("available(glyphs)", prints: "true")])

  func run(_ context: Context) throws -> Value {
    .truth(source.isAvailable(in: context.data))
  }
}
