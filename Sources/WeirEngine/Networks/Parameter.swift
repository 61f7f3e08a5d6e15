/// One array that training changes, or that the network keeps about its data.
///
/// Weights outside the mask have no place in the values of a sparse matrix, so no optimizer can revive
/// them. A matrix at least 0.6 dense is stored whole, which is then both smaller and faster; there the
/// gradient outside the mask is dropped, and the weights stay at exactly zero.
public struct Parameter: Sendable {
  /// What the array is for.
  public enum Role: String, Sendable {
    case weight, bias, gain, shift
    /// What a learned activation trains: the slope of one side of a rectifier, or thresholds and slopes.
    case slope, leftThreshold, leftSlope, rightThreshold, rightSlope
    /// Mean and variance of a feature over the training so far: kept, not trained.
    case runningMean, runningVariance

    /// Whether training changes it by its gradient.
    public var isTrained: Bool {
      switch self {
      case .weight, .bias, .gain, .shift: true
      case .slope, .leftThreshold, .leftSlope, .rightThreshold, .rightSlope: true
      case .runningMean, .runningVariance: false
      }
    }

    /// What files call it, behind the name of its layer: what PyTorch does.
    var fileName: String {
      switch self {
      case .weight, .gain, .slope: "weight"
      case .bias, .shift: "bias"
      case .runningMean: "running_mean"
      case .runningVariance: "running_var"
      case .leftThreshold: "left_threshold"
      case .leftSlope: "left_slope"
      case .rightThreshold: "right_threshold"
      case .rightSlope: "right_slope"
      }
    }
  }

  /// What it is for.
  public let role: Role
  /// The sides of the array: `[units, inputs]`, or of a convolution `[filters, channels / groups, kernel, kernel]`,
  /// whose matrix has a row a filter; of a vector its length.
  public let shape: [Int]
  /// Its units and inputs, and which of its weights are active; a vector is one column, all active.
  public let mask: Mask
  /// Where active weights lie; nil for what is stored whole.
  let pattern: SparsePattern?
  /// The numbers in memory's order; none as long as `draw` says what they are.
  var values: Buffer
  /// How the values are drawn when somebody needs them.
  private(set) var draw: Draw?

  /// A vector.
  init(_ role: Role, _ vector: [Float]) {
    self.role = role
    (shape, mask) = ([vector.count], Mask(fullRows: vector.count, columns: 1))
    (pattern, values, draw) = (nil, Buffer(vector), nil)
  }

  /// Weights under [mask], to be drawn when needed. Here and below, a [shape] of nil is that of the matrix.
  init(_ shape: [Int]? = nil, mask: Mask, draw: Draw) {
    (role, self.shape, self.mask, self.draw) = (.weight, shape ?? [mask.rows, mask.columns], mask, draw)
    pattern = Self.pattern(of: mask, self.shape)
    values = Buffer(count: 0)
  }

  /// Weights under [mask], with the values that [weight] gives by row and column.
  init(_ shape: [Int]? = nil, mask: Mask, weight: (_ row: Int, _ column: Int) -> Float) {
    (role, self.shape, self.mask) = (.weight, shape ?? [mask.rows, mask.columns], mask)
    pattern = Self.pattern(of: mask, self.shape)
    values = Buffer(count: 0)
    fill(weight)
  }

  /// Weights under [mask], stored as [values].
  init(
    _ shape: [Int]? = nil, mask: Mask, values: Buffer, execution: Execution = Execution(threads: 1)
  ) {
    (role, self.shape, self.mask, self.values) = (.weight, shape ?? [mask.rows, mask.columns], mask, values)
    pattern = Self.pattern(of: mask, self.shape, execution)
  }

  /// Weights under [mask], with the values of the active ones row after row.
  init(_ shape: [Int]? = nil, mask: Mask, listed list: [Float]) {
    self.init(shape, mask: mask, values: Buffer(count: 0))
    values = stored(list)
  }

  /// The density from which on a matrix is stored whole. Measured crossover of the two kernels: density 0.65 to 0.7 where
  /// a core has one unit for 512 bits, 0.63 to 0.67 where it has two. Fixed a little below, so that no
  /// result depends on a measurement; see `Crossover`.
  static let wholeFrom = 0.6

  /// The fixed rule that says how a matrix is stored.
  static func isStoredSparse(_ mask: Mask) -> Bool {
    isStoredSparse(mask.count, of: mask.rows * mask.columns)
  }

