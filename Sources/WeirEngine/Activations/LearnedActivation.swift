/// An activation whose function has a few numbers that are trained, its coefficients.
///
/// The layer's description is itself such a function: that with the coefficients with which training begins.
/// With others put in their place it is that of a channel.
public protocol LearnedActivation: Activation {
  /// What each coefficient is, in order; at most four.
  static var roles: [Parameter.Role] { get }
  /// The coefficients of this function, zeros behind them.
  var coefficients: SIMD4<Float> { get set }
  /// Whether each channel has coefficients of its own, or all have the same. The features of a vector are
  /// channels; in samples of shape [channels, height, width] the points of a channel share its coefficients.
  var isPerChannel: Bool { get }
  /// The coefficients with which training begins for each of [channels] channels.
  func initialCoefficients(_ channels: Int, _ drawing: Drawing) -> [SIMD4<Float>]
  /// The derivatives of the value at x by the coefficients; at a kink, those of the left side.
  func coefficientSlopes(_ x: Float) -> SIMD4<Float>
  /// How slope and `coefficientSlopes` at x change, to first order, where x and the coefficients change.
  func changes(
    at x: Float, by change: Float, _ coefficients: SIMD4<Float>
  ) -> (slope: Float, coefficientSlopes: SIMD4<Float>)
}

extension LearnedActivation {
  /// Most begin alike everywhere.
  public func initialCoefficients(_ channels: Int, _ drawing: Drawing) -> [SIMD4<Float>] {
    [SIMD4<Float>](repeating: coefficients, count: channels)
  }

  private func channels(for input: [Int]) -> Int { isPerChannel ? input.first ?? 1 : 1 }

  /// A vector for each coefficient, with a number for each channel.
  public func parameters(for input: [Int], _ drawing: Drawing) throws(ShapeError) -> [Parameter] {
    let initial = initialCoefficients(channels(for: input), drawing)
    return Self.roles.enumerated().map { index, role in Parameter(role, initial.map { $0[index] }) }
  }

  /// For each channel the coefficients among the parameters [own].
  func coefficients(_ own: Own) -> [SIMD4<Float>] {
    (0..<channels(for: own.place.input)).map { channel in
      var coefficients = SIMD4<Float>.zero
      for index in Self.roles.indices { coefficients[index] = own[index].values[channel] }
      return coefficients
    }
  }

  /// The functions of all channels.
  func functions(_ own: Own) -> [Self] {
    coefficients(own).map { coefficients in
      var function = self
      function.coefficients = coefficients
      return function
    }
  }

  /// Features that share a function.
  func featuresPerChannel(_ own: Own) -> Int {
    own.place.input.reduce(1, *) / channels(for: own.place.input)
  }

  /// Applies the function of its channel to every feature.
  public func forward(
    _ input: TiledBatch, into output: inout TiledBatch, _ own: Own, _ memory: inout LayerMemory, _ pass: Pass
  ) {
    let (functions, share) = (functions(own), featuresPerChannel(own))
    pass.execution.mapRows(input, into: &output, cost: 4) { feature, x, y in
      functions[feature / share].values(x, into: &y)
    }
  }

  /// ∂c = the sum of ∂y ∂y/∂c over a channel and the samples; ∂x = ∂y times the slope.
  public func backward(
    _ flow: inout Backflow, _ input: TiledBatch, _ output: TiledBatch, _ own: Own,
    _ gradients: inout [Buffer], _ memory: inout LayerMemory, _ pass: Pass
  ) {
    let (functions, share) = (functions(own), featuresPerChannel(own))
    let sums = pass.execution.sumRows(input, flow.gradient, cost: 8) { feature, x, d in
      functions[feature / share].sum(x, d)
    }
    write(sums, own, to: &gradients)
    guard pass.needsInputGradient else { return }
    pass.execution.updateRows(&flow.gradient, input, output, cost: 4) { feature, x, y, d in
      functions[feature / share].multiplySlopes(x, y, &d)
    }
  }

  /// Σ dᵢ ∂y/∂c at xᵢ.
  private func sum(_ x: Span<Float>, _ d: Span<Float>) -> SIMD4<Double> {
    var sum = SIMD4<Float>.zero
    for index in 0..<x.count { sum += d[index] * coefficientSlopes(x[index]) }
    return SIMD4<Double>(sum)
  }

  /// Adds what each feature says of the coefficients, for each channel, in the order of the features.
  func write(_ features: [SIMD4<Double>], _ own: Own, to gradients: inout [Buffer]) {
    let share = featuresPerChannel(own)
    let channels = stride(from: 0, to: features.count, by: share).map { start in
      features[start..<start + share].reduce(SIMD4<Double>.zero, +)
    }
    for index in Self.roles.indices {
      gradients[own.base + index] = Buffer(channels.map { Float($0[index]) })
    }
  }
}
