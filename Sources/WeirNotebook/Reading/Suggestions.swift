/// What Tab has to offer.
public struct Suggestions: Sendable, Equatable {
  /// One text that could be inserted.
  public struct Item: Sendable, Equatable {
    /// The text, from the start of the word under the cursor.
    public var text: String
    /// What it is, in a few words; may be empty.
    public var help: String

    /// A text with its help.
    public init(_ text: String, help: String = "") { (self.text, self.help) = (text, help) }
  }

  /// How many scalars in front of the cursor are the beginning of the items.
  public var typed: Int
  /// What could stand there, in the order to show it in.
  public var items: [Item]

  /// Items that begin with the [typed] scalars in front of the cursor.
  public init(typed: Int = 0, items: [Item] = []) { (self.typed, self.items) = (typed, items) }

  /// What is to be inserted behind [text], on which all items agree; nil without items.
  func common(after text: some BidirectionalCollection<Unicode.Scalar>) -> String? {
    guard let first = items.first else { return nil }
    var common = Array(first.text.unicodeScalars)
    for item in items.dropFirst() {
      let pairs = zip(common, item.text.unicodeScalars)
      common = Array(common.prefix(pairs.prefix { $0 == $1 }.count))
    }
    let typed = text.suffix(typed)
    return common.starts(with: typed) ? String(common.dropFirst(typed.count)) : ""
  }

  /// The items from the [first] on with their help, one a row; at most so many [rows], the last of which then says how
  /// many are left out. And which of these would be the next.
  func list(from first: Int = 0, rows: Int) -> (lines: [String], next: Int?) {
    let width = items.map { Layout.width(of: $0.text) }.max() ?? 0
    let lines = items.dropFirst(first).map { item in
      let gap = String(repeating: " ", count: width + 2 - Layout.width(of: item.text))
      return item.help.isEmpty ? item.text : item.text + gap + item.help
    }
    guard lines.count > rows else { return (lines, nil) }
    let shown = lines.prefix(rows - 1)
    return (shown + ["... and \(lines.count - shown.count) more: Tab"], first + shown.count)
  }
}