  /// The same of a matrix with so many active weights.
  static func isStoredSparse(_ count: Int, of all: Int) -> Bool {
    // A place in the pattern has 32 bits.
    all > 0 && Double(count) / Double(all) < wholeFrom && count <= Int(UInt32.max)
  }

  /// Where the weights of [mask] lie, nil for what is stored whole. The filters of a convolution, whose weights have a
  /// [shape] of more sides than two, keep their order.
  private static func pattern(
    of mask: Mask, _ shape: [Int], _ execution: Execution = Execution(threads: 1)
  ) -> SparsePattern? {
    let isConvolution = shape.count > 2
    return isStoredSparse(mask) ? SparsePattern(mask, inRowOrder: isConvolution, execution: execution) : nil
  }

  /// How many numbers are in use: active weights, or the length of the vector.
  public var count: Int { mask.count }
  /// How many numbers are stored, inactive ones of a nearly dense matrix included.
  var storedCount: Int { pattern?.count ?? mask.rows * mask.columns }
  /// Whether some stored numbers are inactive.
  var hasInactive: Bool { pattern == nil && !mask.isFull }

  /// The same weights, of which nothing is known but where they are.
  var withoutValues: Parameter {
    var parameter = self
    parameter.values = Buffer(count: 0)
    return parameter
  }

  /// The parameter with its values drawn, if nobody has drawn them yet.
  var drawn: Parameter {
    guard let draw else { return self }
    var parameter = self
    if mask.isFull {
      parameter.values = Buffer(count: storedCount)
      parameter.values.withMutableSpan { draw.fill(&$0) }
    } else {
      parameter.fill(draw.value)
    }
    parameter.draw = nil
    return parameter
  }

  private mutating func fill(_ weight: (_ row: Int, _ column: Int) -> Float) {
    values = Buffer(count: storedCount)
    let (pattern, mask) = (pattern, mask)
    values.withMutableSpan { values in
      if let pattern {
        pattern.forEach { index, row, column in values[index] = weight(row, column) }
      } else {
        mask.forEach { row, column in values[row * mask.columns + column] = weight(row, column) }
      }
    }
  }

  /// Calls [body] with position in memory, row and column of every active weight.
  func forEachActive(_ body: (_ index: Int, _ row: Int, _ column: Int) -> Void) {
    if let pattern { return pattern.forEach(body) }
    mask.forEach { row, column in body(row * mask.columns + column, row, column) }
  }

  /// [values], stored as this parameter's are, in its shape, with zeros outside the mask.
  func tensor(of values: Buffer) -> Tensor {
    guard role == .weight else { return Tensor(shape: shape, values: values.array) }
    var dense = [Float](repeating: 0, count: mask.rows * mask.columns)
    values.withSpan { values in
      forEachActive { index, row, column in dense[row * mask.columns + column] = values[index] }
    }
    return Tensor(shape: shape, values: dense)
  }

  /// The parameter under another mask: what is active in both keeps its value, what is new is zero.
  func masked(by mask: Mask) -> Parameter {
    if let draw { return Parameter(shape, mask: mask, draw: draw) }
    return moved(to: mask).parameter
  }

  /// The values of the active weights, row after row, as the mask counts them.
  var activeValues: [Float] {
    if let draw {
      var list: [Float] = []
      list.reserveCapacity(count)
      mask.forEach { row, column in list.append(draw.value(row, column)) }
      return list
    }
    return listed(values)
  }
}

extension Parameter: Equatable {
  /// Whether role, shape, mask and every bit of the values agree.
  public static func == (a: Parameter, b: Parameter) -> Bool {
    guard a.role == b.role, a.shape == b.shape, a.mask == b.mask else { return false }
    if let draw = a.draw, draw == b.draw { return true }
    if a.draw == nil, b.draw == nil { return a.values == b.values }
    // What is not drawn yet is not drawn for this, for it may be far too large.
    let (of, other) = (a.reader, b.reader)
    return a.mask.allSatisfy { row, column in of(row, column).bitPattern == other(row, column).bitPattern }
  }

  /// The value of an active weight.
  private var reader: (_ row: Int, _ column: Int) -> Float {
    if let draw { return draw.value }
    guard pattern != nil else { return { row, column in values[row * mask.columns + column] } }
    let listed = listed(values)
    return { row, column in mask.rank(row, column).map { listed[$0] } ?? 0 }
  }
}
