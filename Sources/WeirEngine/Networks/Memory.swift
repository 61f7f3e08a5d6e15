import WeirCatalog

/// What is done with a network, as far as its need of memory goes.
public enum NetworkUse: Sendable, Equatable {
  /// A pass forward, [batch] samples at a time.
  case evaluating(batch: Int)
  /// Gradients over many batches, those of inactive weights included if [dense].
  case measuring(batch: Int, dense: Bool)
  /// Training with so many numbers of optimizer memory for each weight.
  case training(batch: Int, memories: Int)

  /// What a sentence calls it.
  fileprivate var name: String {
    switch self {
    case .evaluating(let batch): "a pass forward in batches of \(Notation.grouped(batch))"
    case .measuring(let batch, let dense):
      "measuring \(dense ? "dense " : "")gradients in batches of \(Notation.grouped(batch))"
    case .training(let batch, _): "training in batches of \(Notation.grouped(batch))"
    }
  }
}

extension Network {
  /// The most features a layer can have: the kernels count in 32 bits.
  static let mostFeatures = Int(Int32.max)

  /// Refuses samples of [shape] behind what [name] says, where no array could hold them.
  static func check(_ shape: [Int], _ name: @autoclosure () -> String) throws(ShapeError) {
    if let side = shape.first(where: { $0 < 1 }) {
      throw ShapeError(message: "\(name()) cannot have a side of \(side)")
    }
    let features = shape.reduce(1) { $0 * Double($1) }
    guard features <= Double(mostFeatures) else {
      let batch = features * Double(4 * TiledBatch.lanes)
      throw ShapeError(
        message:
          "\(name()) of shape \(shape) has more than \(Notation.grouped(mostFeatures)) features; a batch of "
          + "\(TiledBatch.lanes) would need \(Notation.bytes(batch))")
    }
  }

  /// The bytes a layer needs whatever becomes of its weights: for one tile of samples and its gradient,
  /// and at most four numbers a feature of its own. Weights are another matter, since they are only drawn
  /// when needed, and most may be gone by then.
  static func leastBytes(features: Double) -> Double {
    features * 4 * Double(2 * TiledBatch.lanes + 4)
  }

  /// About how many bytes [use] takes at its height, the network itself included.
  public func bytes(for use: NetworkUse) -> Double {
    func tiles(_ batch: Int) -> Double { Double((max(1, batch) + TiledBatch.lanes - 1) / TiledBatch.lanes) }
    func size(_ place: Place) -> Double { place.output.reduce(1) { $0 * Double($1) } }
    let (all, written) = (places.flatMap(\.all), places.written(use.mode))
    let sizes = [Double(inputs)] + written.map(size)
    let tile = 4.0 * Double(TiledBatch.lanes)
    let forward = tile * sizes.reduce(0, +)
    // The gradient on its way back takes two batches more.
    let kept = tile * all.reduce(0) { $0 + ($1.layer.keepsBatch ? size($1) : 0) }
    let backward = forward + kept + 2 * tile * (sizes.max() ?? 0)
    let scratch = all.reduce(0) { max($0, $1.layer.scratchBytes(for: $1.input)) }
    // On the way back the gradients of a matrix may wait to be put in order.
    let waiting = use.goesBack ? parameters.reduce(0) { max($0, 4 * Double($1.pattern?.count ?? 0)) } : 0
    return scratch + waiting + parameters.reduce(0) { $0 + $1.bytes(for: use) }
      + tiles(use.batch) * (use.goesBack ? backward : forward)
  }

  /// Refuses [use] where it takes more memory than the network may.
  public func check(memoryFor use: NetworkUse) throws(PlanError) {
    let bytes = bytes(for: use)
    guard bytes > Double(memory) else { return }
    throw PlanError(
      message: "\(use.name) needs about \(Notation.bytes(bytes)) of memory for this network, "
        + "but there are \(Notation.bytes(Double(memory)))")
  }
}

extension NetworkUse {
  fileprivate var batch: Int {
    switch self {
    case .evaluating(let batch), .measuring(let batch, _), .training(let batch, _): batch
    }
  }

  fileprivate var goesBack: Bool { mode != .evaluating }

  fileprivate var mode: Pass.Mode {
    switch self {
    case .evaluating: .evaluating
    case .measuring: .measuring
    case .training: .training
    }
  }
}

extension Parameter {
  /// Values, their places, and what [use] keeps beside each.
  fileprivate func bytes(for use: NetworkUse) -> Double {
    let stored = Double(pattern?.count ?? 0) + (pattern == nil ? Double(mask.rows) * Double(mask.columns) : 0)
    let places = pattern == nil ? 0 : 4.0
    // The transposed matrix: offsets and permutation. A convolution's values in its order lie where the gradient will.
    let transposed = pattern == nil ? 0 : 6.0
    switch use {
    case .evaluating: return stored * (4 + places)
    case .measuring(_, false): return stored * (4 + places + transposed + 16)
    case .measuring(_, true):
      return stored * (4 + places + transposed) + 16 * Double(mask.rows) * Double(mask.columns)
    case .training(_, let memories): return stored * (8 + places + transposed + 4 * Double(memories))
    }
  }
}
