import WeirCatalog
import WeirPlot

/// Numbers that look random and are the same every time (Steele et al. 2014, SplitMix64).
struct Draws {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Even in 0..<1.
  mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  /// About normal, of mean 0 and spread 1: the sum of twelve even draws.
  mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + unit() } }
}

/// A mask, as the engine would hand it over.
struct SampleMask: PatternSource {
  static let kind = Kind("mask")
  let plotPattern: PlotPattern

  /// Each weight active with probability [density], or half of it in the last third of the columns.
  init(_ name: String, rows: Int, columns: Int, density: Double, thinnedThird: Bool = false, seed: UInt64) {
    var draws = Draws(seed: seed)
    var active: [(Int, Int)] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let share = thinnedThird && column * 3 >= columns * 2 ? density / 2 : density
        if draws.unit() < share { active.append((row, column)) }
      }
    }
    plotPattern = PlotPattern(name, rows: rows, columns: columns) { [active] mark in
      for (row, column) in active { mark(row, column) }
    }
  }
}

/// A loss over steps, as a run would hand it over.
struct SampleSeries: SeriesSource {
  static let kind = Kind("series")
  var plotSeries: [PlotSeries]

  /// From [start] down to [end], with noise.
  init(_ name: String, from start: Double, to end: Double, halfLife: Double, count: Int, seed: UInt64) {
    var draws = Draws(seed: seed)
    var value = start
    var y: [Double] = []
    for _ in 0..<count {
      y.append(value + 0.03 * value * draws.normal())
      value = end + (value - end) * (1 - 0.7 / halfLife)
    }
    plotSeries = [PlotSeries(name, over: "step", y: y)]
  }
}

/// A flow of layers over time, as a run would hand it over.
struct SampleFlow: GridSource {
  static let kind = Kind("flow")
  var plotGrid: PlotGrid

  /// Less in each layer than in the one before, and less every time; one missing, one that died.
  init(layers: Int, times: Int) {
    var scale = 1.0
    var values: [[Double]] = []
    for layer in 1...layers {
      values.append((0..<times).map { scale / (1 + Double($0 * layer) / 10) })
      scale *= 0.3
    }
    values[layers - 1][times / 2] = .nan
    values[layers - 2][times - 3] = 0
    plotGrid = PlotGrid(
      "flow", rows: (0..<layers).map { "layer \($0)" }, columns: (0..<times).map { Double(10 * $0) },
      over: "step",
      values: values)
  }
}

extension PlotGrid {
  /// A series for each row.
  var asSeries: [PlotSeries] {
    zip(rowLabels, values).map { PlotSeries($0, over: axis, x: columns, y: $1) }
  }
}

extension Argument {
  /// A list of numbers.
  static func list(of numbers: [Double]) -> Argument { .list(Items(numbers)) }
}

/// The chart that a call makes, by position and by label.
func made<T: Chart>(
  _ type: T.Type, _ arguments: [Argument], _ labelled: KeyValuePairs<String, Argument> = [:]
) -> T {
  do {
    return try T.assemble(arguments.map { Given(nil, $0) } + labelled.map { Given($0.key, $0.value) })
  } catch {
    preconditionFailure("\(error.message)")
  }
}
