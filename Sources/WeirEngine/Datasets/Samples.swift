/// One part of a dataset: inputs, and for each the answer to learn.
///
/// Samples are a view: stored rows, shared between all views of them, and which of these belong to
/// the part. Taking, splitting and standardizing images therefore copy no input.
public struct Samples: Sendable {
  /// Stored inputs, row-major `[row][feature]`: images as the bytes they were published in.
  public enum Storage: Sendable, Equatable {
    case bytes([UInt8])
    case floats([Float])

    /// How many numbers are stored.
    public var count: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .floats(let floats): floats.count
      }
    }
  }

  /// What is to be learnt, for every stored row: a class, or [width] numbers.
  public enum Answers: Sendable, Equatable {
    case labels([Int32])
    case targets([Float], width: Int)
  }

  /// How many numbers an input has.
  public let features: Int
  /// All stored inputs, of this part and others.
  public let storage: Storage
  /// An input is stored · scale + shift: one pair for all features, or one for each. Floats are
  /// stored as they are, with scale 1 and shift 0.
  public let scale: [Float]
  /// What is added after scaling; as many as scales.
  public let shift: [Float]
  /// The answers of all stored rows.
  public let answers: Answers
  /// Which stored row each sample is.
  public let rows: Rows

  /// All the rows of [storage]: a whole number of them, and an answer for each.
  public init(
    _ storage: Storage, features: Int, scale: [Float] = [1], shift: [Float] = [0], answers: Answers
  ) {
    precondition(features > 0 && storage.count % features == 0, "inputs are whole rows")
    let count = storage.count / features
    precondition(scale.count == shift.count && [1, features].contains(scale.count), "one pair, or one each")
    switch answers {
    case .labels(let labels): precondition(labels.count == count, "one label for each row")
    case .targets(let targets, let width):
      precondition(targets.count == count * width, "targets for each row")
    }
    self.init(storage, features, scale, shift, answers, .run(0..<count))
  }

  private init(
    _ storage: Storage, _ features: Int, _ scale: [Float], _ shift: [Float], _ answers: Answers, _ rows: Rows
  ) {
    (self.storage, self.features, self.scale, self.shift) = (storage, features, scale, shift)
    (self.answers, self.rows) = (answers, rows)
  }

  /// How many samples there are.
  public var count: Int { rows.count }

  /// One number of one input.
  public func value(sample: Int, feature: Int) -> Float {
    precondition((0..<features).contains(feature), "a feature of the input")
    let place = rows[sample] * features + feature
    let one = scale.count == 1 ? 0 : feature
    switch storage {
    case .bytes(let bytes): return Float(bytes[place]) * scale[one] + shift[one]
    case .floats(let floats): return floats[place] * scale[one] + shift[one]
    }
  }

  /// One whole input.
  public func input(_ sample: Int) -> [Float] {
    (0..<features).map { value(sample: sample, feature: $0) }
  }

  /// The class of a sample; nil where numbers are to be learnt.
  public func label(_ sample: Int) -> Int? {
    guard case .labels(let labels) = answers else { return nil }
    return Int(labels[rows[sample]])
  }

  /// The numbers to be learnt for a sample; nil where it is a class.
  public func target(_ sample: Int) -> [Float]? {
    guard case .targets(let targets, let width) = answers else { return nil }
    let start = rows[sample] * width
    return Array(targets[start..<(start + width)])
  }

  /// How many numbers are to be learnt for a sample; nil where it is a class.
  public var targetWidth: Int? {
    guard case .targets(_, let width) = answers else { return nil }
    return width
  }

  /// The samples at [range], without copying any.
  public subscript(range: Range<Int>) -> Samples { viewing(rows[range]) }

  /// The samples at [places], in that order, without copying any.
  public func picking(_ places: [Int]) -> Samples { viewing(rows.picking(places)) }

  /// The same inputs under another scale and shift.
  func scaled(_ scale: [Float], _ shift: [Float]) -> Samples {
    Samples(storage, features, scale, shift, answers, rows)
  }

  private func viewing(_ rows: Rows) -> Samples { Samples(storage, features, scale, shift, answers, rows) }
}

extension Samples: Equatable {
  /// Whether both have equal inputs and answers in equal order, however they are stored.
  public static func == (a: Samples, b: Samples) -> Bool {
    guard a.features == b.features, a.count == b.count else { return false }
    if a.rows == b.rows, a.scale == b.scale, a.shift == b.shift, a.storage == b.storage,
      a.answers == b.answers
    {
      return true
    }
    return (0..<a.count).allSatisfy { sample in
      a.label(sample) == b.label(sample) && a.target(sample) == b.target(sample)
        && (0..<a.features).allSatisfy {
          a.value(sample: sample, feature: $0) == b.value(sample: sample, feature: $0)
        }
    }
  }
}
