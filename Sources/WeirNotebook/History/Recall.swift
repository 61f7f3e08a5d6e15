/// A walk through the entries that begin with what was typed when the walk began.
///
/// Going up and down skips entries equal to the one on the screen, so that every key press shows
/// something else.
struct Recall {
  private let entries: [String]
  private let draft: String
  private let prefix: String
  private var index: Int
  /// The text on the screen. Once the person has changed it, the walk is over.
  private(set) var shown: String

  /// A walk from [draft], the text as typed, through entries that begin with [prefix].
  init(entries: [String], draft: String, prefix: String) {
    (self.entries, self.draft, self.prefix) = (entries, draft, prefix)
    index = entries.count
    shown = draft
  }

  /// Goes to the next older entry; false if there is none.
  mutating func older() -> Bool {
    guard let found = entries[..<index].lastIndex(where: matches) else { return false }
    (index, shown) = (found, entries[found])
    return true
  }

  /// Goes to the next newer entry, and from the newest back to the draft; false at the draft.
  mutating func newer() -> Bool {
    guard index < entries.count else { return false }
    index = entries[(index + 1)...].firstIndex(where: matches) ?? entries.count
    shown = index < entries.count ? entries[index] : draft
    return true
  }

  private func matches(_ entry: String) -> Bool { entry.hasPrefix(prefix) && entry != shown }
}
