import WeirCatalog
import WeirPlot
import WeirStatistics

/// The members of everything that judges numbers.
let statisticsMembers: [MemberTable] = [
  signedRankMembers, rankSumMembers, correlationMembers, intervalMembers, bootstrapMembers, powerMembers,
]

extension SignedRankTest: Thing {
  /// The kind of all tests of signed ranks.
  public static let kind = Kind("signed-rank test")
}

extension RankSumTest: Thing {
  /// The kind of all tests of rank sums.
  public static let kind = Kind("rank-sum test")
}

/// What one can ask of a test of signed ranks.
let signedRankMembers = MemberTable(
  SignedRankTest.kind,
  [
    Member(
      "p", of: SignedRankTest.self, "Probability under chance of a W+ so far on the side looked at.",
      result: .number
    ) { .number($0.p) },
    Member("w", of: SignedRankTest.self, "W+, the ranks of differences above zero.", result: .number) {
      .number($0.above)
    },
    Member("n", of: SignedRankTest.self, "How many differences are not zero.", result: .integer) {
      .integer($0.n)
    },
    Member("zeros", of: SignedRankTest.self, "How many differences were left out.", result: .integer) {
      .integer($0.pairs - $0.n)
    },
    Member("effect", of: SignedRankTest.self, "Rank-biserial correlation, in -1...1.", result: .number) {
      .number($0.effect)
    },
    Member("median", of: SignedRankTest.self, "The median of all differences.", result: .number) {
      .number($0.median)
    },
    Member("exact", of: SignedRankTest.self, "Whether every case was counted.", result: .truth) {
      .truth($0.isExact)
    },
  ])

/// What one can ask of a test of rank sums.
let rankSumMembers = MemberTable(
  RankSumTest.kind,
  [
    Member(
      "p", of: RankSumTest.self, "Probability under chance of a U so far on the side looked at.",
      result: .number
    ) { .number($0.p) },
    Member("u", of: RankSumTest.self, "In how many pairs the first is greater.", result: .number) {
      .number($0.u)
    },
    Member("n", of: RankSumTest.self, "How many numbers either sample has.", result: .list) {
      .list([.integer($0.counts.a), .integer($0.counts.b)])
    },
    Member("share", of: RankSumTest.self, "In which share of pairs the first is greater.", result: .number) {
      .number($0.share)
    },
    Member("effect", of: RankSumTest.self, "Rank-biserial correlation, in -1...1.", result: .number) {
      .number($0.effect)
    },
    Member("exact", of: RankSumTest.self, "Whether every division was counted.", result: .truth) {
      .truth($0.isExact)
    },
  ])

extension Side {
  /// The side, as it stands behind a p.
  var words: String {
    switch self {
    case .greater: "one-sided, greater"
    case .less: "one-sided, less"
    case .twoSided: "two-sided"
    }
  }
}

extension SignedRankTest: Shown {
  /// The statistic, p and the pairs.
  public var brief: String {
    "wilcoxon(W+ \(Readable.number(above)) of \(Readable.number(above + below)), p \(Readable.number(p)), "
      + "\(n) \(n == 1 ? "pair" : "pairs"))"
  }

  /// The same as sentences, with what the pairs allow.
  public func full(on display: Display) -> String {
    AnyEntry.wrap(sentence, width: display.width).joined(separator: "\n")
  }

  private var sentence: String {
    let zeros = pairs - n
    let left =
      zeros == 0
      ? ""
      : " \(zeros) of \(pairs) \(pairs == 1 ? "pair" : "pairs") without a difference \(zeros == 1 ? "is" : "are") left out."
    guard n > 0 else { return "Nothing speaks for a difference: p = 1." + left }
    let direction = above == below ? "neither is greater" : above > below ? "a is greater" : "a is less"
    let smallest = PairedPower(pairs: n, side: side).smallestP
    let limit = smallest > 0.05 ? " With \(n) of them no p is below \(Readable.number(smallest))." : ""
    return
      "By \(n) \(n == 1 ? "pair" : "pairs") \(direction), the median difference being \(Readable.number(median)): "
      + "W+ = \(Readable.number(above)) of \(Readable.number(above + below)), effect \(Readable.number(effect)), "
      + "p = \(Readable.number(p)) (\(side.words), \(isExact ? "exact" : "normal"))." + left + limit
  }
}

extension RankSumTest: Shown {
  /// The statistic, p and the sizes.
  public var brief: String {
    "mann_whitney(U \(Readable.number(u)) of \(counts.a * counts.b), p \(Readable.number(p)), "
      + "\(counts.a) and \(counts.b) numbers)"
  }

  /// The same as a sentence.
  public func full(on display: Display) -> String {
    let sentence =
      "A number of a is greater than one of b in \(Readable.number(100 * share, digits: 3)) % of the pairs: "
      + "U = \(Readable.number(u)) of \(counts.a * counts.b), effect \(Readable.number(effect)), "
      + "p = \(Readable.number(p)) (\(side.words), \(isExact ? "exact" : "normal"))."
    return AnyEntry.wrap(sentence, width: display.width).joined(separator: "\n")
  }
}
