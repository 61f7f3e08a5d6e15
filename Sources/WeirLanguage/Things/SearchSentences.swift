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
    sentences += randomSentence.map { [$0] } ?? []
    sentences += divergedSentence.map { [$0] } ?? []
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
}

extension SearchComparison {
  /// What has to be said where nothing could have been found.
  var excuse: String {
    seedsNeeded.map { " No outcome could have reached it: that takes \($0) seeds." } ?? ""
  }
}
