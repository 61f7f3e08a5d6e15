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

/// `standardize`: mean 0 and deviation 1 for each feature.
struct Standardize: Builtin {
  @Required var data: Dataset

  static let result: Kind? = Dataset.kind
  static let entry = Entry<Standardize>(
    "standardize", "Shifts and scales each feature to mean 0 and deviation 1 over the training part.",
    details: "The test part is shifted and scaled by the same numbers. A constant feature is only shifted.",
    settings: [.required("data", \.$data, .thing(Dataset.self), "The data.")],
    examples: ["moons().standardize()"], words: ["normalize"])

  func run(_ context: Context) throws -> Value { .thing(data.standardize()) }
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
