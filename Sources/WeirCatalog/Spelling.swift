/// The nearest known name to a misspelt one.
public enum Spelling {
  /// The name among [names] that [word] was probably meant to be, or nil if none is near enough.
  ///
  /// A name that differs only in case or underscores wins; otherwise the least number of edits, at
  /// most a third of the word's length, so that short names are not guessed at: of three letters none may be another
  /// one. Ties go to the name listed first.
  public static func nearest(to word: String, among names: some Sequence<String>) -> String? {
    let plain = simplified(word)
    var best: (name: String, distance: Int)?
    for name in names {
      let other = simplified(name)
      if other == plain { return name }
      // Half of the longer one always differs then: the full comparison is not needed.
      guard abs(other.count - plain.count) <= plain.count / 3 else { continue }
      if plain.count <= 3, other.count == plain.count, other.sorted() != plain.sorted() { continue }
      let distance = editDistance(plain, other)
      if distance <= max(plain.count, other.count) / 3, distance < best?.distance ?? .max {
        best = (name, distance)
      }
    }
    return best?.name
  }

  /// The question whether that name was meant, as suggestions put it; nil if none is near enough.
  public static func suggestion(for word: String, among names: some Sequence<String>) -> String? {
    nearest(to: word, among: names).map { "did you mean `\($0)`?" }
  }

  private static func simplified(_ word: String) -> [UInt8] {
    word.lowercased().utf8.filter { $0 != UInt8(ascii: "_") }
  }

  /// Insertions, deletions, replacements and swaps of neighbours, each counted once (optimal string
  /// alignment; Damerau 1964). Cost: product of the lengths.
  static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i] + [Int](repeating: 0, count: b.count)
      for j in 1...b.count {
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
