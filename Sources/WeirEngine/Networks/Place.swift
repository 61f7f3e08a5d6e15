/// Where a layer stands in a network: between which shapes, and where its parameters begin.
public struct Place: Sendable {
  /// The layer.
  public let layer: any Layer
  /// The shape of a sample in front of it.
  public let input: [Int]
  /// The shape of a sample behind it.
  public let output: [Int]
  /// Where its parameters are in the network's list.
  public let parameters: Range<Int>
  /// Its number, by which each layer draws numbers of its own. Layers inside others are counted in their
  /// stead.
  let part: Int
  /// The places of the layers inside it.
  public let inner: [Place]
  /// The places of the layers beside those, which begin at the same input.
  public let shortcut: [Place]

  /// How many channels there are in front of it: the features of a vector, or the first side of any other shape.
  var channels: Int { input.first ?? 1 }
  /// How many features a channel has, one a position.
  var positions: Int { input.dropFirst().reduce(1, *) }

  /// The place itself and all inside it, each behind those it holds: the order in which outputs are done.
  public var all: [Place] { (inner + shortcut).flatMap(\.all) + [self] }
}

/// What is done behind a layer on the way back, with its parameters and the gradients. It may overwrite theirs: the rest of
/// the pass reads neither.
typealias GradientsFound = (_ parameters: Range<Int>, _ gradients: inout [Buffer]) -> Void

/// Layers one after the other, in a network or inside a layer: the output of each is the next one's input.
///
/// Of batches there is one more than of places: the input, then what stands behind each layer.
extension [Place] {
  /// Computes the output of every stretch of layers from `batches[0]`.
  func forward(
    _ batches: inout [TiledBatch], _ memories: inout [LayerMemory], _ parameters: [Parameter], _ pass: Pass
  ) {
    for stretch in stretches(pass.mode) {
      let (first, end) = (stretch.places.lowerBound, stretch.places.upperBound)
      // Lent out of the array, for it would be copied if it were held inside it.
      var output = TiledBatch(features: 0, count: 0)
      swap(&output, &batches[end])
      output.reshape(features: self[end - 1].output.reduce(1, *), count: batches[first].count)
      var here = pass
      here.leak = stretch.leak
      self[first].layer.forward(
        batches[first], into: &output, Own(parameters: parameters, place: self[first]), &memories[first], here
      )
      swap(&output, &batches[end])
    }
  }

  /// Turns [flow], the gradient of the last output, into that of the input, unless [pass] says that nobody
  /// needs it, and writes the gradients of all parameters. Calls [found] behind each layer, not behind those inside it.
  func backward(
    _ flow: inout Backflow, _ batches: [TiledBatch], _ parameters: [Parameter], _ gradients: inout [Buffer],
    _ memories: inout [LayerMemory], _ pass: Pass, found: GradientsFound? = nil
  ) {
    forEachBackward(pass) { stretch, pass in
      let (first, end) = (stretch.places.lowerBound, stretch.places.upperBound)
      self[first].layer.backward(
        &flow, batches[first], batches[end], Own(parameters: parameters, place: self[first]), &gradients,
        &memories[first], pass)
      found?(self[first].parameters, &gradients)
    }
    assert(!flow.isPastRectifier, "the layer in front of a rectifier asks whether its gradient is past it")
  }

  /// Calls [body] with every stretch of layers that takes part in a pass back, last to first.
  func forEachBackward(_ pass: Pass, _ body: (_ stretch: Stretch, _ pass: Pass) -> Void) {
    // Where nobody needs the gradient of the input, nobody does in front of the first parameters.
    let first = pass.needsInputGradient ? 0 : firstIndex { !$0.parameters.isEmpty } ?? count
    let all = stretches(pass.mode)
    for (index, stretch) in all.enumerated().reversed() where stretch.places.upperBound > first {
      var here = pass
      here.needsInputGradient = pass.needsInputGradient || stretch.places.lowerBound > first
      here.leak = stretch.leak
      here.leakInFront = index == 0 ? 1 : all[index - 1].leak
      body(stretch, here)
    }
  }

  /// Calls [body] with the place, input and output of every layer, those inside others in front of these.
  func forEach(
    _ batches: [TiledBatch], _ memories: [LayerMemory],
    _ body: (_ place: Place, _ input: TiledBatch, _ output: TiledBatch) -> Void
  ) {
    for (index, place) in enumerated() {
      let memory = memories[index]
      for (places, kept) in [(place.inner, memory.inner), (place.shortcut, memory.shortcut)] {
        places.forEach([batches[index]] + kept.batches.dropFirst(), kept.layers, body)
      }
      body(place, batches[index], batches[index + 1])
    }
  }

  /// The layers as SynFlow sees them.
  func stages(_ parameters: [Parameter]) -> [FlowStage] {
    map { $0.layer.stage(Own(parameters: parameters, place: $0)) }
  }

  /// Takes over what layers have learnt from the batch besides gradients.
  func settle(_ memories: [LayerMemory], samples: Int, _ parameters: inout [Parameter]) {
    for (place, memory) in zip(self, memories) {
      place.layer.settle(memory, samples: samples, &parameters, place)
      place.inner.settle(memory.inner.layers, samples: samples, &parameters)
      place.shortcut.settle(memory.shortcut.layers, samples: samples, &parameters)
    }
  }
}
