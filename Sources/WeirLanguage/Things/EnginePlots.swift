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

extension Hessian: SeriesSource, GridSource {
  /// Its eigenvalues, largest first.
  public var plotSeries: [PlotSeries] {
    [PlotSeries("eigenvalue", over: "rank", x: eigenvalues.indices.map { Double($0) }, y: eigenvalues)]
  }

  /// Its entries.
  public var plotGrid: PlotGrid {
    PlotGrid(values: (0..<size).map { row in (0..<size).map { self[row, $0] } })
  }
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
    let (mask, kernel) = (mask, shape.dropFirst(2).reduce(1, *))
    return PlotPattern("layer \(name)", rows: mask.rows, columns: mask.columns, together: kernel) { mark in
      mask.forEach { row, column in mark(row, column) }
    }
  }
}

extension WeightLayer: PictureSource {
  /// A picture for each kernel, those of a filter together; one of the whole matrix where there are no kernels.
  public var plotPictures: PlotPictures? {
    guard let weights = try? weights.values else { return nil }
    let (mask, name) = (mask, "layer \(name)")
    @Sendable func value(_ row: Int, _ column: Int) -> Double? {
      mask.contains(row, column) ? Double(weights[row * mask.columns + column]) : nil
    }
    guard hasKernels else {
      return PlotPictures(name, count: 1, rows: mask.rows, columns: mask.columns) { value($1, $2) }
    }
    let (channels, rows, columns) = (shape[1], shape[2], shape[3])
    return PlotPictures(
      name, count: shape[0] * channels, together: channels, rows: rows, columns: columns
    ) { picture, row, column in
      value(picture / channels, (picture % channels * rows + row) * columns + column)
    }
  }

  /// Whether there is something to see in single kernels.
  var hasKernels: Bool { shape.dropFirst(2).reduce(1, *) > 1 }
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

extension Tensor: PictureSource {
  /// The last two axes are rows and columns; those of four axes or more belong together by the one in front.
  public var plotPictures: PlotPictures? {
    guard shape.count >= 2, !values.isEmpty else { return nil }
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    let values = values
    return PlotPictures(
      count: values.count / (rows * columns), together: shape.count >= 4 ? shape[shape.count - 3] : 1,
      rows: rows, columns: columns
    ) { Double(values[($0 * rows + $1) * columns + $2]) }
  }
}
