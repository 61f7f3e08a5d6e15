import WeirCatalog
import WeirEngine
import WeirStatistics

/// `bootstrap`: an interval about anything made of samples.
struct Resample: Builtin {
  @Required var a: [Double]
  var b: [Double]?
  var statistic: Value?
  var choices = Bootstrap()
  var seed: Int?

  static let result: Kind? = Bootstrap.Outcome.kind
  static let entry = Entry<Resample>(
    "bootstrap", "Gives an interval about a statistic of one or two samples, by resampling them.",
    details: """
      Without `of` it is the mean, and of two samples the mean of the first less that of the second. `of` is a \
      function of the sample, or of both, as lists. Numbers of two samples at the same places are drawn together, \
      as results of equal seeds should be, unless `paired: false`. `bca` corrects the percentiles for bias and \
      acceleration, and asks for the statistic of all but one, each left out in turn; where all resamples fall to \
      one side of the estimate, plain percentiles are given, and the value says so.
      """,
    source: "Efron 1979; Efron 1987",
    settings: [
      .required("a", \.$a, .numberSequence, "The sample."),
      Setting("b", \.b, .optional(.numberSequence), "Another sample."),
      Setting("of", \.statistic, .optional(.function), "What is made of the samples; none: the mean."),
      .level(\.choices.level),
      Setting("method", \.choices.method, .choice, "How the interval comes from the resamples."),
      Setting("resamples", \.choices.resamples, .integer(in: 10...1_000_000), "How many are drawn."),
      Setting("paired", \.choices.isPaired, .truth, "Whether two samples are drawn by the same places."),
      Setting("seed", \.seed, .optional(.integer), "Seed of the draws; none: that of the session."),
    ], positional: 2,
    examples: [
      "bootstrap([0.88, 0.86, 0.91, 0.87], resamples: 100)",
      "bootstrap([1, 2, 3, 4], [2, 1, 4, 3], of: (x, y) => max(x) - min(y), resamples: 50)",
      Example("bootstrap([2, 2, 2], resamples: 10).low", prints: "2.0"),
    ], words: ["confidence", "interval", "resampling", "bca", "percentile", "standard error"])

  func run(_ context: Context) throws -> Value {
    for (name, sample) in [("a", a), ("b", b ?? a)] {
      try asCall { try StatisticsError.check(sample, name, least: 2) }
    }
    let samples = [a] + (b.map { [$0] } ?? [])
    if choices.isPaired, samples.contains(where: { $0.count != a.count }) {
      throw CallError.failed(
        "samples that are drawn together must be equally long, but have \(a.count) and \(samples[1].count) numbers",
        suggestion: "write `paired: false` if they do not belong together")
    }
    let seed = seed ?? context.seed
    let host = context.host
    defer { host.progress(nil) }
    let outcome = try choices.outcome(of: samples.map(\.count)) { number, sample, size in
      try context.checkCancellation()
      if statistic != nil { host.progress(Progress(step: number, steps: choices.resamples)) }
      return RandomStream(seed: seed, purpose: .resampling, step: number, part: sample)
        .numbers(size, below: size)
    } statistic: { places in
      try value(of: zip(samples, places).map { sample, places in places.map { sample[$0] } }, context)
    }
    guard let outcome else {
      throw CallError.failed(
        "the statistic of the sample is no finite number, so there is no interval about it")
    }
    return .thing(outcome)
  }

  private func value(of samples: [[Double]], _ context: Context) throws -> Double {
    guard let statistic else {
      let means = samples.map { $0.reduce(0, +) / Double($0.count) }
      return means.count == 1 ? means[0] : means[0] - means[1]
    }
    let value = try context.call(statistic, samples.map { .list(of: $0.map { .number($0) }) })
    guard let number = value.asNumber else {
      throw CallError.failed("`of` must give a number, but gave \(value.found)")
    }
    return number
  }
}
