import ArgumentParser
import Foundation
import WeirPlot

/// Measures networks whose active weights span three decades: what the weights cost, above what else a step and its
/// process cost, should grow as they do.
struct BenchScaling: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scaling", abstract: "Time and memory of a step against active weights, on log-log axes.")

  @OptionGroup var options: BenchOptions

  @Option(help: "Units of each layer, inputs first, with commas between.")
  var sizes = "3072,4096,4096,4096,4096,100"

  @Option(help: "How long each point is measured in each round.")
  var milliseconds = 200.0

  private static let counts = [1e4, 3e4, 1e5, 3e5, 1e6, 3e6, 1e7]

  /// How a network comes by more active weights.
  enum Family: String, Encodable, CaseIterable {
    /// It stays as it is and keeps more of its weights.
    case denser
    /// It keeps a tenth of its weights and has wider layers. What else a step costs then grows too, as the root of the
    /// weights; the fit has one fixed cost only, so the slope is that of the whole step but for what every step costs.
    case wider

    /// The units and the density that give so many active weights, from the network [units].
    func shape(_ active: Double, of units: [Int]) -> (units: [Int], density: Double) {
      func all(_ units: [Int]) -> Double {
        zip(units, units.dropFirst()).reduce(0) { $0 + Double($1.0 * $1.1) }
      }
      let scale = self == .denser ? 1 : (active / (0.1 * all(units))).squareRoot()
      let scaled = units.map { max(1, Int((Double($0) * scale).rounded())) }
      return (scaled, min(1, active / all(scaled)))
    }
  }

  /// What a network with some active weights takes for a step.
  private struct Point: Encodable {
    var bench = "scaling"
    var family: Family
    var step: String
    var active: Double
    var ms_per_step: Double
    var resident_bytes: Int
  }

  private struct Slopes: Encodable {
    var bench = "scaling"
    var family: Family
    var ms_slope: Double
    var bytes_slope: Double
  }

  func run() throws {
    let units = try StepCase.parse(["--sizes", sizes]).units
    for family in Family.allCases { try measure(family, of: units) }
  }

  private func measure(_ family: Family, of units: [Int]) throws {
    let how = family == .denser ? "at ever higher densities" : "ever wider, density 0.1"
    printLine("scaling: \(sizes) \(how), sgd with momentum, 1 thread")
    let points = try Self.counts.map { try measure($0, family, of: units) }
    let ms = Growth(points.map { ($0.active, $0.ms_per_step) })
    let bytes = Growth(points.map { ($0.active, Double($0.resident_bytes)) })
    try printMeasurement(Slopes(family: family, ms_slope: ms.slope, bytes_slope: bytes.slope))
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

  private func measure(_ active: Double, _ family: Family, of units: [Int]) throws -> Point {
    let shape = family.shape(active, of: units)
    let step = try StepCase.parse([
      "--sizes", shape.units.map(String.init).joined(separator: ","), "--density", "\(shape.density)",
      "--samples", "1024",
    ])
    let side = try Contender(weirWorker + step.words)
    defer { side.finish() }
    let rounds = try Rounds(options.rounds, measure: [side.turns(filling: milliseconds)])
    let point = Point(
      family: family, step: step.title, active: active, ms_per_step: rounds.sides[0].values.min() ?? .nan,
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
