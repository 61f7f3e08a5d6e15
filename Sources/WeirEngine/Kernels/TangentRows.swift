/// What passes along a direction need besides the kernels of passes forward and back. A channel of batch norm is
/// followed in double precision, for its tangents are differences of nearly equal sums.
extension Execution {
  /// y = y + x.
  func add(_ x: TiledBatch, to y: inout TiledBatch) { add(x.buffer, to: &y) }

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
    copy(x, to: &y.buffer)
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
    let lanes = ChannelLanes(tangent, channels: gain.count)
    let (gainChange, shiftChange) = (change[0].values, change[1].values)
    parallel(over: gain.count, work: 16 * tangent.extent) { channels in
      for channel in channels {
        let normal = NormalizedChannel(point, lanes, channel, epsilon: epsilon)
        let (gain, gainChange) = (Double(gain[channel]), Double(gainChange[channel]))
        let shiftChange = Double(shiftChange[channel])
        lanes.forEach(of: channel) { number, at in
          // In bounds: the tangent has as many features and samples as the input.
          out[at] = Float(gainChange * normal.values[number] + gain * normal.tangents[number] + shiftChange)
        } idle: {
          out[$0] = 0
        }
      }
    }
  }

  /// Turns the gradient [d] behind batch norm and its tangent [change] into those in front of it; gives the
  /// tangents of the gradients of gain and shift.
  ///
  /// With N numbers in a channel, r = 1 / deviation, n the normalized input, S = sum(d) / N and Q = sum(d n) / N the
  /// gradient is gain r (d - S - n Q). A dot over a letter is its tangent:
  ///
  ///     (gain r)˙ (d - S - n Q) + gain r (ḋ - Ṡ - ṅ Q - n Q̇),  Ṡ = sum(ḋ) / N,  Q̇ = sum(ḋ n + d ṅ) / N
  func normalizeRowsGradientTangent(
    _ point: TangentPoint, epsilon: Float, _ d: inout TiledBatch, _ change: inout TiledBatch
  ) -> (gain: Buffer, shift: Buffer) {
    let (gain, gainChange) = (point.own[0].values, point.direction[0].values)
    var (gains, shifts) = (Buffer(count: gain.count), Buffer(count: gain.count))
    let (gainOut, shiftOut) = (gains.mutablePointer, shifts.mutablePointer)
    let lanes = ChannelLanes(d, channels: gain.count)
    let (flow, flowChange) = (d.buffer.mutablePointer, change.buffer.mutablePointer)
    parallel(over: gain.count, work: 32 * d.extent) { channels in
      for channel in channels {
        let normal = NormalizedChannel(point, lanes, channel, epsilon: epsilon)
        let (n, nChange) = (normal.values, normal.tangents)
        var (s, q, sChange, qChange) = (0.0, 0.0, 0.0, 0.0)
        lanes.forEach(of: channel) { number, at in
          let (d, change) = (Double(flow[at]), Double(flowChange[at]))
          s += d
          q += d * n[number]
          sChange += change
          qChange += change * n[number] + d * nChange[number]
        } idle: { _ in
        }
        (gainOut[channel], shiftOut[channel]) = (Float(qChange), Float(sChange))
        let share = 1 / Double(lanes.numbers)
        (s, q, sChange, qChange) = (s * share, q * share, sChange * share, qChange * share)
        let factor = Double(gain[channel]) * normal.inverse
        let factorChange =
          Double(gainChange[channel]) * normal.inverse + Double(gain[channel]) * normal.inverseTangent
        lanes.forEach(of: channel) { number, at in
          let inner = Double(flow[at]) - s - n[number] * q
          let innerChange = Double(flowChange[at]) - sChange - nChange[number] * q - n[number] * qChange
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

/// Where the numbers of a channel lie in a batch: rows side by side in every tile.
private struct ChannelLanes {
  private let stride: Int, tiles: Int, count: Int
  /// Rows of a channel.
  private let area: Int

  init(_ batch: TiledBatch, channels: Int) {
    (stride, tiles, count, area) = (batch.stride, batch.tiles, batch.count, batch.features / channels)
  }

  /// How many numbers a channel has.
  var numbers: Int { count * area }

  /// Calls [body] with every number of [channel], counted from zero, and where it stands, and [idle] with the
  /// places behind the samples.
  func forEach(
    of channel: Int, _ body: (_ number: Int, _ place: Int) -> Void, idle: (_ place: Int) -> Void
  ) {
    var number = 0
    for tile in 0..<tiles {
      let filled = min(TiledBatch.lanes, count - tile * TiledBatch.lanes)
      for row in channel * area..<(channel + 1) * area {
        let begin = tile * stride + row * TiledBatch.lanes
        for place in begin..<begin + filled {
          body(number, place)
          number += 1
        }
        for place in begin + filled..<begin + TiledBatch.lanes { idle(place) }
      }
    }
  }
}

/// One channel, normalized over its batch, and how that changes along the direction.
///
/// With c = x - mean and r = (variance + ε)^-½: n = c r, ċ = ẋ - mean(ẋ), ṙ = -r³ mean(c ẋ), ṅ = ċ r + c ṙ.
private struct NormalizedChannel {
  let values: [Double]
  let tangents: [Double]
  let inverse: Double
  let inverseTangent: Double

  init(_ point: TangentPoint, _ lanes: ChannelLanes, _ channel: Int, epsilon: Float) {
    var values = [Double](repeating: 0, count: lanes.numbers)
    var tangents = values
    let (input, inputTangent) = (point.input.buffer.pointer, point.inputTangent?.buffer.pointer)
    var (sum, changeSum) = (0.0, 0.0)
    lanes.forEach(of: channel) { number, at in
      values[number] = Double(input[at])
      tangents[number] = Double(inputTangent?[at] ?? 0)
      sum += values[number]
      changeSum += tangents[number]
    } idle: { _ in
    }
    let share = 1 / Double(lanes.numbers)
    let (mean, meanChange) = (sum * share, changeSum * share)
    var (variance, covariance) = (0.0, 0.0)
    for index in values.indices {
      values[index] -= mean
      variance += values[index] * values[index]
      covariance += values[index] * tangents[index]
    }
    inverse = 1 / (variance * share + Double(epsilon)).squareRoot()
    inverseTangent = -inverse * inverse * inverse * covariance * share
    for index in values.indices {
      tangents[index] = (tangents[index] - meanChange) * inverse + values[index] * inverseTangent
      values[index] *= inverse
    }
    (self.values, self.tangents) = (values, tangents)
  }
}
