/// A short number that tells one content from another: FNV-1a with 64 bits (Fowler, Noll and Vo 1991).
///
/// It finds what was changed by mistake, not by somebody who wants it to go unnoticed.
public struct Digest {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Of nothing yet.
  public init() {}

  /// Of the text [text].
  public init(_ text: String) { add(text.utf8) }

  /// Takes in [bytes].
  public mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }

  /// Takes in integers and the bits of numbers, lowest byte first.
  public mutating func add<Bits: FixedWidthInteger>(words: some Sequence<Bits>) {
    for word in words { withUnsafeBytes(of: word.littleEndian) { add($0) } }
  }

  /// How many bytes it has.
  static let size = 8

  /// The sixty-four bits.
  public var bits: UInt64 { state }

  /// Sixteen hexadecimal digits.
  public var text: String { Self.text(state) }

  /// The sixteen hexadecimal digits of [bits].
  static func text(_ bits: UInt64) -> String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Network {
  /// A digest of all parameters: where weights are active, and every bit of them. What nobody has drawn yet is
  /// drawn for it, a layer at a time.
  public var digest: String {
    var digest = Digest()
    for parameter in parameters {
      let mask = parameter.mask
      digest.add(words: [mask.rows, mask.columns])
      digest.add(words: mask.rowStarts)
      digest.add(words: mask.activeColumns)
      let drawn = parameter.drawn
      digest.add(words: drawn.listed(drawn.values).lazy.map(\.bitPattern))
    }
    return digest.text
  }
}

extension Dataset {
  /// A digest of all inputs and answers, and of how they change while a network is trained on them.
  public var digest: String {
    var digest = Digest()
    digest.add(words: shape)
    if let augmentation { digest.add(words: [augmentation.flips ? 1 : 0, augmentation.crop]) }
    for part in [train, test] { part.add(to: &digest) }
    return digest.text
  }
}

extension Samples {
  fileprivate func add(to digest: inout Digest) {
    digest.add(words: [count, features])
    digest.add(words: scale.map(\.bitPattern))
    digest.add(words: shift.map(\.bitPattern))
    for sample in 0..<count {
      let (row, start) = (rows[sample], rows[sample] * features)
      switch storage {
      case .bytes(let bytes): digest.add(bytes[start..<(start + features)])
      case .floats(let floats): digest.add(words: floats[start..<(start + features)].lazy.map(\.bitPattern))
      }
      switch answers {
      case .labels(let labels): digest.add(words: CollectionOfOne(labels[row]))
      case .targets(let targets, let width):
        digest.add(words: targets[(row * width)..<((row + 1) * width)].lazy.map(\.bitPattern))
      }
    }
  }
}
