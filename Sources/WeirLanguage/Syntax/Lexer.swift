import WeirCatalog

/// Cuts a source text into tokens. It never fails: what it cannot read becomes a `broken` token and a
/// diagnostic, and it goes on behind it.
///
/// Texts with expressions inside need no recursion: `modes` remembers what is to be gone on with
/// behind the closing bracket of `\(`.
struct Lexer {
  /// What is being read.
  enum Mode {
    /// Code, with the number of round brackets open since it began.
    case code(open: Int)
    /// A text, which began with the token at [start]; [indent] is what is taken from the beginning of
    /// each line of one of several lines, nil for others.
    case text(start: Int, indent: Int?)
  }

  let source: SourceText
  let bytes: [UInt8]
  var index = 0
  var modes: [Mode] = [.code(open: 0)]
  var tokens = Tokens()

  /// The tokens of [source].
  static func tokens(of source: SourceText) -> Tokens {
    var lexer = Lexer(source: source, bytes: source.bytes)
    lexer.run()
    return lexer.tokens
  }

  private init(source: SourceText, bytes: [UInt8]) { (self.source, self.bytes) = (source, bytes) }

  private mutating func run() {
    skipPreamble()
    while index < bytes.count {
      switch modes[modes.count - 1] {
      case .code: readToken()
      case .text(let start, let indent): readTextPart(from: start, indent: indent)
      }
    }
    reportOpenText()
    add(.end, from: index)
  }

  /// A byte order mark, and a first line `#!` that tells the system what runs the file.
  private mutating func skipPreamble() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    if peek() == UInt8(ascii: "#"), peek(1) == UInt8(ascii: "!") { skipLine() }
  }

  // MARK: Reading

  /// The byte [ahead] of the next one; zero behind the end, which no token contains.
  func peek(_ ahead: Int = 0) -> UInt8 { index + ahead < bytes.count ? bytes[index + ahead] : 0 }

  func isNext(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { wanted in
      index + wanted.count <= bytes.count && wanted.indices.allSatisfy { bytes[index + $0] == wanted[$0] }
    }
  }

  /// The next character of the text, which begins at a whole one.
  func nextScalar() -> Unicode.Scalar {
    if bytes[index] < 0x80 { return Unicode.Scalar(bytes[index]) }
    var decoder = UTF8()
    var rest = bytes[index..<min(index + 4, bytes.count)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return "\u{FFFD}" }
    return scalar
  }

  mutating func skipLine() {
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n"), bytes[index] != UInt8(ascii: "\r") {
      index += 1
    }
  }

  mutating func add(_ kind: Token.Kind, from start: Int) {
    tokens.list.append(Token(kind: kind, span: Span(start, index)))
  }

  mutating func fail(
    _ message: String, from start: Int, label: String = "", related: [Diagnostic.Label] = [],
    suggestion: String? = nil
  ) {
    tokens.diagnostics.append(
      Diagnostic(
        message, in: source, at: Span(start, index), label: label, related: related, suggestion: suggestion))
  }

  // MARK: Code

  private mutating func readToken() {
    let start = index
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"):
      index += 1
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      closeTextsOfOneLine()
      index += isNext("\r\n") ? 2 : 1
      add(.newline, from: start)
    case UInt8(ascii: "#"):
      skipLine()
      tokens.comments.append(Comment(span: Span(start, index), text: source[Span(start, index)]))
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      readNumber()
    case UInt8(ascii: "\""):
      startText()
    default:
      if Lexer.startsName(nextScalar()) { readName() } else { readSymbol() }
    }
  }

  static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || (scalar.isASCII ? scalar.properties.isAlphabetic : scalar.properties.isXIDStart)
  }

  private mutating func readName() {
    let start = index
    while index < bytes.count {
      let scalar = nextScalar()
      guard scalar == "_" || scalar.properties.isXIDContinue else { break }
      index += UTF8.width(scalar)
    }
    let text = source[Span(start, index)]
    add(Keyword(rawValue: text).map { .keyword($0) } ?? .name(text), from: start)
  }

  private mutating func readSymbol() {
    let start = index
    let isHalfRange = isNext("..") && !isNext("...") && !isNext("..<")
    guard !isHalfRange, let (bytes, symbol) = Lexer.symbols.first(where: { isNext($0.bytes) }) else {
      return readForeignSign()
    }
    index += bytes.count
    if symbol == .openParenthesis { changeOpen(by: 1) }
    if symbol == .closeParenthesis, changeOpen(by: -1) {
      modes.removeLast()
      return add(.interpolationEnd, from: start)
    }
    add(.symbol(symbol), from: start)
  }

  private static let symbols: [(bytes: [UInt8], symbol: Symbol)] = Symbol.allCases.map {
    (Array($0.rawValue.utf8), $0)
  }

  private func isNext(_ wanted: [UInt8]) -> Bool {
    // Most are ruled out by their first byte.
    guard wanted[0] == peek() else { return false }
    return bytes[index...].starts(with: wanted)
  }

  /// Counts round brackets; true if this one closes a `\(`.
  @discardableResult private mutating func changeOpen(by change: Int) -> Bool {
    guard case .code(let open) = modes[modes.count - 1] else { return false }
    if open + change < 0 { return modes.count > 1 }
    modes[modes.count - 1] = .code(open: open + change)
    return false
  }

  /// Signs of other languages: says what stands for them here.
  private mutating func readForeignSign() {
    let start = index
    if let sign = ForeignSign.all.first(where: { source.bytes[index...].starts(with: $0.sign.utf8) }) {
      index += sign.sign.utf8.count
      if let end = sign.end { skipQuoted(to: end) }
      let isAtStart = bytes[..<start].reversed().prefix { $0 != UInt8(ascii: "\n") }.allSatisfy {
        $0 == UInt8(ascii: " ")
      }
      fail(
        "\(sign.title) is not part of the language", from: start,
        suggestion: isAtStart ? sign.adviceAtStart ?? sign.advice : sign.advice)
    } else {
      let scalar = nextScalar()
      index += UTF8.width(scalar)
      fail("\(Lexer.described(scalar)) has no meaning here", from: start)
    }
    add(.broken, from: start)
  }

  /// The rest of a text between other marks than ours, if it ends on the same line.
  private mutating func skipQuoted(to end: String) {
    let rest = bytes[index...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    for start in rest.indices where rest[start...].starts(with: end.utf8) {
      index = start + end.utf8.count
      return
    }
  }

  private static func described(_ scalar: Unicode.Scalar) -> String {
    let code = String(scalar.value, radix: 16, uppercase: true)
    let isPlain = scalar.isASCII && scalar.value > 32 && scalar.value != 127
    let name = isPlain ? "`\(scalar)`" : "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
    return "the character " + name
  }
}
