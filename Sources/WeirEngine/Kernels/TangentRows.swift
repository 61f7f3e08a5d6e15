/// What passes along a direction need besides the kernels of passes forward and back. A row of batch norm is
/// followed in double precision, for its tangents are differences of nearly equal sums.
extension Execution {
  /// y = y + x.
  func add(_ x: TiledBatch, to y: inout TiledBatch) {
    update(&y, x, x, cost: 1) { x, _, y in
      for index in 0..<y.count { y[index] += x[index] }
    }
  }

  /// y = y + x.
  func add(_ x: Buffer, to y: inout Buffer) {
    precondition(x.count == y.count, "element by element")
    x.withSpan { x in
      y.withMutableSpan { y in
        for index in 0..<y.count { y[index] += x[index] }
      }
    }
  }

  /// y = x, or zeros.
  func copy(_ x: TiledBatch?, into y: inout TiledBatch) {
    guard let x else { return y.buffer.withMutableSpan { for index in 0..<$0.count { $0[index] = 0 } } }
    map(x, into: &y, cost: 1) { x, y in
      for index in 0..<y.count { y[index] = x[index] }
    }
  }

  /// x = factor x.
  func scale(_ x: inout TiledBatch, by factor: Float) {
    guard factor != 1 else { return }
    x.buffer.withMutableSpan { for index in 0..<$0.count { $0[index] *= factor } }
  }

  /// See `BatchNorm.forwardTangent`.
  func normalizeRowsTangent(_ point: TangentPoint, epsilon: Float, into tangent: inout TiledBatch) {
    let (gain, change) = (point.own[0].values, point.direction)
    let out = tangent.buffer.mutablePointer
    let (stride, count, extent) = (tangent.stride, tangent.count, tangent.extent)
    let (gainChange, shiftChange) = (change[0].values, change[1].values)
    parallel(over: tangent.features, work: 16 * extent) { features in
      for feature in features {
        let row = NormalizedRow(point, feature, epsilon: epsilon)
        let (gain, gainChange) = (Double(gain[feature]), Double(gainChange[feature]))
        let shiftChange = Double(shiftChange[feature])
        forEachLane(feature, stride, count) { sample, at in
          // In bounds: the tangent has as many features and samples as the input.
          out[at] = Float(gainChange * row.values[sample] + gain * row.tangents[sample] + shiftChange)
        } idle: {
          out[$0] = 0
        }
      }
    }
  }

  /// Turns the gradient [d] behind batch norm and its tangent [change] into those in front of it; gives the
  /// tangents of the gradients of gain and shift.
  ///
  /// With N samples, r = 1 / deviation, n the normalized input, S = sum(d) / N and Q = sum(d n) / N the
  /// gradient is gain r (d - S - n Q). A dot over a letter is its tangent:
  ///
  ///     (gain r)˙ (d - S - n Q) + gain r (ḋ - Ṡ - ṅ Q - n Q̇),  Ṡ = sum(ḋ) / N,  Q̇ = sum(ḋ n + d ṅ) / N
  func normalizeRowsGradientTangent(
    _ point: TangentPoint, epsilon: Float, _ d: inout TiledBatch, _ change: inout TiledBatch
  ) -> (gain: Buffer, shift: Buffer) {
    var (gains, shifts) = (Buffer(count: d.features), Buffer(count: d.features))
    let (gainOut, shiftOut) = (gains.mutablePointer, shifts.mutablePointer)
    let (gain, gainChange) = (point.own[0].values, point.direction[0].values)
    let (flow, flowChange) = (d.buffer.mutablePointer, change.buffer.mutablePointer)
    let (stride, count) = (d.stride, d.count)
    parallel(over: d.features, work: 32 * d.extent) { features in
      for feature in features {
        let row = NormalizedRow(point, feature, epsilon: epsilon)
        let (n, nChange) = (row.values, row.tangents)
        var (s, q, sChange, qChange) = (0.0, 0.0, 0.0, 0.0)
        forEachLane(feature, stride, count) { sample, at in
          let (d, change) = (Double(flow[at]), Double(flowChange[at]))
          s += d
          q += d * n[sample]
          sChange += change
          qChange += change * n[sample] + d * nChange[sample]
        } idle: { _ in
        }
        (gainOut[feature], shiftOut[feature]) = (Float(qChange), Float(sChange))
        let share = 1 / Double(count)
        (s, q, sChange, qChange) = (s * share, q * share, sChange * share, qChange * share)
        let factor = Double(gain[feature]) * row.inverse
        let factorChange =
          Double(gainChange[feature]) * row.inverse + Double(gain[feature]) * row.inverseTangent
        forEachLane(feature, stride, count) { sample, at in
          let inner = Double(flow[at]) - s - n[sample] * q
          let innerChange = Double(flowChange[at]) - sChange - nChange[sample] * q - n[sample] * qChange
          flow[at] = Float(factor * inner)
          flowChange[at] = Float(factorChange * inner + factor * innerChange)
        } idle: {
          (flow[$0], flowChange[$0]) = (0, 0)
        }
      }
    }
    return (gains, shifts)
  }
}

/// Calls [body] with every sample and where its number of [feature] stands, and [idle] with the places behind
/// the samples.
private func forEachLane(
  _ feature: Int, _ stride: Int, _ count: Int, _ body: (_ sample: Int, _ place: Int) -> Void,
  idle: (_ place: Int) -> Void
) {
  let lanes = TiledBatch.lanes
  for sample in 0..<(count + lanes - 1) / lanes * lanes {
    let place = sample / lanes * stride + feature * lanes + sample % lanes
    if sample < count { body(sample, place) } else { idle(place) }
  }
}

/// One feature, normalized over its batch, and how that changes along the direction.
///
/// With c = x - mean and r = (variance + ε)^-½: n = c r, ċ = ẋ - mean(ẋ), ṙ = -r³ mean(c ẋ), ṅ = ċ r + c ṙ.
private struct NormalizedRow {
  var values: [Double] = []
  var tangents: [Double] = []
  let inverse: Double
  let inverseTangent: Double

  init(_ point: TangentPoint, _ feature: Int, epsilon: Float) {
    let count = point.input.count
    let x = (0..<count).map { Double(point.input[$0, feature]) }
    let change = (0..<count).map { Double(point.inputTangent?[$0, feature] ?? 0) }
    let share = 1 / Double(count)
    let (mean, meanChange) = (x.reduce(0, +) * share, change.reduce(0, +) * share)
    let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * share
    let covariance = zip(x, change).reduce(0) { $0 + ($1.0 - mean) * $1.1 } * share
    let inverse = 1 / (variance + Double(epsilon)).squareRoot()
    let inverseTangent = -inverse * inverse * inverse * covariance
    values = x.map { ($0 - mean) * inverse }
    tangents = zip(x, change).map { ($1 - meanChange) * inverse + ($0 - mean) * inverseTangent }
    (self.inverse, self.inverseTangent) = (inverse, inverseTangent)
  }
}
