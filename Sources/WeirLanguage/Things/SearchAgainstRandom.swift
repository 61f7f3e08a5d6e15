import WeirEngine
import WeirPlot
import WeirStatistics

/// How a search stands to chance.
extension SearchOutcome {
  /// Whether some strategy is better than random search, with each that is, or that which leads by most or is the least
  /// behind; nil where there is none to be compared, or none to compare with.
  var randomSentence: String? {
    guard let comparison = againstRandom else {
      let hasRandom = finals.contains { $0.name == RandomSearch().shortName }
      return hasRandom && !fruitless.isEmpty
        ? "Random search is not beaten: no other strategy found a network." : nil
    }
    if !comparison.found.isEmpty {
      return "Random search is beaten by " + comparison.found.map(comparison.lead).joined(separator: "; by ")
        + "."
    }
    let nearest = comparison.nearest
    let standing = comparison.cell(nearest)?.standing ?? 0
    let place =
      standing < 0
      ? "none leads; the least behind is" : standing > 0 ? "most leads" : "none leads; nearest comes"
    let count = comparison.names.count
    let found = fruitless.isEmpty ? "" : " that found a network"
    let rest =
      count == 1
      ? "the other strategy\(found) is not better" : "none of the \(count) others\(found) is better"
    return
      "Random search is not beaten: \(rest) at \(Readable.number(100 * level)) %, adjusted by Holm's rule; "
      + "\(place) \(comparison.lead(nearest)).\(comparison.excuse)"
  }
}

extension SearchComparison {
  /// Who stands best, lost pairs counted.
  fileprivate var nearest: String {
    let ranked = zip(names, judged.cells).map { (name: $0, place: ($1.standing, $1.test.effect)) }
    return ranked.max { $0.place < $1.place }?.name ?? ""
  }

  /// By how much [name] leads random search, or is behind it, over which seeds.
  fileprivate func lead(_ name: String) -> String {
    guard let cell = cell(name) else { return name }
    return
      "\(name), \(cell.words) (p = \(Readable.number(cell.test.p)), adjusted \(Readable.number(cell.adjustedP)))"
  }
}

extension PairedComparison.Cell {
  /// How somebody stands to random search: the seeds that one of both has lost by diverging are apart from the median of
  /// the rest.
  fileprivate var words: String {
    let seeds =
      "\(test.pairs) \(test.pairs == 1 ? "seed" : "seeds")\(dropped == 0 ? "" : " where not both diverged")"
    guard lostByA + lostByB > 0 else {
      guard let lead = medianLead else { return "who diverged in all seeds, as random search did" }
      let by = lead == 0 ? "a tie" : "by \(Readable.number(lead.magnitude))"
      return "\(by) in the median of \(seeds)"
    }
    let parts = [
      lostByB > 0 ? "wins \(lostByB) where random search diverged" : nil,
      lostByA > 0 ? "loses \(lostByA) where it diverged itself" : nil,
      medianLead.map { lead in
        let size = Readable.number(lead.magnitude)
        return (lead == 0 ? "ties" : "is \(size) \(lead > 0 ? "ahead" : "behind")")
          + " in the median of the other \(a.count)"
      },
    ].compactMap(\.self)
    let last = parts.count == 1 ? "" : " and \(parts[parts.count - 1])"
    let first = parts.count == 1 ? parts : parts.dropLast()
    return "which of \(seeds) \(first.joined(separator: ", "))\(last)"
  }
}
