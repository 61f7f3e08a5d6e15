import WeirCatalog

/// What becomes of the masks while a network is trained.
///
/// A rule is a function of what it sees: when an update is due, and which weights stay and how many grow
/// then. Everything else is the trainer's: finding what grows, moving values and optimizer memories, keeping
/// record. An update stands between two steps and counts as none: the step behind it takes the same batch, so
/// that gradient flow before and after differs by the masks alone.
public protocol TopologyRule: Catalogued, Thing {
  /// Whether masks change behind [step] updates of the weights, of [total].
  func isDue(at step: Int, of total: Int) -> Bool
  /// Which weights stay, and how many grow.
  func change(_ view: TopologyView) -> TopologyWish
  /// How slowly the average of the gradients of all weights, inactive ones too, forgets; nil for none.
  /// Whoever asks for it pays for dense gradients in every step.
  var averaging: Float? { get }
  /// How weights are trained that take no part in the network; nil if there are none.
  var latency: Latency? { get }
  /// Whether it takes the memory of a dense network.
  var isDense: Bool { get }
  /// Why the rule does not fit [network] trained for so many [steps]; nil if it does.
  func objection(to network: Network, over steps: Int) -> String?
}

extension TopologyRule {
  /// The kind of all rules.
  public static var kind: Kind { topologyRules.kind }
  /// Most need no gradients but those of active weights.
  public var averaging: Float? { nil }
  /// Most train what the network has.
  public var latency: Latency? { nil }
  /// Rules that look at all weights.
  public var isDense: Bool { averaging != nil || latency != nil }
  /// Most fit any network.
  public func objection(to network: Network, over steps: Int) -> String? { nil }
}

/// All rules.
public let topologyRules = Registry<any TopologyRule>(
  Kind("sparsity rule"),
  [
    FixedMasks.self, GradualPruning.self, OneShotPruning.self, IterativePruning.self, SparseEvolution.self,
    RigL.self, SNFS.self, SparseMomentum.self, TopKAST.self, StraightThrough.self, ACDC.self,
  ])

/// What a rule sees when an update is due.
public struct TopologyView: Sendable {
  /// Updates of the weights so far, and in all.
  public let step: Int, total: Int
  /// The weight matrices, first layer first; where more is trained than takes part, all of them.
  let weights: [Parameter]
  /// The running averages of their gradients, dense, where the rule asks for them.
  var averages: [Buffer] = []

  /// Their masks.
  public var masks: [Mask] { weights.map(\.mask) }

  /// |w| of the active weights of [layer], row after row.
  func magnitudes(_ layer: Int) -> [Float] {
    var list = weights[layer].listed(weights[layer].values)
    for index in list.indices { list[index] = abs(list[index]) }
    return list
  }

  /// The mask of [layer] without the [dropped] smallest weights; of equal ones the later go first.
  func mask(_ layer: Int, without dropped: Int) -> Mask {
    let mask = weights[layer].mask
    if dropped == 0 { return mask }
    return mask.keeping(Selection.largest(mask.count - dropped, of: magnitudes(layer)))
  }
}

/// What a rule wants of an update: new masks, and how many weights grow outside them.
public struct TopologyWish: Sendable {
  /// Which weights of each matrix are active before any grow. One that was not begins at zero.
  public var masks: [Mask]
  /// How many weights each grows. What was just dropped may return, and then keeps its value.
  public var grown: [Int]
  /// Which ones.
  public var growth: Growth

  /// These masks, and nothing grows.
  init(masks: [Mask]) { self.init(masks: masks, grown: masks.map { _ in 0 }, growth: .random) }

  /// These masks, and outside them so many weights chosen by [growth].
  init(masks: [Mask], grown: [Int], growth: Growth) {
    (self.masks, self.grown, self.growth) = (masks, grown, growth)
  }
}

/// How weights are trained that take no part in the network: those that would be active at a lower sparsity.
public struct Latency: Sendable {
  /// The sparsity of what is trained, in each layer.
  public var sparsity = 0.0
  /// What is added to the gradient of an active weight w: pull w.
  public var pull: Float = 0
  /// The same for the others that are trained.
  public var inactivePull: Float = 0
}

/// Which inactive weights grow.
public enum Growth: Sendable {
  /// Any, each choice equally likely.
  case random
  /// Those with the largest gradient |∂L/∂W|.
  case gradient
  /// Those with the largest running average of the gradient.
  case average
}
