import WeirCatalog
import WeirEngine

/// Arithmetic over series and tensors, element by element. Shapes must be equal: nothing is stretched
/// to fit, for that hides mistakes.
enum ElementwiseArithmetic {
  /// What [operation] gives if one of [a] and [b] is a series or a tensor; nil if neither is. Errors:
  /// shapes, or positions, that differ.
  static func apply<Operation: NumericOperation>(
    _ operation: Operation.Type, _ a: Value, _ b: Value
  ) throws(CallError) -> Value? {
    switch (a, b) {
    case (.thing(let a as Series), .thing(let b as Series)):
      guard a.positions == b.positions else { throw mismatch(Operation.symbol, described(a), described(b)) }
      return .thing(a.with(zip(a.values, b.values).map { Operation.numbers($0, $1) }))
    case (.thing(let a as Series), _):
      guard let b = b.asNumber else { return nil }
      return .thing(a.with(a.values.map { Operation.numbers($0, b) }))
    case (_, .thing(let b as Series)):
      guard let a = a.asNumber else { return nil }
      return .thing(b.with(b.values.map { Operation.numbers(a, $0) }))
    case (.thing(let a as Tensor), .thing(let b as Tensor)):
      guard a.shape == b.shape else { throw mismatch(Operation.symbol, described(a), described(b)) }
      return .thing(Tensor(shape: a.shape, values: zip(a.values, b.values).map { Operation.singles($0, $1) }))
    case (.thing(let a as Tensor), _):
      guard let b = b.asNumber.map({ Float($0) }) else { return nil }
      return .thing(Tensor(shape: a.shape, values: a.values.map { Operation.singles($0, b) }))
    case (_, .thing(let b as Tensor)):
      guard let a = a.asNumber.map({ Float($0) }) else { return nil }
      return .thing(Tensor(shape: b.shape, values: b.values.map { Operation.singles(a, $0) }))
    default: return nil
    }
  }

  /// What [function] gives for each element; nil for what is neither a number, a series nor a tensor.
  static func map(_ value: Value, _ function: (Double) -> Double) -> Value? {
    switch value {
    case .integer(let value): .number(function(Double(value)))
    case .number(let value): .number(function(value))
    case .thing(let series as Series): .thing(series.with(series.values.map(function)))
    case .thing(let tensor as Tensor):
      .thing(Tensor(shape: tensor.shape, values: tensor.values.map { Float(function(Double($0))) }))
    case .none, .truth, .text, .list, .record, .range, .function, .word, .entry, .thing: nil
    }
  }

  private static func mismatch(_ symbol: BinaryOperator, _ a: String, _ b: String) -> CallError {
    .failed("`\(symbol.rawValue)` needs equal shapes, found \(a) and \(b)")
  }

  private static func described(_ tensor: Tensor) -> String { "a tensor of shape \(tensor.shape)" }

  private static func described(_ series: Series) -> String {
    guard let first = series.positions.first, let last = series.positions.last else {
      return "the empty series `\(series.name)`"
    }
    let places = "\(series.axis) \(Notation.number(first)) to \(Notation.number(last))"
    return "the series `\(series.name)` of \(series.values.count) (\(places))"
  }
}

extension Series {
  /// The same series with other [values].
  fileprivate func with(_ values: [Double]) -> Series {
    Series(name, over: axis, positions: positions, values: values)
  }
}

extension Value {
  /// The number it is, integers included; nil if it is none.
  var asNumber: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .none, .truth, .text, .list, .record, .range, .function, .word, .entry, .thing: nil
    }
  }
}

extension Series: Sequential {
  /// How many values it has.
  public var count: Int { values.count }
  /// The value at [index].
  public func item(at index: Int) throws(CallError) -> Value { .number(values[index]) }
}

extension Series: Sliceable {
  /// The values at [places], with their positions.
  public func slice(_ places: Range<Int>) -> Series {
    Series(name, over: axis, positions: Array(positions[places]), values: Array(values[places]))
  }
}

extension Tensor: Sequential {
  /// Its length along the first axis.
  public var count: Int { shape.first ?? 0 }
  /// The number, or the tensor of one axis less, at [index] along the first axis.
  public func item(at index: Int) throws(CallError) -> Value {
    let inner = Array(shape.dropFirst())
    let size = inner.reduce(1, *)
    if inner.isEmpty { return .number(values[index]) }
    return .thing(Tensor(shape: inner, values: Array(values[(index * size)..<((index + 1) * size)])))
  }
}

extension Tensor: Sliceable {
  /// The part at [places] of the first axis.
  public func slice(_ places: Range<Int>) -> Tensor {
    let size = shape.dropFirst().reduce(1, *)
    return Tensor(
      shape: [places.count] + shape.dropFirst(),
      values: Array(values[(places.lowerBound * size)..<(places.upperBound * size)]))
  }
}
