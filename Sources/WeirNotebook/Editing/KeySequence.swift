/// What a terminal sends for a key that is no character, or as its answer to a question: Escape, and more.
///
/// libedit knows sequences that are bound, and takes the rest of any other one for text that was typed. So whole
/// sequences are taken apart here (ECMA-48, and what terminals have added to it), and those that mean nothing are dropped.
enum KeySequence {
  /// How far a sequence has come.
  enum State {
    /// More of it must follow.
    case open
    /// It is whole.
    case whole
    /// It is Escape in front of some other key, as of one pressed together with Alt.
    case key
  }

  /// How the sequence [scalars] stands, which begins with Escape.
  static func state(of scalars: some BidirectionalCollection<Unicode.Scalar>) -> State {
    let rest = scalars.dropFirst()
    guard let kind = rest.first else { return .open }
    let body = rest.dropFirst()
    switch kind {
    // Some terminals send what belongs to Alt and a key as Escape and the sequence of the key.
    case "\u{1B}": return state(of: rest)
    case "[":
      // The console of Linux has function keys of its own.
      if body.first == "[" { return body.count < 2 ? .open : .whole }
      return body.last.map { ("@"..."~").contains($0) || !(" "..."~").contains($0) } == true ? .whole : .open
    case "O": return body.last.map { !("0"..."9").contains($0) && $0 != ";" } == true ? .whole : .open
    // An answer of the terminal: up to a bell, or to Escape and a backslash.
    case "]", "P", "_":
      let isEnded = body.last == "\u{7}" || body.suffix(2).elementsEqual("\u{1B}\\".unicodeScalars)
      return isEnded || body.count > mostOfAnswer ? .whole : .open
    default: return .key
    }
  }

  /// No answer is longer; what seems to be one is what somebody typed behind Alt and a bracket.
  private static let mostOfAnswer = 4096

  /// How long the rest of a sequence may take, in milliseconds: it was sent in one go.
  static let patience: Int32 = 50
}
