extension LearnedActivation {
  /// ẏ = slope ẋ + Σ ∂y/∂c ċ.
  public func forwardTangent(_ point: TangentPoint, into tangent: inout Tangent, _ pass: Pass) {
    let (functions, share) = (functions(point.own), featuresPerChannel(point.own))
    let changes = coefficients(point.direction)
    pass.execution.copy(point.inputTangent, into: &tangent.batch)
    pass.execution.updateRows(&tangent.batch, point.input, point.output, cost: 16) { feature, x, _, change in
      let (function, coefficients) = (functions[feature / share], changes[feature / share])
      for index in 0..<x.count {
        let around = (function.coefficientSlopes(x[index]) * coefficients).sum()
        change[index] = function.slope(x[index]) * change[index] + around
      }
    }
  }

  /// With d the gradient of the output and a dot for tangents: that of ∂c is Σ ḋ ∂y/∂c + d (∂y/∂c)˙, that of
  /// ∂x slope ḋ + slope˙ d.
  public func backwardTangent(
    _ flow: inout TangentFlow, _ point: TangentPoint, _ tangents: inout [Buffer], _ pass: Pass
  ) {
    let (functions, share) = (functions(point.own), featuresPerChannel(point.own))
    let directions = coefficients(point.direction)
    var inputTangent = TiledBatch(features: point.input.features, count: point.input.count)
    pass.execution.copy(point.inputTangent, into: &inputTangent)
    let sums = pass.execution.sumTangents(
      point.input, inputTangent, flow.gradient.gradient, &flow.tangent.gradient
    ) { feature, x, change, d, tangent in
      let function = functions[feature / share]
      let changes = function.changes(at: x, by: change, directions[feature / share])
      let sum = tangent * function.coefficientSlopes(x) + d * changes.coefficientSlopes
      tangent = function.slope(x) * tangent + changes.slope * d
      return sum
    }
    write(sums, point.own, to: &tangents)
    pass.execution.updateRows(&flow.gradient.gradient, point.input, point.output, cost: 4) {
      feature, x, y, d in
      functions[feature / share].multiplySlopes(x, y, &d)
    }
  }
}
