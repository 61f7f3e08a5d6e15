import WeirCatalog
import WeirEngine
import WeirPlot

/// What one can ask of a spectrum.
let spectrumMembers = MemberTable(
  Spectrum.kind,
  [
    Member("values", of: Spectrum.self, "Where eigenvalues lie, increasing.", result: .list) {
      .list(of: $0.values.map { .number($0) })
    },
    Member("weights", of: Spectrum.self, "Which share of them lies near each value.", result: .list) {
      .list(of: $0.weights.map { .number($0) })
    },
    Member("density", of: Spectrum.self, "The share of eigenvalues, as a density.", result: Series.kind) {
      .thing($0.density)
    },
    Member(
      "mean", of: Spectrum.self, "The mean of all eigenvalues: the trace over their number.", result: .number
    ) { .number($0.mean) },
    Member("max", of: Spectrum.self, "The largest eigenvalue, from below.", result: .number) {
      .number($0.max)
    },
    Member("min", of: Spectrum.self, "The least eigenvalue, from above.", result: .number) {
      .number($0.min)
    },
  ])

extension Spectrum: Shown {
  /// How many eigenvalues there are, and from where to where.
  public var brief: String {
    let ends = [min, mean, max].map { Readable.number($0, digits: 4) }
    return
      "spectrum(\(Notation.grouped(coordinates)) eigenvalues from \(ends[0]) to \(ends[2]), mean \(ends[1]))"
  }

  /// The same, and a spark of the density.
  public func full(on display: Display) -> String {
    brief + "\n" + Spark(plotSeries).render(on: display)
  }
}
