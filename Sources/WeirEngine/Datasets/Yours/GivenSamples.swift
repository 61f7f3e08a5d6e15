import WeirCatalog

/// Inputs and answers written down in a program.
public struct GivenSamples: DatasetSource {
  @Required var rows: [[Float]]
  var labels: [Int]?
  var targets: [[Float]]?
  var classSetting: Int?
  var test = 0.0
  var seed: Int?

  /// What it says of itself.
  public static let entry = Entry<GivenSamples>(
    "dataset", "Inputs and answers of your own, written down.",
    details: """
      Each input is a list of equally many numbers. Labels are classes, counted from 0; targets are lists of
      numbers to learn. Give one of the two.
      """,
    settings: [
      .required("inputs", \.$rows, .list(of: .list(of: .number)), "The inputs, one list each."),
      Setting("labels", \.labels, .optional(.list(of: .integer)), "The class of each input."),
      Setting(
        "targets", \.targets, .optional(.list(of: .list(of: .number))), "The numbers to learn for each input."
      ),
      Setting(
        "classes", \.classSetting, .optional(.integer(in: 1...TargetColumn.mostClasses)),
        "How many classes there are; one more than the largest label if none."),
      .heldOut(\.test),
      Setting(
        "seed", \.seed, .optional(.integer), "What the test part is drawn from; the session's seed if none."),
    ],
    examples: [
      "dataset(inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], labels: [0, 1, 1, 0])",
      "dataset(inputs: [[1], [2], [3]], targets: [[1], [4], [9]])",
    ],
    words: ["own", "array", "regression"])

  /// With every default; the inputs are still to be given.
  public init() {}

  /// The length of the first input.
  public var inputs: Int? { rows.first?.count }
  /// Those asked for, or those the labels need.
  public var classes: Int? {
    guard let labels else { return nil }
    return classSetting ?? labels.max().flatMap { $0 < TargetColumn.mostClasses ? $0 + 1 : nil }
  }

  /// The samples, after a look whether they fit together.
  public func load(in environment: DataEnvironment, seed: Int) throws(DataError) -> Dataset {
    guard let width = rows.first?.count, width > 0 else {
      throw DataError(.refused("`dataset` needs at least one input of at least one number"))
    }
    try Self.checkWidths(rows, width, "the inputs")
    let (answers, classes) = try self.answers()
    let all = Samples(.floats(rows.flatMap { $0 }), features: width, answers: answers)
    let (train, tested) = try all.drawingOut(test, seed: self.seed ?? seed)
    return try Dataset(name: Self.entry.name, shape: [width], classes: classes, train: train, test: tested)
  }

  private func answers() throws(DataError) -> (Samples.Answers, classes: Int?) {
    switch (labels, targets) {
    case (let labels?, nil):
      try checkCount(labels.count, "labels")
      let limit = classSetting ?? TargetColumn.mostClasses
      if let row = labels.firstIndex(where: { !(0..<limit).contains($0) }) {
        throw DataError(
          .value(
            of: "the labels", row: row, column: nil, expected: "a label in 0..<\(limit)",
            found: "\(labels[row])"))
      }
      return (.labels(labels.map(Int32.init)), classes)
    case (nil, let targets?):
      try checkCount(targets.count, "targets")
      guard let width = targets.first?.count, width > 0 else {
        throw DataError(.refused("`dataset` needs at least one number in each of the targets"))
      }
      try Self.checkWidths(targets, width, "the targets")
      return (.targets(targets.flatMap { $0 }, width: width), nil)
    case (nil, nil): throw DataError(.refused("`dataset` needs `labels` or `targets`"))
    case (_?, _?): throw DataError(.refused("`dataset` takes `labels` or `targets`, but is given both"))
    }
  }

  private func checkCount(_ count: Int, _ what: String) throws(DataError) {
    guard count == rows.count else {
      throw DataError(
        .refused("`dataset` needs as many \(what) as inputs, \(rows.count), but is given \(count)"))
    }
  }

  private static func checkWidths(_ rows: [[Float]], _ width: Int, _ what: String) throws(DataError) {
    if let odd = rows.firstIndex(where: { $0.count != width }) {
      throw DataError(
        .value(
          of: what, row: odd, column: nil, expected: "\(width) number\(width == 1 ? "" : "s"), as in row 0",
          found: "\(rows[odd].count)"))
    }
  }
}
