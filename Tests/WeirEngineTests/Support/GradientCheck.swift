import Testing

@testable import WeirEngine

/// A network on a batch, as a function of its parameters, whose gradient is compared with differences.
///
/// Differences are of fourth order over a step h = 2⁻⁶, f' = (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / 12 h,
/// so that what they leave out, h⁴ f⁽⁵⁾ / 30, is below 10⁻⁸ for functions of moderate curvature, and what
/// rounding adds, about 10⁻⁷ of the loss over h, is below 10⁻⁵. A power of two makes the steps exact.
struct GradientCheck {
  var network: Network
  let samples: Samples
  let loss: any Loss
  var mode = Pass.Mode.measuring
  var execution = oneThread

  /// How far a gradient may be off, as a share of the largest of its parameter (or of 0.005, where that is
  /// less): a hundred times what rounding explains, and far below any mistake in a formula.
  static let tolerance = 2e-3
  private static let step: Float = 0x1p-6
  /// The most entries of a parameter that are looked at, evenly spread.
  private static let most = 40

  init(_ network: Network, _ samples: Samples, _ loss: any Loss, mode: Pass.Mode = .measuring) {
    (self.network, self.samples, self.loss, self.mode) = (
      network.drawn.stirred, samples, loss, mode
    )
  }

  private var places: ArraySlice<Int32> { (0..<Int32(samples.count)).map { $0 }[...] }
  private var pass: Pass { Pass(mode: mode, execution: execution, seed: 5, step: 7) }

  /// On which piece of an activation a number lies: on a curved one, on a straight one of some slope, or for a
  /// learned activation, whose slopes change with its coefficients, by which of these its value changes.
  private struct Piece: Equatable {
    let isCurved: Bool
    let slope: Float?
    let coefficients: SIMDMask<SIMD4<Int32>>

    init(of activation: some Activation, at x: Float) {
      isCurved = activation.curvature(x) != 0
      let slopes = (activation as? any LearnedActivation)?.coefficientSlopes(x)
      slope = isCurved || slopes != nil ? nil : activation.slope(x)
      coefficients = (slopes ?? .zero) .!= SIMD4.zero
    }
  }

  /// The mean loss, and the pieces on which everything lies that goes into an activation.
  private func value(_ network: Network) -> (loss: Double, pieces: [Piece]) {
    var workspace = Workspace(for: network)
    var ignored = TiledBatch(features: 0, count: 0)
    execution.load(samples, at: places, into: &workspace.batches[0])
    workspace.forward(network, pass)
    let reading = loss.evaluate(
      workspace.outputs, samples.answers(at: places), factor: 0, into: &ignored)
    var pieces: [Piece] = []
    network.places.forEach(workspace.batches, workspace.memories) { place, input, _ in
      let own = Own(parameters: network.parameters, place: place)
      for (feature, activation) in functions(of: place.layer, own, input.features).enumerated() {
        for sample in 0..<input.count { pieces.append(Piece(of: activation, at: input[sample, feature])) }
      }
    }
    return (reading.mean, pieces)
  }

  /// The function of each feature; none for what is no activation.
  private func functions(of layer: any Layer, _ own: Own, _ features: Int) -> [any Activation] {
    func all(_ learned: some LearnedActivation) -> [any Activation] {
      let functions = learned.functions(own)
      return (0..<features).map { functions[$0 / learned.featuresPerChannel(own)] }
    }
    if let learned = layer as? any LearnedActivation { return all(learned) }
    return (layer as? any Activation).map { [any Activation](repeating: $0, count: features) } ?? []
  }

  /// The gradients of all parameters by the pass back.
  func gradients() -> [Buffer] {
    var workspace = Workspace(for: network)
    execution.load(samples, at: places, into: &workspace.batches[0])
    workspace.forward(network, pass)
    _ = loss.evaluate(
      workspace.outputs, samples.answers(at: places), factor: 1 / Float(samples.count),
      into: &workspace.flow.gradient)
    workspace.backward(network, pass)
    return workspace.gradients
  }

  /// The derivative by entry [place] of parameter [index]; nil if a kink lies within the steps.
  private func difference(_ index: Int, _ place: Int) -> Double? {
    let home = network.parameters[index].values[place]
    var values: [Double] = []
    var first: [Piece]?
    for offset in [-2, -1, 1, 2] as [Float] {
      var moved = network
      moved.parameters[index].values[place] = home + offset * Self.step
      let (loss, pieces) = value(moved)
      if let first, first != pieces { return nil }
      first = first ?? pieces
      values.append(loss)
    }
    let near = values[2] - values[1]
    let far = values[3] - values[0]
    return (8 * near - far) / (12 * Double(Self.step))
  }

  /// Expects the gradient of every trained parameter to be what differences say, and zero where a weight
  /// is inactive.
  func expectAgreement(_ comment: Comment? = nil, _ location: SourceLocation = #_sourceLocation) {
    let gradients = gradients()
    var (looked, skipped) = (0, 0)
    for (index, parameter) in network.parameters.enumerated() where parameter.role.isTrained {
      let gradient = gradients[index]
      #expect(gradient.count == parameter.storedCount, comment, sourceLocation: location)
      var active: [Int] = []
      parameter.forEachActive { place, _, _ in active.append(place) }
      let inactive = Set(0..<gradient.count).subtracting(active)
      #expect(inactive.allSatisfy { gradient[$0] == 0 }, comment, sourceLocation: location)
      let largest = active.reduce(5e-3) { max($0, Double(abs(gradient[$1]))) }
      let pitch = max(1, active.count / Self.most)
      for place in stride(from: index % pitch, to: active.count, by: pitch) {
        looked += 1
        guard let expected = difference(index, active[place]) else {
          skipped += 1
          continue
        }
        let found = Double(gradient[active[place]])
        #expect(
          abs(found - expected) <= Self.tolerance * largest,
          "parameter \(index) (\(parameter.role)), entry \(active[place]): \(comment?.description ?? "")",
          sourceLocation: location)
      }
    }
    #expect(looked > 0 && skipped * 2 <= looked, "kinks hide most entries", sourceLocation: location)
  }
}
