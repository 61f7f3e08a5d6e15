/// What Tab has to offer.
public struct Completion: Sendable, Equatable {
  /// One text that could be inserted.
  public struct Candidate: Sendable, Equatable {
    /// The text, from the start of the word under the cursor.
    public var text: String
    /// What it is, in a few words; may be empty.
    public var help: String

    /// A candidate with its help.
    public init(_ text: String, help: String = "") { (self.text, self.help) = (text, help) }
  }

  /// How many scalars in front of the cursor the candidates begin with.
  public var typed: Int
  /// What could stand there, in the order to show it in.
  public var candidates: [Candidate]

  /// Candidates that begin with the [typed] scalars in front of the cursor.
  public init(typed: Int = 0, candidates: [Candidate] = []) {
    (self.typed, self.candidates) = (typed, candidates)
  }

  /// What is to be inserted behind [text], on which all candidates agree; nil without candidates.
  func common(after text: some BidirectionalCollection<Unicode.Scalar>) -> String? {
    guard let first = candidates.first else { return nil }
    var common = Array(first.text.unicodeScalars)
    for candidate in candidates.dropFirst() {
      let pairs = zip(common, candidate.text.unicodeScalars)
      common = Array(common.prefix(pairs.prefix { $0 == $1 }.count))
    }
    let typed = text.suffix(typed)
    return common.starts(with: typed) ? String(common.dropFirst(typed.count)) : ""
  }

  /// The candidates with their help, one a row; at most so many [rows], the last of which then says
  /// how many are left out.
  func list(rows: Int) -> [String] {
    let width = candidates.map { Layout.width(of: $0.text) }.max() ?? 0
    let lines = candidates.map { candidate in
      let gap = String(repeating: " ", count: width + 2 - Layout.width(of: candidate.text))
      return candidate.help.isEmpty ? candidate.text : candidate.text + gap + candidate.help
    }
    guard lines.count > rows else { return lines }
    return lines.prefix(rows - 1) + ["... and \(lines.count - rows + 1) more"]
  }
}
