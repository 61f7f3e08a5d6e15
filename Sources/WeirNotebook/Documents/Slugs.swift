/// Names for parts of a document: their titles, as far as a name may hold them, no two alike.
struct Slugs {
  private var taken: Set<String> = []
  /// The last number of parts that would be called alike.
  private var numbers: [String: Int] = [:]

  /// The name of the next part, which is called [title].
  mutating func next(_ title: String) -> String {
    var slug = ""
    for character in title.lowercased() {
      if character.isASCII, character.isLetter || character.isNumber {
        slug.append(character)
      } else if !slug.isEmpty, !slug.hasSuffix("-") {
        slug += "-"
      }
    }
    let base = String(slug.prefix(48).reversed().drop { $0 == "-" }.reversed())
    let first = base.isEmpty ? "cell" : base
    var name = base.isEmpty ? "cell-1" : first
    while !taken.insert(name).inserted {
      numbers[first, default: 1] += 1
      name = first + "-\(numbers[first] ?? 1)"
    }
    return name
  }
}
