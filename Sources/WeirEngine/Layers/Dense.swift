import WeirCatalog

/// A fully connected layer, sparse or not: y = W x + b, with W `[units, inputs]`.
///
/// Cost: active weights times batch, three times a step. A sample of any shape counts as one vector.
public struct Dense: WeightedLayer {
  /// How many units.
  @Required public var units: Int
  /// Weights by hand, a row a unit; drawn if nil.
  public var weights: [[Float]]?
  /// Biases by hand; zeros if nil.
  public var bias: [Float]?
  /// Which weights are active, a row a unit: ones and zeros; all if nil.
  public var mask: [[Float]]?

  /// How it is named and set.
  public static let entry = Entry<Dense>(
    "dense", "Connects every unit to every input: W x + b.",
    details: "Weights, bias and mask can be set by hand; rows are units.",
    settings: [
      .required("units", \.$units, .integer(in: 1...), "How many units."),
      Setting(
        "weights", \.weights, .optional(.list(of: .list(of: .number))), "Weights by hand, a row a unit."),
      Setting("bias", \.bias, .optional(.list(of: .number)), "Biases by hand, one a unit."),
      Setting(
        "mask", \.mask, .optional(.list(of: .list(of: .number(in: 0...1)))),
        "Which weights are active, by ones and zeros, a row a unit."),
    ],
    examples: [
      Example(
        "network([dense(1, weights: [[2, 3]], mask: [[1, 0]])], input: [2]).layers[0].nonzeros", prints: "1")
    ],
    words: ["linear", "fully connected"])

  /// Without units yet.
  public init() {}

  /// A layer of [units] drawn units.
  public init(units: Int) { self.units = units }

  /// The units.
  public var width: Int {
    get { units }
    set { units = newValue }
  }

  /// A vector of as many features as there are units.
  public func outputShape(for input: [Int]) throws(ShapeError) -> [Int] {
    guard units >= 1 else { throw ShapeError(message: "dense(\(units)) must have at least one unit") }
    let inputs = input.reduce(1, *)
    try check(weights, "weights", inputs)
    try check(mask, "mask", inputs)
    if let bias, bias.count != units {
      throw ShapeError(message: "`bias` of dense(\(units)) must have \(units) numbers, but has \(bias.count)")
    }
    if let mask, mask.contains(where: { $0.contains { $0 != 0 && $0 != 1 } }) {
      throw ShapeError(message: "`mask` of dense(\(units)) must be of ones and zeros")
    }
    return [units]
  }

  /// Its units.
  public var bare: Dense { Dense(units: units) }

  private func check(_ matrix: [[Float]]?, _ name: String, _ inputs: Int) throws(ShapeError) {
    guard let matrix else { return }
    if matrix.count != units {
      throw ShapeError(
        message: "`\(name)` of dense(\(units)) must have \(units) rows, one a unit, but has \(matrix.count)")
    }
    if let row = matrix.firstIndex(where: { $0.count != inputs }) {
      throw ShapeError(
        message: "`\(name)` of dense(\(units)) must have \(inputs) columns, one an input, "
          + "but row \(row) has \(matrix[row].count)")
    }
  }

  /// Weights and bias.
  public func parameters(for input: [Int], _ drawing: Drawing) throws(ShapeError) -> [Parameter] {
    let columns = input.reduce(1, *)
    var active = Mask(fullRows: units, columns: columns)
    if let mask {
      let flat = mask.flatMap { $0 }
      active = Mask(rows: units, columns: columns, positions: flat.indices.filter { flat[$0] == 1 })
    }
    let weight: Parameter
    if let weights {
      weight = Parameter(mask: active) { row, column in weights[row][column] }
    } else {
      let stream = RandomStream(seed: drawing.seed, purpose: .weights, part: drawing.part)
      weight = Parameter(
        mask: active, draw: Draw(drawing.initializer, [units, columns], mask: active, stream: stream))
    }
    return [weight, Parameter(.bias, bias ?? [Float](repeating: 0, count: units))]
  }

  /// A plain matrix: a sample counts as one vector.
  public func map(for input: [Int]) -> Convolution? { nil }
}
