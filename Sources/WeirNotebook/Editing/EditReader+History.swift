// The keys that bring back what was entered before.
extension EditReader {
  /// Goes one entry further, among those that begin with what stands in front of the cursor.
  func walk(_ step: (inout Recall) -> Bool) -> Key.Reply {
    let (text, cursor) = buffer
    let whole = String(text)
    var walk: Recall
    if let recall, recall.shown == whole {
      walk = recall
    } else {
      walk = Recall(entries: history.entries, draft: whole, prefix: String(text[..<cursor]))
    }
    guard step(&walk) else { return .refused }
    recall = walk
    replaceAll(with: walk.shown, cursor: walk.shown.unicodeScalars.count)
    return .textChanged
  }

  /// Looks for an entry that contains what is typed, newest first, until a key says what to do with
  /// it. libedit's own search takes regular expressions, and knows only one line.
  func search() -> Key.Reply {
    let (draft, place) = buffer
    var search = Search(entries: history.entries)
    while true {
      footer = [search.status]
      screen.redraw(content())
      guard let key = nextKey(isPasting: false) else { break }
      switch key {
      case "\u{12}": search.goOlder()
      case "\u{8}", "\u{7F}": search.shorten()
      case "\u{3}", "\u{7}":  // Ctrl-C, Ctrl-G
        replaceAll(with: String(draft), cursor: place)
        return endSearch()
      case "\u{1B}" where keyboard.isEmpty: return endSearch()
      case " "..."~", "\u{A0}"...: search.extend(by: key)
      default:
        keyboard.putBack(key)
        return endSearch()
      }
      if let entry = search.found { replaceAll(with: entry, cursor: search.place) }
    }
    return endSearch()
  }

  private func endSearch() -> Key.Reply {
    footer = []
    screen.redraw(content())
    return .textChanged
  }
}

/// A search through the history, from its end backwards.
struct Search {
  private let entries: [String]
  private(set) var pattern = ""
  private var index: Int
  private var isMissing = false

  init(entries: [String]) {
    self.entries = entries
    index = entries.count
  }

  /// The entry found last, if the pattern is not empty.
  var found: String? { index < entries.count ? entries[index] : nil }

  /// Where in it the pattern begins, in scalars.
  var place: Int {
    guard let found else { return 0 }
    let (text, part) = (Array(found.unicodeScalars), Array(pattern.unicodeScalars))
    return text.indices.first { text[$0...].starts(with: part) } ?? text.count
  }

  /// What to tell the person.
  var status: String { (isMissing ? "not found: " : "search: ") + pattern }

  mutating func extend(by scalar: Unicode.Scalar) {
    pattern.unicodeScalars.append(scalar)
    look(upTo: min(index + 1, entries.count))
  }

  mutating func shorten() {
    _ = pattern.unicodeScalars.popLast()
    look(upTo: entries.count)
  }

  mutating func goOlder() { look(upTo: index) }

  private mutating func look(upTo end: Int) {
    let shown = found
    guard !pattern.isEmpty else { return isMissing = false }
    let older = entries[..<end].lastIndex { $0.contains(pattern) && ($0 != shown || end == index + 1) }
    isMissing = older == nil
    if let older { index = older }
  }
}
