extension Network {
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
    guard parameters.contains(where: { $0.role == .runningMean }) else { return self }
    var network = drawn
    for (index, stage) in places.enumerated() {
      for place in stage.all where place.inner.isEmpty {
        let kept = place.parameters.filter { parameters[$0].role == .runningMean }
        guard let mean = kept.first else { continue }
        let moments = try network.moments(
          inFrontOf: place, through: index, on: samples, execution, cancellation)
        for (parameter, numbers) in [(mean, moments.means), (mean + 1, moments.variances)] {
          network.parameters[parameter].values = Buffer(numbers)
        }
      }
    }
    return network
  }

  /// The moments of what [place], in the stage [last], is given in evaluation.
  private func moments(
    inFrontOf place: Place, through last: Int, on samples: Samples, _ execution: Execution,
    _ cancellation: Cancellation
  ) throws(Cancelled) -> Moments {
    let stages = Array(places[...last])
    let pass = Pass(mode: .evaluating, execution: execution)
    var workspace = Workspace(for: self)
    var moments = Moments(features: place.input.reduce(1, *))
    try samples.forEachBatch(of: Self.evaluationBatch, cancellation) { chosen in
      execution.load(samples, at: chosen, into: &workspace.batches[0])
      stages.forward(&workspace.batches, &workspace.memories, parameters, pass)
      stages.forEach(workspace.batches, workspace.memories) { here, input, _ in
        if here.inner.isEmpty, here.parameters == place.parameters { moments.add(input) }
      }
    }
    return moments
  }
}

/// Mean and variance of each feature over many batches, in double precision.
struct Moments {
  private var count = 0.0
  private var mean: [Double]
  /// Sums of squared distances from the mean.
  private var squares: [Double]

  init(features: Int) {
    mean = [Double](repeating: 0, count: features)
    squares = mean
  }

  /// The means.
  var means: [Float] { mean.map { Float($0) } }
  /// The unbiased variances; zero for a single sample.
  var variances: [Float] { squares.map { Float($0 / max(1, count - 1)) } }

  /// Takes in [batch]: its own moments first, for a sum of squares far from zero would lose the variance
  /// (Chan, Golub and LeVeque 1979).
  mutating func add(_ batch: TiledBatch) {
    let (size, tiles) = (Double(batch.count), batch.tiles)
    let all = count + size
    guard size > 0 else { return }
    batch.buffer.withSpan { numbers in
      func sum(_ feature: Int, _ term: (Double) -> Double) -> Double {
        var sum = 0.0
        for tile in 0..<tiles {
          let begin = tile * batch.stride + feature * TiledBatch.lanes
          for place in begin..<begin + batch.lanes(ofTile: tile) { sum += term(Double(numbers[place])) }
        }
        return sum
      }
      for feature in mean.indices {
        let middle = sum(feature) { $0 } / size
        let spread = sum(feature) { ($0 - middle) * ($0 - middle) }
        let apart = middle - mean[feature]
        mean[feature] += apart * size / all
        squares[feature] += spread + apart * apart * count * size / all
      }
    }
    count = all
  }
}
