import WeirCatalog

/// The giving of places and fresh parameters to layers, first to last.
struct Placing {
  /// How weights are drawn, with the number of the next layer.
  var drawing: Drawing
  /// How many bytes there are, and how many of them are left.
  let memory: Int
  var left: Double
  private(set) var parameters: [Parameter] = []

  init(_ drawing: Drawing, memory: Int) {
    (self.drawing, self.memory, left) = (drawing, memory, Double(memory))
  }

  /// The places of [layers] behind samples of shape [input].
  ///
  /// Errors: layers that do not fit together, or that need more bytes than are left even if hardly a weight
  /// stays.
  mutating func places(of layers: [any Layer], for input: [Int]) throws(ShapeError) -> [Place] {
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
    try reserve(output, scratch: layer.scratchBytes(for: input), name: L.entry.name)
    let (base, part) = (parameters.count, drawing.part)
    let inner = try places(of: layer.inner, for: input)
    let shortcut = try places(of: layer.shortcut, for: input)
    parameters += try layer.parameters(for: input, drawing)
    if inner.isEmpty, shortcut.isEmpty { drawing.part += 1 }
    return Place(
      layer: layer.bare, input: input, output: output, parameters: base..<parameters.count, part: part,
      inner: inner, shortcut: shortcut)
  }

  /// Refuses a layer that would not fit into what is left of memory, before anything is made for it.
  /// What it has in use only while it is at work is there for the next layer again.
  private mutating func reserve(_ shape: [Int], scratch: Double, name: String) throws(ShapeError) {
    let features = shape.reduce(1) { $0 * Double($1) }
    let bytes = Network.leastBytes(features: features)
    guard bytes + scratch <= left else {
      throw ShapeError(
        message: "`\(name)` of \(Notation.grouped(Int(exactly: features) ?? .max)) features needs "
          + "\(Notation.bytes(bytes + scratch)) for one batch of \(TiledBatch.lanes) samples, but only "
          + "\(Notation.bytes(left)) of \(Notation.bytes(Double(memory))) are left")
    }
    left -= bytes
    try Network.check(shape, "`\(name)`")
  }
}
