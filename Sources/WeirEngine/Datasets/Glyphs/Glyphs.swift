import WeirCatalog

/// Handwritten-looking characters that need no file.
public struct Glyphs: DatasetSource {
  var samples = 6000
  var characters = 10
  var distortion: Float = 1
  var noise: Float = 0.1
  var test = 0.2
  var seed: Int?

  /// What it says of itself.
  public static let entry = Entry<Glyphs>(
    "glyphs", "Digits, and letters if asked for, drawn as if by many hands, 28 by 28 grey pixels each.",
    details: """
      Each picture is drawn by strokes of one pen: shifted, sized, slanted, turned, bent and more or less
      pressed at random; then every pixel gets normal noise. Classes from the eleventh on are capital
      letters, without I and O. Pixels are numbers from 0 to 1.
      """,
    settings: [
      .samples(\.samples, most: 1_000_000),
      Setting(
        "classes", \.characters, .integer(in: 2...Glyph.all.count), "How many characters, digits first."),
      Setting(
        "distortion", \.distortion, .number(in: 0...4), "How far hands stray from the model: 0 not at all."),
      Setting("noise", \.noise, .number(in: 0...10), "Deviation of the normal noise on pixels."),
      .heldOut(\.test),
      .seed(\.seed),
    ],
    examples: ["glyphs(samples: 600, classes: 4, seed: 1)"], words: ["digits", "letters", "images", "mnist"])

  /// With every default.
  public init() {}

  /// The pixels of a picture.
  public var inputs: Int? { GlyphHand.side * GlyphHand.side }
  /// As many as characters.
  public var classes: Int? { characters }

  /// Draws the pictures. Cost: about 30 µs each.
  public func load(in environment: DataEnvironment, seed: Int) throws(DataError) -> Dataset {
    let pixels = GlyphHand.side * GlyphHand.side
    var bytes: [UInt8] = []
    bytes.reserveCapacity(samples * pixels)
    for index in 0..<samples {
      if environment.cancellation.isRequested { throw DataError(.cancelled) }
      let draws = RandomStream(seed: self.seed ?? seed, purpose: .data, part: index)
      let picture = GlyphHand(draws, strength: distortion).draw(Glyph.all[index % characters])
      // Another step, so that the words of the noise are not those of the hand.
      let grain = RandomStream(seed: self.seed ?? seed, purpose: .data, step: 1, part: index).normals(
        0..<pixels)
      for pixel in 0..<pixels {
        bytes.append(UInt8(min(1, max(0, picture[pixel] + noise * grain[pixel])) * 255 + 0.5))
      }
    }
    let labels = (0..<samples).map { Int32($0 % characters) }
    let all = Samples(
      .bytes(bytes), features: pixels, scale: [1 / 255], shift: [0], answers: .labels(labels))
    let (train, test) = try all.holdingOut(test)
    let names = characters > 10 ? Array(Glyph.names.prefix(characters)) : []
    return Dataset(
      Self.entry.name, [1, GlyphHand.side, GlyphHand.side], characters, names, train, test)
  }
}
