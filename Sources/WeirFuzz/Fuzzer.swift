/// Makes texts that nobody would type on purpose: each is a function of a seed and its number, so that one that was bad is
/// made again at once.
struct Fuzzer {
  /// Programs to begin with.
  let seeds: [String]
  let seed: UInt64

  /// The text [number].
  func text(_ number: Int) -> String {
    var random = Mixer(state: seed &* 0x2545_F491_4F6C_DD1D &+ UInt64(truncatingIfNeeded: number))
    switch random.next() % 8 {
    case 0, 1: return pieces(&random)
    case 2, 3, 4: return changed(Array(program(&random).utf8), &random)
    case 5: return spliced(&random)
    case 6: return nested(&random)
    default: return beginning(&random)
    }
  }

  private func program(_ random: inout Mixer) -> String { seeds.randomElement(using: &random) ?? "" }

  /// Words and signs in any order.
  private func pieces(_ random: inout Mixer) -> String {
    let separator = Bool.random(using: &random) ? " " : ""
    let count = Int.random(in: 0..<40, using: &random)
    return (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined(
      separator: separator)
  }

  /// A program of which some bytes are others, are gone, twice there, or have changed places; or a piece stands there.
  private func changed(_ program: [UInt8], _ random: inout Mixer) -> String {
    var bytes = program
    for _ in 0..<Int.random(in: 1..<6, using: &random) {
      if bytes.isEmpty { bytes = [UInt8(ascii: " ")] }
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch random.next() % 6 {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(UInt8.random(in: 32...126, using: &random), at: place)
      case 3: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
      case 4: bytes.insert(contentsOf: (Self.pieces.randomElement(using: &random) ?? "").utf8, at: place)
      default: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1..<20, using: &random)))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The head of one program, and the tail of another.
  private func spliced(_ random: inout Mixer) -> String {
    let (head, tail) = (Array(program(&random).utf8), Array(program(&random).utf8))
    let (end, start) = (
      Int.random(in: 0...head.count, using: &random), Int.random(in: 0...tail.count, using: &random)
    )
    return String(decoding: head[..<end] + tail[start...], as: UTF8.self)
  }

  /// A piece of a program inside of itself, or of another piece.
  private func nested(_ random: inout Mixer) -> String {
    let (open, close) = Self.brackets.randomElement(using: &random) ?? ("(", ")")
    let depth = Int.random(in: 1..<400, using: &random)
    let inner = pieces(&random)
    let closed = Bool.random(using: &random) ? depth : Int.random(in: 0...depth, using: &random)
    return String(repeating: open, count: depth) + inner + String(repeating: close, count: closed)
  }

  /// The beginning of a program.
  private func beginning(_ random: inout Mixer) -> String {
    let bytes = Array(program(&random).utf8)
    return String(decoding: bytes[..<Int.random(in: 0...bytes.count, using: &random)], as: UTF8.self)
  }

  private static let brackets = [
    ("(", ")"), ("[", "]"), ("{", "}"), ("{a: ", "}"), ("f(", ")"), ("if x {", "}"), ("\"\\(", ")\""),
    ("-", ""),
    ("not ", ""), ("x => ", ""), ("fn f() {", "}"), ("[x for x in ", "]"), ("1 + ", ""), ("2 ^ ", ""),
    ("a.", ""),
  ]

  private static let pieces: [String] = [
    "(", ")", "[", "]", "{", "}", ",", ":", ";", ".", "\n", " ", "=", "==", "=>", "<", "+", "-", "*", "/",
    "^", "...",
    "..<", "\"", "\"\"\"", "\\(", "\\", "#", "#=", "##", "# %%", "#!", "if", "else", "for", "in", "while",
    "fn", "use",
    "expect", "return", "break", "continue", "and", "or", "not", "div", "mod", "true", "none", "x", "y", "f",
    "mlp", "sgd",
    "train", "spirals", "network", "conv", "sparsify", "plot", "load", "lr", "density", "map", "print", "_",
    "_3", "0", "1",
    "12.5", "1e3", "90%", "9223372036854775807", "1e", "0x", "é", "日本", "\u{301}", "\u{200D}", "\r\n", "\r",
    "\0", "\t",
    "'", "&&", "|>", "**", "//", "?", "$", "\u{FEFF}",
  ]
}

/// Random numbers of which the same seed gives the same: SplitMix64 (Steele, Lea and Flood 2014).
struct Mixer: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
