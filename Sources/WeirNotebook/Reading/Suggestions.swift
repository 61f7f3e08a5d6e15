/// What Tab has to offer.
public struct Suggestions: Sendable, Equatable {
  /// One text that could be inserted.
  public struct Item: Sendable, Equatable {
    /// The text, from the start of the word under the cursor.
    public var text: String
    /// What it is, in a few words; may be empty.
    public var help: String
    /// Whether the help is shown to its end, on as many rows as that takes.
    public var isWrapped: Bool

    /// A text with its help.
    public init(_ text: String, help: String = "", isWrapped: Bool = false) {
      (self.text, self.help, self.isWrapped) = (text, help, isWrapped)
    }
  }

  /// How many scalars in front of the cursor are the beginning of the items.
  public var typed: Int
  /// What could stand there, in the order to show it in.
  public var items: [Item]
  /// How many names could stand there as well, too many to be of help.
  public var further: Int

  /// Items that begin with the [typed] scalars in front of the cursor.
  public init(typed: Int = 0, items: [Item] = [], further: Int = 0) {
    (self.typed, self.items, self.further) = (typed, items, further)
  }

  /// What is to be inserted behind [text], on which all items agree; nil without items.
  func common(after text: some BidirectionalCollection<Unicode.Scalar>) -> String? {
    guard let first = items.first else { return nil }
    if further > 0 { return "" }
    var common = Array(first.text.unicodeScalars)
    for item in items.dropFirst() {
      let pairs = zip(common, item.text.unicodeScalars)
      common = Array(common.prefix(pairs.prefix { $0 == $1 }.count))
    }
    let typed = text.suffix(typed)
    return common.starts(with: typed) ? String(common.dropFirst(typed.count)) : ""
  }

  /// The items from the [first] on with their help, in columns of together [columns]; at most so many [rows], the last of
  /// which then says how many are left out. And which of these would be the next.
  func list(from first: Int = 0, rows: Int, columns: Int) -> (lines: [String], next: Int?) {
    let pairs = items.map { (name: $0.text, text: $0.help) }
    let blocks = zip(items, TwoColumns.blocks(pairs, width: columns)).map { item, block in
      item.isWrapped || block.count == 1 ? block : [Self.line(block)]
    }.dropFirst(first)
    let names = further > 0 ? ["... and \(further) names: type how one begins"] : []
    if blocks.reduce(names.count, { $0 + $1.count }) <= rows { return (blocks.flatMap { $0 } + names, nil) }
    var room = rows - 1
    let fitting = blocks.prefix { block in
      room -= block.count
      return room >= 0
    }
    // One at least, or nobody would ever come to the next.
    let shown = blocks.prefix(max(1, fitting.count))
    let left = blocks.count - shown.count
    guard left > 0 else { return (Array(shown.joined().prefix(rows)), nil) }
    return (shown.flatMap { $0 }.prefix(rows - 1) + ["... and \(left) more: Tab"], first + shown.count)
  }

  /// The lines of [block] as one.
  private static func line(_ block: [String]) -> String {
    block.dropFirst().reduce(block[0]) { $0 + " " + $1.trimmed }
  }
}
