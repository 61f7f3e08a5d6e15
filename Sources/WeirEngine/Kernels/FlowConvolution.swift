import CWeirKernels

/// A convolution of one sample in double precision, by weights of which only the active ones are visited.
///
/// What the kernel sees at one of its positions as it moves is laid out as one straight piece: the sample, with its
/// padding, is cut into stride x stride planes, of which each holds every stride-th row and column, and the output
/// gets rows as long as theirs. So a weight takes part in one operation on neighbouring numbers, whatever the
/// stride. What lies behind the end of an output row is computed too, and ignored.
struct FlowConvolution {
  private let map: Convolution
  private let mask: Mask
  /// The sides of a plane, and how many numbers lie between the first of an output and its last.
  private let height: Int, width: Int, length: Int
  /// Where each column of the matrix finds what it is multiplied by for the first number of the output, from
  /// the first plane of the group on.
  private let places: [UInt32]
  /// The columns of the active weights, row after row; of a full mask those of one row.
  private let columns: [UInt32]

  init(_ map: Convolution, _ mask: Mask) {
    (self.map, self.mask) = (map, mask)
    columns = mask.isFull ? (0..<mask.columns).map { UInt32($0) } : mask.activeColumns
    let (stride, kernel) = (map.stride, map.kernel)
    let height = (map.input[1] + 2 * map.padding + stride - 1) / stride
    let width = (map.input[2] + 2 * map.padding + stride - 1) / stride
    (self.height, self.width) = (height, width)
    length = (map.output[1] - 1) * width + map.output[2]
    places = (0..<mask.columns).map { column in
      let (channel, row, place) = (column / (kernel * kernel), column / kernel % kernel, column % kernel)
      let plane = (channel * stride + row % stride) * stride + place % stride
      return UInt32((plane * height + row / stride) * width + place / stride)
    }
  }

  /// Numbers a channel takes.
  private var extent: Int { map.stride * map.stride * height * width }
  /// The kernels take numbers by so many, and may touch what lies behind the last.
  private static let piece = 16
  /// Numbers a filter's output takes.
  private var room: Int { (length + Self.piece - 1) / Self.piece * Self.piece }

  /// W x, for the absolute values [weights] of the active weights, row after row.
  func product(_ weights: [Double], _ x: [Double], _ execution: Execution) -> [Double] {
    let planes = spread(x)
    var rows = [Double](repeating: 0, count: mask.rows * room)
    rows.withUnsafeMutableBufferPointer { rows in
      guard let rows = rows.baseAddress else { return }
      withPointers(weights, planes) { weights, columns, places, planes in
        execution.parallel(over: mask.rows, work: 2 * mask.count * room) { range in
          for row in range {
            let ranks = ranks(ofRow: row, 0..<mask.columns)
            wk_flow_product(
              weights + ranks.lowerBound, columns + (mask.isFull ? 0 : ranks.lowerBound), ranks.count, places,
              planes + base(ofRow: row), rows + row * room, length)
          }
        }
      }
    }
    return gathered(rows)
  }

  /// The parts |w| ∂R/∂|w| of all [weights], and ∂R/∂x, for x and d = ∂R/∂(W x).
  ///
  /// Threads share the channels, so that each number of the gradient is summed by one of them.
  func parts(
    _ weights: [Double], _ x: [Double], _ d: [Double], _ execution: Execution
  ) -> (parts: [Double], gradient: [Double]) {
    let (planes, rows) = (spread(x), laidOut(d))
    var parts = [Double](repeating: 0, count: weights.count)
    var gradient = [Double](repeating: 0, count: planes.count)
    parts.withUnsafeMutableBufferPointer { parts in
      gradient.withUnsafeMutableBufferPointer { gradient in
        guard let parts = parts.baseAddress, let gradient = gradient.baseAddress else { return }
        withPointers(weights, planes) { weights, columns, places, planes in
          rows.withUnsafeBufferPointer { rows in
            guard let rows = rows.baseAddress else { return }
            let step = map.kernel * map.kernel
            execution.parallel(over: mask.columns, step: step, work: 4 * mask.count * room) { range in
              for row in 0..<mask.rows {
                let (ranks, base) = (ranks(ofRow: row, range), base(ofRow: row))
                wk_flow_parts(
                  weights + ranks.lowerBound, columns + (mask.isFull ? range.lowerBound : ranks.lowerBound),
                  ranks.count, places, planes + base, rows + row * room, length, parts + ranks.lowerBound,
                  gradient + base)
              }
            }
          }
        }
      }
    }
    return (parts, unspread(gradient))
  }

