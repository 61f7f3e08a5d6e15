import ArgumentParser
import Foundation
import WeirPlot

/// Measures one network at densities over three decades: what the weights cost, above what the rest of the network
/// costs whatever they are, should grow as they do.
struct BenchScaling: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scaling", abstract: "Time and memory of a step against active weights, on log-log axes.")

  @OptionGroup var options: BenchOptions

  @Option(help: "Units of each layer, inputs first, with commas between.")
  var sizes = "3072,4096,4096,4096,4096,100"

  @Option(help: "How long each point is measured in each round.")
  var milliseconds = 200.0

  private static let counts = [1e4, 3e4, 1e5, 3e5, 1e6, 3e6, 1e7]

  /// What a network with some active weights takes for a step.
  private struct Point: Encodable {
    var bench = "scaling"
    var step: String
    var active: Double
    var ms_per_step: Double
    var resident_bytes: Int
  }

  private struct Slopes: Encodable {
    var bench = "scaling"
    var ms_slope: Double
    var bytes_slope: Double
  }

  func run() throws {
    printLine("scaling: \(sizes), sgd with momentum, 1 thread")
    let points = try Self.counts.map(measure)
    let ms = Growth(points.map { ($0.active, $0.ms_per_step) })
    let bytes = Growth(points.map { ($0.active, Double($0.resident_bytes)) })
    try printMeasurement(Slopes(ms_slope: ms.slope, bytes_slope: bytes.slope))
    printTable(
      [["active weights", "ms a step", "above the rest", "MiB held", "above the rest"]]
        + zip(points, zip(ms.costs, bytes.costs)).map { point, costs in
          [
            "\(Int(point.active))", fixed(point.ms_per_step, 3), fixed(costs.0, 3),
            fixed(Double(point.resident_bytes) / 0x1p20, 1), fixed(costs.1 / 0x1p20, 1),
          ]
        })
    printLine("  slope of the time \(fixed(ms.slope, 3)), of the memory \(fixed(bytes.slope, 3))")
    printLine(picture(points, ms, bytes))
  }

  private func measure(_ active: Double) throws -> Point {
    let units = try StepCase.parse(["--sizes", sizes]).units
    let all = zip(units, units.dropFirst()).reduce(0.0) { $0 + Double($1.0 * $1.1) }
    let step = try StepCase.parse([
      "--sizes", sizes, "--density", "\(min(1, active / all))", "--samples", "1024",
    ])
    let side = try Contender(weirWorker + step.words)
    defer { side.finish() }
    let rounds = try Rounds(options.rounds, measure: [side.turns(filling: milliseconds)])
    let point = Point(
      step: step.title, active: active, ms_per_step: rounds.sides[0].values.min() ?? .nan,
      resident_bytes: try side.run(steps: 1).residentBytes)
    try printMeasurement(point)
    return point
  }

  private func picture(_ points: [Point], _ ms: Growth, _ bytes: Growth) -> String {
    func series(_ name: String, _ costs: [Double]) -> PlotSeries {
      let shown = zip(points, costs).filter { $1 > 0 }
      return PlotSeries(name, x: shown.map { $0.0.active }, y: shown.map { $0.1 })
    }
    var plot = Plot(
      [series("ms a step", ms.costs), series("MiB", bytes.costs.map { $0 / 0x1p20 })],
      title: "What active weights cost, above the rest")
    (plot.x, plot.log) = ("active weights", .both)
    return plot.render(on: Display(width: 78))
  }
}

/// How a cost grows with a count: cost = fixed + b count^slope, by the least sum of squared relative errors.
private struct Growth {
  let slope: Double
  /// Each cost without the fixed one.
  let costs: [Double]

  /// Of [points], at least four. For each slope that might be, the other two are a linear fit.
  init(_ points: [(count: Double, cost: Double)]) {
    let fits = stride(from: 0.5, through: 1.5, by: 0.001).map { Growth.fit(points, slope: $0) }
    let best = fits.min { $0.error < $1.error } ?? Growth.fit(points, slope: 1)
    slope = best.slope
    costs = points.map { $0.cost - best.fixed }
  }

  private static func fit(
    _ points: [(count: Double, cost: Double)], slope: Double
  ) -> (fixed: Double, slope: Double, error: Double) {
    // In relative terms 1 = fixed / cost + b count^slope / cost.
    let rows = points.map { (1 / $0.cost, pow($0.count, slope) / $0.cost) }
    func sum(_ term: ((Double, Double)) -> Double) -> Double { rows.reduce(0) { $0 + term($1) } }
    let (aa, ab, bb) = (sum { $0.0 * $0.0 }, sum { $0.0 * $0.1 }, sum { $0.1 * $0.1 })
    let (a, b) = (sum(\.0), sum(\.1))
    let determinant = aa * bb - ab * ab
    let (fixed, factor) = ((a * bb - b * ab) / determinant, (b * aa - a * ab) / determinant)
    return (fixed, slope, sum { ($0.0 * fixed + $0.1 * factor - 1) * ($0.0 * fixed + $0.1 * factor - 1) })
  }
}
