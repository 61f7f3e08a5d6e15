extension Network {
  /// Whether it has batch norm, and so statistics of its data.
  public var hasStatistics: Bool { parameters.contains { $0.role == .runningMean } }

  /// The network with the running mean and variance of every batch norm as they are over all [samples].
  ///
  /// One after the other, in the order of evaluation: each sees what those in front of it let through with their
  /// new statistics, so what was there before has no part in the result. The variance is the unbiased one, as
  /// PyTorch keeps it. Nothing is dropped, and what is trained stays. Networks that were averaged, mixed or
  /// pruned need this before they are evaluated, for their statistics belong to other weights. Cost: a pass
  /// forward as far as each batch norm; none without one.
  ///
  /// Errors: `Cancelled`, if somebody wishes to stop.
  public func refreshed(
    on samples: Samples, execution: Execution, cancellation: Cancellation
  ) throws(Cancelled) -> Network {
    try refreshed(on: View(samples), execution: execution, cancellation: cancellation)
  }

  /// The same over samples that may be changed.
  func refreshed(
    on view: View, execution: Execution, cancellation: Cancellation
  ) throws(Cancelled) -> Network {
    guard hasStatistics else { return self }
    var network = drawn
    for (index, stage) in places.enumerated() {
      for place in stage.all where place.inner.isEmpty {
        let kept = place.parameters.filter { parameters[$0].role == .runningMean }
        guard let mean = kept.first else { continue }
        let moments = try network.moments(
          inFrontOf: place, through: index, on: view, execution, cancellation)
        for (parameter, numbers) in [(mean, moments.means), (mean + 1, moments.variances)] {
          network.parameters[parameter].values = Buffer(numbers)
        }
      }
    }
    return network
  }

  /// The moments of what [place], in the stage [last], is given in evaluation.
  private func moments(
    inFrontOf place: Place, through last: Int, on view: View, _ execution: Execution,
    _ cancellation: Cancellation
  ) throws(Cancelled) -> Moments {
    let stages = Array(places[...last])
    let pass = Pass(mode: .evaluating, execution: execution)
    var workspace = Workspace(for: self)
    var moments = Moments(channels: place.channels)
    try view.samples.forEachBatch(of: evaluationBatch, cancellation) { chosen in
      execution.load(view, at: chosen, into: &workspace.batches[0], &workspace.flow.spare)
      stages.forward(&workspace.batches, &workspace.memories, parameters, pass)
      stages.forEach(workspace.batches, workspace.memories) { here, input, _ in
        if here.inner.isEmpty, here.parameters == place.parameters { moments.add(input) }
      }
    }
    return moments
  }
}

/// Mean and variance of each channel over many batches, in double precision.
struct Moments {
  private var count = 0.0
  private var mean: [Double]
  /// Sums of squared distances from the mean.
  private var squares: [Double]

  init(channels: Int) {
    mean = [Double](repeating: 0, count: channels)
    squares = mean
  }

  /// The means.
  var means: [Float] { mean.map { Float($0) } }
  /// The unbiased variances; zero for a single number.
  var variances: [Float] { squares.map { Float($0 / max(1, count - 1)) } }

  /// Takes in [batch], whose channels have as many features each: its own moments first, for a sum of squares far
  /// from zero would lose the variance (Chan, Golub and LeVeque 1979).
  mutating func add(_ batch: TiledBatch) {
    let (area, tiles) = (batch.features / mean.count, batch.tiles)
    let size = Double(batch.count) * Double(area)
    let all = count + size
    guard size > 0 else { return }
    batch.buffer.withSpan { numbers in
      func sum(_ channel: Int, _ term: (Double) -> Double) -> Double {
        var sum = 0.0
        for tile in 0..<tiles {
          for row in channel * area..<(channel + 1) * area {
            let begin = tile * batch.stride + row * TiledBatch.lanes
            for place in begin..<begin + batch.lanes(ofTile: tile) { sum += term(Double(numbers[place])) }
          }
        }
        return sum
      }
      for channel in mean.indices {
        let middle = sum(channel) { $0 } / size
        let spread = sum(channel) { ($0 - middle) * ($0 - middle) }
        let apart = middle - mean[channel]
        mean[channel] += apart * size / all
        squares[channel] += spread + apart * apart * count * size / all
      }
    }
    count = all
  }
}
