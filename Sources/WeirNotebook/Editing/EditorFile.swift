import WeirLanguage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The person's own file for libedit, `~/.editrc`.
enum EditorFile {
  /// The sequences, as terminals send them, that are bound in it.
  static var sequences: Set<String> {
    let variable = { (name: String) in getenv(name).map { String(cString: $0) } }
    guard let path = variable("EDITRC") ?? variable("HOME").map({ $0 + "/.editrc" }),
      let source = try? SourceText(file: path)
    else { return [] }
    return sequences(in: source.text)
  }

  /// The sequences that the lines of [text] bind: `bind "\e[5~" ed-prev-history`, perhaps for one program only.
  static func sequences(in text: String) -> Set<String> {
    let keys = text.split(whereSeparator: \.isNewline).compactMap { line -> Substring? in
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.first?.split(separator: ":").last == "bind" else { return nil }
      return words.dropFirst().first { !$0.hasPrefix("-") }
    }
    return Set(
      keys.map { key in
        ["\\e", "\\033", "^["].reduce(key.replacing("\"", with: "")) { $0.replacing($1, with: "\u{1B}") }
      }.map { String($0) }.filter { $0.hasPrefix("\u{1B}") })
  }
}