  /// The numbers of the active weights of [row] in [columns], counted row after row.
  private func ranks(ofRow row: Int, _ columns: Range<Int>) -> Range<Int> {
    if mask.isFull {
      return row * mask.columns + columns.lowerBound..<row * mask.columns + columns.upperBound
    }
    return mask.firstRank(row, atLeast: columns.lowerBound)..<mask.firstRank(row, atLeast: columns.upperBound)
  }

  /// Where the first channel that the filter [row] sees begins.
  private func base(ofRow row: Int) -> Int {
    row / (map.filters / map.groups) * map.channels * extent
  }

  /// Calls [body] with what all calls of a kernel share. All pointers are valid until it returns.
  private func withPointers(
    _ weights: [Double], _ planes: [Double],
    _ body: (
      _ weights: UnsafePointer<Double>, _ columns: UnsafePointer<UInt32>, _ places: UnsafePointer<UInt32>,
      _ planes: UnsafePointer<Double>
    ) -> Void
  ) {
    weights.withUnsafeBufferPointer { weights in
      columns.withUnsafeBufferPointer { columns in
        places.withUnsafeBufferPointer { places in
          planes.withUnsafeBufferPointer { planes in
            guard let weights = weights.baseAddress, let columns = columns.baseAddress,
              let places = places.baseAddress, let planes = planes.baseAddress
            else { return }
            body(weights, columns, places, planes)
          }
        }
      }
    }
  }
}

/// The layout.
extension FlowConvolution {
  /// Calls [body] with the place of every number of a sample there and in the layout.
  private func forEachPlace(_ body: (_ sample: Int, _ laidOut: Int) -> Void) {
    let stride = map.stride
    var sample = 0
    for channel in 0..<map.input[0] {
      for row in map.padding..<map.padding + map.input[1] {
        for column in map.padding..<map.padding + map.input[2] {
          let plane = (channel * stride + row % stride) * stride + column % stride
          body(sample, (plane * height + row / stride) * width + column / stride)
          sample += 1
        }
      }
    }
  }

  /// The sample [x] with its padding.
  private func spread(_ x: [Double]) -> [Double] {
    var planes = [Double](repeating: 0, count: map.input[0] * extent + Self.piece)
    forEachPlace { planes[$1] = x[$0] }
    return planes
  }

  /// The sample in [planes], without its padding.
  private func unspread(_ planes: [Double]) -> [Double] {
    var x = [Double](repeating: 0, count: map.input.reduce(1, *))
    forEachPlace { x[$0] = planes[$1] }
    return x
  }

  /// Calls [body] with the place of every row of the output there and in the layout.
  private func forEachRow(_ body: (_ output: Int, _ laidOut: Int) -> Void) {
    for filter in 0..<map.filters {
      for row in 0..<map.output[1] {
        body((filter * map.output[1] + row) * map.output[2], filter * room + row * width)
      }
    }
  }

  /// The output in [rows], without what lies between its rows.
  private func gathered(_ rows: [Double]) -> [Double] {
    var y = [Double](repeating: 0, count: map.output.reduce(1, *))
    forEachRow { for column in 0..<map.output[2] { y[$0 + column] = rows[$1 + column] } }
    return y
  }

  /// The output [d], with zeros between its rows.
  private func laidOut(_ d: [Double]) -> [Double] {
    var rows = [Double](repeating: 0, count: map.filters * room)
    forEachRow { for column in 0..<map.output[2] { rows[$1 + column] = d[$0 + column] } }
    return rows
  }
}
