import WeirCatalog
import WeirPlot

/// What came of a search, to look at.
extension SearchOutcome {
  /// The trials of full length that have a score.
  private var full: [Row] { rows.filter { $0.trial.epochs == epochs && $0.trial.score != nil } }

  /// What all of [rows] cost, give or take what is rounded away; nil where they cost different things.
  private func commonCost(of rows: [Row]) -> Int? {
    let costs = rows.map(\.cost)
    guard let least = costs.min(), let most = costs.max(), rows.count > 1,
      Double(most - least) < 0.02 * Double(most)
    else { return nil }
    return most
  }

  /// Trials of full length, and the front among them; where all cost the same, in the order in which they were tried.
  var picture: any Chart {
    let full = full
    if let cost = commonCost(of: full) {
      var chart = Scatter(
        x: full.map { Double($0.number + 1) }, y: full.map { $0.trial.score ?? .nan },
        groups: full.map(\.strategy),
        title: "Trials of full length, all of \(Notation.grouped(cost)) \(space.unit.words)")
      (chart.xName, chart.yName) = ("trial", "validation accuracy")
      return chart
    }
    let best = front
    var chart = Scatter(
      x: (full + best).map { Double($0.cost) }, y: (full + best).map { $0.trial.score ?? .nan },
      groups: full.map(\.strategy) + best.map { _ in "front" }, title: "Trials of full length")
    (chart.xName, chart.yName) = (space.unit.words, "validation accuracy")
    return chart
  }
}

extension SearchOutcome: SeriesSource {
  /// The front; where all cost the same, of each strategy the best score so far.
  var plotSeries: [PlotSeries] {
    let full = full
    guard commonCost(of: full) != nil else {
      return [
        PlotSeries(
          "validation accuracy", over: space.unit.words, x: front.map { Double($0.cost) },
          y: front.map { $0.trial.score ?? .nan })
      ]
    }
    let strategies = full.reduce(into: [String]()) { if !$0.contains($1.strategy) { $0.append($1.strategy) } }
    return strategies.map { strategy in
      let mine = full.filter { $0.strategy == strategy }
      var best = -Double.infinity
      let scores = mine.map { row in
        best = max(best, row.trial.score ?? best)
        return best
      }
      return PlotSeries(strategy, over: "trial", x: mine.map { Double($0.number + 1) }, y: scores)
    }
  }
}
