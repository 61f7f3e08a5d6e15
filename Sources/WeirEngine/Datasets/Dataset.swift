import WeirCatalog

/// Inputs with their answers, in two parts: one to learn from, one to be examined on.
public struct Dataset: Thing, Equatable {
  /// The kind of all datasets.
  public static let kind = Kind("dataset")
  /// What it is called: the name of its source.
  public let name: String
  /// The samples to learn from.
  public let train: Samples
  /// The samples to be examined on; none in a dataset that is itself a part of another.
  public let test: Samples
  /// The shape of one input: `[2]`, or `[1, 28, 28]` for a picture of one channel, height and width.
  public let shape: [Int]
  /// How many classes there are; nil where numbers are to be learnt.
  public let classes: Int?
  /// How images change while a network is trained on them; nil if they do not.
  public internal(set) var augmentation: Augmentation?
  /// What the classes are called, one name each; empty where they go by their numbers.
  public let classNames: [String]

  /// A dataset of two parts with inputs of the given [shape].
  ///
  /// Errors: an input that is not finite, a label that is no class, parts that do not fit together.
  public init(
    name: String, shape: [Int], classes: Int?, classNames: [String] = [], train: Samples, test: Samples
  ) throws(DataError) {
    precondition(classNames.isEmpty || classNames.count == classes, "a name for each class, or none")
    try Self.check(train, test, shape.reduce(1, *), classes)
    self.init(name, shape, classes, classNames, train, test)
  }

  /// Of what is known to fit together.
  init(
    _ name: String, _ shape: [Int], _ classes: Int?, _ classNames: [String], _ train: Samples, _ test: Samples
  ) {
    (self.name, self.shape, self.classes, self.classNames) = (name, shape, classes, classNames)
    (self.train, self.test) = (train, test)
  }

  /// How many numbers an input has.
  public var features: Int { shape.reduce(1, *) }

  /// How many numbers a network gives for an input: one for each class, or for each number to learn.
  public var outputs: Int { classes ?? train.targetWidth ?? 0 }

  /// One line about it: `spirals: 800 training and 200 test samples, 2 inputs, 2 classes`.
  public var summary: String {
    let inputs = shape.count == 1 ? "\(features)" : shape.map(String.init).joined(separator: "x")
    let answers = classes.map { "\($0) classes" } ?? "\(outputs) target\(outputs == 1 ? "" : "s")"
    return
      "\(name): \(Notation.grouped(train.count)) training and \(Notation.grouped(test.count)) test samples,"
      + " \(inputs) inputs, \(answers)" + (augmentation == nil ? "" : ", augmented")
  }

  private static func check(
    _ train: Samples, _ test: Samples, _ features: Int, _ classes: Int?
  ) throws(DataError) {
    guard train.features == features, test.features == features else {
      throw DataError(.refused("the inputs of both parts must have \(features) numbers each"))
    }
    guard train.targetWidth == test.targetWidth, (classes == nil) == (train.targetWidth != nil) else {
      throw DataError(.refused("the answers of both parts must be of one sort"))
    }
    guard train.count > 0 else { throw DataError(.refused("a dataset needs at least one training sample")) }
    try check(train, classes, "the training inputs")
    try check(test, classes, "the test inputs")
  }

  private static func check(_ part: Samples, _ classes: Int?, _ what: String) throws(DataError) {
    if case .floats(let floats) = part.storage {
      for sample in 0..<part.count {
        let start = part.rows[sample] * part.features
        let row = floats[start..<(start + part.features)]
        guard let place = row.firstIndex(where: { !$0.isFinite }) else { continue }
        throw DataError(
          .value(
            of: what, row: sample, column: place - start, expected: "a finite number",
            found: Notation.number(row[place])))
      }
    }
    for sample in 0..<part.count {
      if let classes, let label = part.label(sample), !(0..<classes).contains(label) {
        throw DataError(
          .value(
            of: what, row: sample, column: nil, expected: "a label in 0..<\(classes)", found: "\(label)"))
      }
      if classes == nil, let odd = part.target(sample)?.firstIndex(where: { !$0.isFinite }) {
        throw DataError(
          .value(
            of: what, row: sample, column: odd, expected: "a finite target",
            found: Notation.number(part.target(sample)?[odd] ?? .nan)))
      }
    }
  }
}
