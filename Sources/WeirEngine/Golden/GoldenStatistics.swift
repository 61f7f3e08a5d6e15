import WeirStatistics

extension GoldenSection {
  /// Tests and correlations.
  static let statistics = GoldenSection(
    "statistics",
    [
      GoldenCheck("W+ of four samples", source: "Wilcoxon 1945, by enumeration", [14, 15, 10, 47]) {
        try signedRanks.map { try SignedRankTest(differences: $0).above }
      },
      GoldenCheck(
        "p of four samples, one-sided", source: "Wilcoxon 1945, by enumeration",
        [0.0625, 0.03125, 0.0625, 0.0244140625]
      ) { try signedRanks.map { try SignedRankTest(differences: $0).p } },
      GoldenCheck(
        "tau-b with ties and without", source: "Kendall 1945, by hand", [0.6, 0.8], within: .double
      ) {
        [
          try Correlation.kendall([1, 2, 3, 4, 5], [1, 3, 2, 5, 4]).coefficient,
          try Correlation.kendall([1, 2, 2, 3], [1, 2, 3, 3]).coefficient,
        ]
      },
      GoldenCheck(
        "p of tau 0.6 of 5, two-sided", source: "Kendall 1970, by enumeration", [0.23333],
        within: .decimals(5)
      ) { [try Correlation.kendall([1, 2, 3, 4, 5], [1, 3, 2, 5, 4]).p] },
      GoldenCheck("smallest p of 4 and 5 pairs", source: "Wilcoxon 1945, by enumeration", [0.0625, 0.03125]) {
        [PairedPower(pairs: 4).smallestP, PairedPower(pairs: 5).smallestP]
      },
    ])

  private static let signedRanks: [[Double]] = [
    [1.5, 2.1, 0.3, 3.3, -0.2], [1, 2, 3, 4, 5], [1, 2, 3, 4], [1, -2, 3, 4, 5, -6, 7, 8, 9, 10],
  ]
}
