import WeirEngine
import WeirPlot

/// How things of the engine become what charts draw.

extension Series: SeriesSource {
  /// One line.
  public var plotSeries: [PlotSeries] { [PlotSeries(name, over: axis, x: positions, y: values)] }
}

extension Flow: SeriesSource, GridSource {
  /// A line a layer.
  public var plotSeries: [PlotSeries] {
    layers.indices.flatMap { series(ofLayer: $0).plotSeries }
  }

  /// Layers × time.
  public var plotGrid: PlotGrid {
    PlotGrid(
      "gradient norm \(norm.rawValue)", rows: layers, columns: steps.map(Double.init), over: "step",
      values: values)
  }
}

extension Spectrum: SeriesSource {
  /// Its density.
  public var plotSeries: [PlotSeries] { density.plotSeries }
}

extension Mask: PatternSource {
  /// Its active places.
  public var plotPattern: PlotPattern {
    PlotPattern("mask", rows: rows, columns: columns) { mark in forEach { row, column in mark(row, column) } }
  }
}

extension WeightLayer: PatternSource {
  /// Its mask's active places.
  public var plotPattern: PlotPattern {
    let mask = mask
    return PlotPattern("layer \(name)", rows: mask.rows, columns: mask.columns) { mark in
      mask.forEach { row, column in mark(row, column) }
    }
  }
}

extension Tensor: GridSource {
  /// Its rows; a vector is one row, and axes in front of the last are put one under the other.
  public var plotGrid: PlotGrid {
    let width = max(1, shape.last ?? 1)
    let rows = stride(from: 0, to: values.count, by: width).map { start in
      values[start..<min(values.count, start + width)].map(Double.init)
    }
    return PlotGrid(values: rows)
  }
}
