import WeirCatalog

/// How sparse a network becomes by rules that keep the largest weights, and how layers share that.
public struct PruningTarget: Sendable {
  /// The sparsity that is reached.
  public var sparsity = 0.9
  /// How layers share it.
  public var distribution: any Distribution = Uniform()

  /// The defaults.
  public init() {}

  /// The masks of the largest |w| such that the network has [sparsity]; of equal ones the first in order stay. A
  /// layer that has fewer weights than its share keeps all of them.
  func masks(_ view: TopologyView, sparsity: Double) -> [Mask] {
    let weights = view.weights
    let scores = weights.indices.map(view.magnitudes)
    let active = scores.reduce(0) { $0 + $1.count }
    let counts: [Int]
    do throws(ShapeError) {
      counts = try distribution.counts(of: weights.map { WeightShape($0) }, sparsity: sparsity) { k in
        Selection.counts(ofLargest: min(k, active), of: scores)
      }
    } catch {
      // What a person is told by `objection`, before the training, is the same for every sparsity.
      preconditionFailure("`\(distribution.identity)` took the network first: \(error.message)")
    }
    return weights.indices.map { layer in
      weights[layer].mask.keeping(
        Selection.largest(min(counts[layer], scores[layer].count), of: scores[layer]))
    }
  }

  /// Why the distribution does not fit [network], or the network is sparser already; nil if neither.
  func objection(to network: Network) -> String? {
    guard distribution.needsDensity else {
      return
        "`\(distribution.identity)` says the density of every layer, whatever sparsity is to be reached; take "
        + "another distribution, or `sparsify` before training"
    }
    do throws(ShapeError) {
      let shapes = network.weightShapes
      let counts = try distribution.counts(of: shapes, sparsity: sparsity) { k in
        // Any way of sharing k does to see whether the rest fits.
        var left = k
        return shapes.map { shape in
          defer { left -= min(left, shape.count) }
          return min(left, shape.count)
        }
      }
      // Each layer may have been rounded the other way.
      guard network.nonzeros + shapes.count < counts.reduce(0, +) else { return nil }
      return
        "`to` is \(Notation.number(sparsity)), but the network is sparser already, at "
        + "\(Notation.number(1 - network.density)), and pruning only takes weights away"
    } catch {
      return error.message
    }
  }
}

/// A rule that keeps the largest weights of a network.
public protocol PruningRule: TopologyRule {
  /// How sparse the network becomes.
  var target: PruningTarget { get set }
}

extension PruningRule {
  static var targetSettings: [Setting<Self>] {
    [
      Setting("to", \.target.sparsity, .number(in: 0...1), "Sparsity that is reached, as in 95%."),
      Setting(
        "distribution", \.target.distribution, .made(by: distributions), "How layers share the sparsity."),
    ]
  }

  /// A target that does not fit.
  public func objection(to network: Network, over steps: Int) -> String? { target.objection(to: network) }

  /// Why a rule that prunes from [begin] to [end], which its settings call [name], does not do so within so many [steps]; nil if it does.
  static func objection(
    from begin: Moment, to end: Moment, called name: String = "end", over steps: Int
  ) -> String? {
    let (first, last) = (begin.step(of: steps), end.step(of: steps))
    if last > steps {
      return "`\(name)` is step \(last), but the training ends at step \(steps), so `to` would not be reached"
    }
    return first <= last ? nil : "`begin` must be at most `end`, step \(last), but is step \(first)"
  }
}
