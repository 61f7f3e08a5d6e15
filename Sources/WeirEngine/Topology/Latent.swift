/// A weight matrix of which more is trained than takes part in the network.
///
/// Three sets, each inside the one before: all weights, of which nothing is forgotten; those that are trained,
/// and have optimizer memory; those that are active, which the network has.
struct Latent: Sendable {
  /// All weights; what is trained at present is up to date in `trained` only.
  private var all: Parameter
  /// The weights that are trained.
  private(set) var trained: Parameter
  /// Which of the trained ones are active.
  private let active: Part

  /// All weights of [parameter], of which those under [trained] are trained and those of [active] active.
  init(_ parameter: Parameter, trained: Mask, active: Parameter) {
    all = parameter
    self.trained = parameter.moved(to: trained).parameter
    self.active = Part(of: self.trained, active)
  }

  /// All weights as they are now.
  var current: Parameter {
    if trained.mask == all.mask { return trained }
    var current = all
    Part(of: all, trained).write(trained.values, into: &current.values)
    return current
  }

  /// [numbers], stored as the trained weights are, of the active weights alone.
  func active(of numbers: Buffer) -> Buffer { active.read(numbers) }

  /// Changes places with other values of what is trained.
  mutating func exchange(_ values: inout Buffer) { swap(&values, &trained.values) }

  /// Adds to [gradient], stored as the trained weights are, what pulls them to zero: [pull] w for an active
  /// weight, [other] w for one that is not.
  func pull(_ gradient: inout Buffer, active pull: Float, other: Float) {
    var factors = Buffer([Float](repeating: other, count: trained.storedCount))
    active.fill(&factors, with: pull)
    gradient.withMutableSpan { gradient in
      trained.values.withSpan { weights in
        factors.withSpan { factors in
          for index in 0..<gradient.count { gradient[index] += factors[index] * weights[index] }
        }
      }
    }
  }
}

extension Latent: Equatable {
  /// Whether the same weights are what they are, whatever is out of date of them.
  static func == (a: Latent, b: Latent) -> Bool {
    a.current == b.current && a.trained == b.trained && a.active == b.active
  }
}

/// The weights that a matrix has in common with a larger one: their places in the memory of both.
private struct Part: Sendable, Equatable {
  private let outer: [UInt32], inner: [UInt32]
  private let count: Int

  init(of whole: Parameter, _ part: Parameter) {
    let sources = Execution(threads: 1).sources(of: part, in: whole)
    let shared = sources.indices.filter { sources[$0] >= 0 }
    (outer, inner) = (shared.map { UInt32(sources[$0]) }, shared.map { UInt32($0) })
    count = part.storedCount
  }

  func read(_ numbers: Buffer) -> Buffer {
    var part = Buffer(count: count)
    part.withMutableSpan { part in
      numbers.withSpan { numbers in
        for index in inner.indices { part[Int(inner[index])] = numbers[Int(outer[index])] }
      }
    }
    return part
  }

  func write(_ part: Buffer, into numbers: inout Buffer) {
    numbers.withMutableSpan { numbers in
      part.withSpan { part in
        for index in inner.indices { numbers[Int(outer[index])] = part[Int(inner[index])] }
      }
    }
  }

  func fill(_ numbers: inout Buffer, with number: Float) {
    numbers.withMutableSpan { numbers in for place in outer { numbers[Int(place)] = number } }
  }
}
