import WeirCatalog
import WeirEngine
import WeirPlot

/// What came of a search, in sentences.
extension SearchOutcome {
  var sentences: [String] {
    let depth = winning.trial.genotype.depth
    var sentences = [
      "The best trial is by \(winner): \(depth) hidden \(depth == 1 ? "layer" : "layers") of \(space.width), at "
        + "\(winning.text), with \(Notation.grouped(winning.weights)) weights; validation "
        + "\(Readable.number(winning.trial.score ?? .nan))."
    ]
    sentences += againstRandom.map { [randomSentence($0)] } ?? []
    if let comparison {
      let percent = "\(Readable.number(100 * level)) %, adjusted by Holm's rule"
      sentences.append(
        comparison.found.isEmpty
          ? "The winner is better than none of the others at \(percent).\(comparison.excuse)"
          : "The winner is better than \(comparison.found.joined(separator: ", ")) at \(percent).")
    }
    if !unbeaten.isEmpty {
      sentences.append(
        "It is not better than \(unbeaten.joined(separator: ", ")), for which nobody searched.")
    }
    sentences += weightSentence.map { [$0] } ?? []
    for one in omitted { sentences.append("Left out: \(one.name); \(one.reason).") }
    for rung in rungs {
      sentences.append(
        "In \(rung.strategy), \(rung.short) \(rung.short == 1 ? "epoch orders" : "epochs order") as \(rung.long) do with tau = "
          + "\(Readable.number(rung.correlation.coefficient, digits: 3)) over \(rung.correlation.n) genotypes."
      )
    }
    return sentences
  }

  /// How many weights the winner has, and its rivals.
  private var weightSentence: String? {
    let rivals = finals.filter { $0.role != .found }
    guard !rivals.isEmpty else { return nil }
    let others = rivals.filter { $0.weights != winning.weights }
    return
      "What nobody searched for has as many weights as the winner, \(Notation.grouped(winning.weights))"
      + others.map { "; \($0.name), the widest that has no more, \(Notation.grouped($0.weights))" }
      .joined()
      + "."
  }

  /// How the best of those stands to random search that are not better, if it leads by so much in the median.
  private func standing(_ lead: Double) -> String {
    lead < 0 ? "none leads; the least behind is" : lead > 0 ? "most leads" : "none leads; nearest comes"
  }

  /// Whether some strategy is better than random search, with each that is, or that which leads by most or is the least behind.
  private func randomSentence(_ comparison: SearchComparison) -> String {
    func lead(_ name: String) -> String {
      guard let cell = comparison.cell(name) else { return name }
      let by = cell.test.median == 0 ? "a tie" : "by \(Readable.number(abs(cell.test.median)))"
      return
        "\(name), \(by) in the median of \(cell.test.pairs) "
        + "\(cell.test.pairs == 1 ? "seed" : "seeds") (p = \(Readable.number(cell.test.p)), adjusted "
        + "\(Readable.number(cell.adjustedP)))"
    }
    if !comparison.found.isEmpty {
      return "Random search is beaten by " + comparison.found.map(lead).joined(separator: "; by ") + "."
    }
    func median(_ name: String) -> Double { comparison.cell(name)?.test.median ?? 0 }
    let nearest = comparison.names.max { median($0) < median($1) } ?? ""
    let count = comparison.names.count
    let rest = count == 1 ? "the other strategy is not better" : "none of the \(count) others is better"
    return
      "Random search is not beaten: \(rest) at \(Readable.number(100 * level)) %, adjusted by Holm's rule; "
      + "\(standing(median(nearest))) \(lead(nearest)).\(comparison.excuse)"
  }
}

extension SearchComparison {
  /// What has to be said where nothing could have been found.
  fileprivate var excuse: String {
    seedsNeeded.map { " No outcome could have reached it: that takes \($0) seeds." } ?? ""
  }
}
