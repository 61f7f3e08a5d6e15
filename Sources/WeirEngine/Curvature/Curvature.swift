import WeirCatalog

/// The Hessian of the mean loss of a network over samples, known by its products with directions.
///
/// Its coordinates are the numbers that training changes, or those of one layer: active weights, biases, gains and
/// shifts, and what activations learn. Regularization takes no part. Batch norm normalizes as for
/// `hessianProduct`. Source of the convention: Evci et al. 2022.
public struct Curvature {
  let coordinates: Coordinates
  let samples: Samples
  let loss: any Loss
  let batch: Int
  /// On how many threads to compute.
  public var execution = Execution(threads: 1)
  /// The wish to stop.
  public var cancellation = Cancellation()
  /// Hears how many products are done, and of how many.
  public var progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }

  /// The Hessian of [network] on [samples], by the numbers of weight layer [layer], or all if nil; batch norm sees
  /// [batch] samples together.
  ///
  /// Errors: nothing that training changes, no such layer, or numbers that are not finite.
  public init(
    of network: Network, on samples: Samples, loss: any Loss, layer: Int? = nil,
    batch: Int = TrainingPlan.standardBatch
  ) throws(PlanError) {
    try network.checkFinite()
    coordinates = try Coordinates(network, layer: layer)
    (self.samples, self.loss, self.batch) = (samples, loss, batch)
  }

  /// How many numbers there are: the rows of the Hessian.
  public var count: Int { coordinates.count }

  /// The product with [vector]. Cost: about three gradients.
  ///
  /// Errors: `Cancelled`, if somebody wishes to stop.
  public func product(_ vector: [Double]) throws(Cancelled) -> [Double] {
    coordinates.vector(
      of: try coordinates.network.hessianProduct(
        with: coordinates.direction(vector), on: samples, loss: loss, batch: batch, execution: execution,
        cancellation: cancellation))
  }

  /// What passes with tangents need, and [vectors] vectors beside them.
  func bytes(vectors: Int) -> Double {
    let use = NetworkUse.measuring(batch: min(batch, samples.count), dense: false)
    return 2 * coordinates.network.bytes(for: use) + 8 * Double(vectors) * Double(count)
  }

  /// Refuses to keep [vectors] directions, and [others] bytes besides, where that takes more memory than the network
  /// may; [setting] is what one would make smaller.
  func check(vectors: Int, setting: String? = nil, besides others: Double = 0) throws(PlanError) {
    let (bytes, memory) = (bytes(vectors: vectors + 3) + others, Double(coordinates.network.memory))
    guard bytes > memory else { return }
    throw PlanError(
      message:
        "following \(Notation.grouped(vectors)) direction\(vectors == 1 ? "" : "s") among "
        + "\(Notation.grouped(count)) numbers needs about \(Notation.bytes(bytes)) of memory, but there are "
        + Notation.bytes(memory) + (setting.map { "; a smaller `\($0)` needs less" } ?? ""))
  }

  /// That no measure can be had of a Hessian that is not finite.
  static let notFinite = PlanError(
    message: "the Hessian has numbers that are not finite, for the outputs of the network are too large")
}
