import WeirCatalog

/// The giving of places and fresh parameters to layers, first to last.
struct Placing {
  /// How weights are drawn, with the number of the next layer.
  var drawing: Drawing
  /// How many bytes there are.
  let memory: Double
  /// How many bytes the layers need so far, and the most that one of them has in use only while it is at work.
  private var held = 0.0, most = 0.0
  private(set) var parameters: [Parameter] = []

  private var fits: Bool { held + most <= memory }

  init(_ drawing: Drawing, memory: Int) { (self.drawing, self.memory) = (drawing, Double(memory)) }

  /// The places of all [layers] of a network for samples of shape [input].
  ///
  /// Errors: layers that do not fit together, or that need more bytes than there are even if hardly a weight
  /// stays.
  mutating func network(of layers: [any Layer], for input: [Int]) throws(ShapeError) -> [Place] {
    let places = try places(of: layers, for: input)
    guard fits else {
      throw ShapeError(
        message:
          "the network needs \(Notation.bytes(held + most)) for one batch of \(TiledBatch.lanes) samples, but "
          + "there are \(Notation.bytes(memory))")
    }
    return places
  }

  /// The places of [layers] behind samples of shape [input].
  private mutating func places(of layers: [any Layer], for input: [Int]) throws(ShapeError) -> [Place] {
    var (places, shape) = ([Place](), input)
    for layer in layers {
      let place = try place(of: layer, for: shape)
      places.append(place)
      shape = place.output
    }
    return places
  }

  private mutating func place<L: Layer>(of layer: L, for input: [Int]) throws(ShapeError) -> Place {
    let output = try layer.outputShape(for: input)
    try reserve(output, scratch: layer.scratchBytes(for: input), name: layer.identity)
    let (base, part) = (parameters.count, drawing.part)
    let inner = try places(of: layer.inner, for: input)
    let shortcut = try places(of: layer.shortcut, for: input)
    // Once it is clear that the network does not fit, nothing is made for it any more, only counted.
    if fits { parameters += try layer.parameters(for: input, drawing) }
    if inner.isEmpty, shortcut.isEmpty { drawing.part += 1 }
    return Place(
      layer: layer.bare, input: input, output: output, parameters: base..<parameters.count, part: part,
      inner: inner, shortcut: shortcut)
  }

  /// Counts what a layer needs, before anything is made for it.
  private mutating func reserve(_ shape: [Int], scratch: Double, name: String) throws(ShapeError) {
    try Network.check(shape, "`\(name)`")
    most = max(most, scratch)
    held += Network.leastBytes(features: shape.reduce(1) { $0 * Double($1) })
  }
}
