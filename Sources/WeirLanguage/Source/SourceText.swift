/// A program as it was written: a file, a cell of the notebook, or the text behind `-e`.
///
/// A class, since diagnostics, functions and modules refer to it by the thousand.
public final class SourceText: Sendable {
  /// What it is called in messages: a path, `cell 7`, `-e`.
  public let name: String
  /// The whole text.
  public let text: String
  /// The text in UTF-8.
  let bytes: [UInt8]
  /// Where each line begins.
  private let lineStarts: [Int]

  /// A line and a column, both counted from 1; columns count characters as people see them.
  public struct Position: Sendable, Equatable {
    /// The line.
    public let line: Int
    /// The column.
    public let column: Int
  }

  /// The text called [name].
  public init(name: String, text: String) {
    (self.name, self.text) = (name, text)
    let bytes = Array(text.utf8)
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() where SourceText.endsLine(bytes, index, byte) {
      starts.append(index + 1)
    }
    lineStarts = starts
  }

  /// A line ends with a line feed, or with a carriage return that no line feed follows.
  private static func endsLine(_ bytes: [UInt8], _ index: Int, _ byte: UInt8) -> Bool {
    if byte == UInt8(ascii: "\n") { return true }
    guard byte == UInt8(ascii: "\r") else { return false }
    return index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n")
  }

  /// The text of [span].
  public subscript(span: Span) -> String {
    String(decoding: bytes[span.start..<span.end], as: UTF8.self)
  }

  /// The number of lines, at least one.
  public var lineCount: Int { lineStarts.count }

  /// The line, counted from 1, that the byte at [offset] stands in. Cost: logarithm of the lines.
  public func line(at offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The span of line [number], without what ends it.
  public func span(ofLine number: Int) -> Span {
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    return Span(start, end)
  }

  /// The line and column of the byte at [offset].
  public func position(at offset: Int) -> Position {
    let number = line(at: offset)
    let start = span(ofLine: number).start
    return Position(line: number, column: self[Span(start, max(start, offset))].count + 1)
  }

  /// The same with blanks for all that lies outside of [span], so that places are those of the whole.
  public func masked(except span: Span) -> SourceText { masked(exceptAll: [span]) }

  /// The same with blanks for all that lies in none of [spans].
  public func masked(exceptAll spans: [Span]) -> SourceText {
    var masked = bytes.map { byte in
      byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") ? byte : UInt8(ascii: " ")
    }
    for span in spans { masked.replaceSubrange(span.start..<span.end, with: bytes[span.start..<span.end]) }
    return SourceText(name: name, text: String(decoding: masked, as: UTF8.self))
  }

  /// The place as messages give it: `demo.weir:3:14`.
  public func place(at offset: Int) -> String {
    let position = position(at: offset)
    return "\(name):\(position.line):\(position.column)"
  }
}
