import ArgumentParser
import Foundation
import WeirPlot

/// Measures one network at densities over three decades: what the weights cost, above what the rest of the network
/// costs without them, should grow as they do.
struct BenchScaling: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scaling", abstract: "Time and memory of a step against active weights, on log-log axes.")

  @OptionGroup var options: BenchOptions

  @Option(help: "Units of each layer, inputs first, with commas between.")
  var sizes = "3072,4096,4096,4096,4096,100"

  @Option(help: "How long each point is measured in each round.")
  var milliseconds = 200.0

  /// So few weights that they cost nothing beside the rest.
  private static let few = 1e3
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
    printLine("scaling: \(sizes), sgd with momentum, 1 thread; above a network of \(Int(Self.few)) weights")
    let base = try measure(Self.few)
    let points = try Self.counts.map(measure)
    let (ms, bytes) = (
      Growth(points.map { ($0.active, $0.ms_per_step) }, above: (base.active, base.ms_per_step)),
      Growth(
        points.map { ($0.active, Double($0.resident_bytes)) },
        above: (base.active, Double(base.resident_bytes)))
    )
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

/// How a cost grows with a count: cost = fixed + b count^slope.
private struct Growth {
  /// Each cost without the fixed one.
  let costs: [Double]
  /// The least-squares line through the logarithms.
  let slope: Double

  /// Of [points], above the cost of the point [base]. What is less than a quarter of that is lost in its noise, and
  /// has no part in the slope.
  init(_ points: [(count: Double, cost: Double)], above base: (count: Double, cost: Double)) {
    costs = points.map { $0.cost - base.cost }
    let logs = zip(points, costs).filter { $1 > base.cost / 4 }.map {
      (log($0.count - base.count), log($1))
    }
    let mean = logs.reduce((0.0, 0.0)) { ($0.0 + $1.0, $0.1 + $1.1) }
    let (x, y) = (mean.0 / Double(logs.count), mean.1 / Double(logs.count))
    let products = logs.reduce((0.0, 0.0)) {
      ($0.0 + ($1.0 - x) * ($1.1 - y), $0.1 + ($1.0 - x) * ($1.0 - x))
    }
    slope = products.0 / products.1
  }
}
