import WeirCatalog
import WeirEngine
import WeirPlot

/// What one can ask of a series.
let seriesMembers = MemberTable(
  Series.kind,
  [
    Member("values", of: Series.self, "Its values.", result: .list) {
      .list(of: $0.values.map { .number($0) })
    },
    Member("positions", of: Series.self, "Where each value was taken.", result: .list) {
      .list(of: $0.positions.map { .number($0) })
    },
    Member("name", of: Series.self, "What is followed.", result: .text) { .text($0.name) },
    Member("first", of: Series.self, "The first value; none if there are none.") {
      $0.values.first.map { .number($0) } ?? .none
    },
    Member("last", of: Series.self, "The last value; none if there are none.") {
      $0.values.last.map { .number($0) } ?? .none
    },
  ])

/// What one can ask of a tensor.
let tensorMembers = MemberTable(
  Tensor.kind,
  [
    Member("shape", of: Tensor.self, "Its length along each axis.", result: .list) {
      .list(of: $0.shape.map { .integer($0) })
    },
    Member("values", of: Tensor.self, "Its elements: a list, of lists if it has several axes.") { tensor in
      try Limits.checkItems(tensor.values.count)
      return tensor.nested(tensor.values[...], tensor.shape[...])
    },
  ])

extension Tensor {
  fileprivate func nested(_ values: ArraySlice<Float>, _ shape: ArraySlice<Int>) -> Value {
    guard let length = shape.first else { return .number(values[values.startIndex]) }
    guard shape.count > 1 else { return .list(of: values.map { .number($0) }) }
    let size = length == 0 ? 0 : values.count / length
    return .list(
      of: (0..<length).map { place in
        let start = values.startIndex + place * size
        return nested(values[start..<(start + size)], shape.dropFirst())
      })
  }
}

extension Series: Shown {
  /// Its name, how many values it has, and its ends.
  public var brief: String {
    guard let first = values.first, let last = values.last else { return "series(\(name), no values)" }
    return "series(\(name), \(Notation.grouped(values.count)) values, "
      + "from \(Readable.number(first)) to \(Readable.number(last)))"
  }

  /// The same, and a spark of it.
  public func full(on display: Display) -> String {
    guard !values.isEmpty else { return brief }
    return Spark(plotSeries).render(on: display)
  }
}

extension Tensor: Shown {
  /// Its shape.
  public var brief: String { "tensor(\(shape.map(String.init).joined(separator: " x ")))" }

  /// Its elements to four digits, rows and columns in the middle left out where there are many.
  public func full(on display: Display) -> String {
    let width = max(1, shape.last ?? 1)
    let rows = values.count / width
    let places = Self.ends(of: rows, most: 12)
    let fitting = max(2, (display.width - 2) / 11)
    let columns = Self.ends(of: width, most: fitting)
    var lines = [brief]
    for row in places {
      guard let row else {
        lines.append("  …")
        continue
      }
      let cells = columns.map { column in
        column.map { Readable.number(Double(values[row * width + $0]), digits: 4) } ?? "…"
      }
      lines.append(cells.map { String(repeating: " ", count: max(1, 11 - $0.count)) + $0 }.joined())
    }
    return lines.joined(separator: "\n")
  }

  /// The places from 0 to [count] - 1, with nil for those in the middle beyond [most].
  private static func ends(of count: Int, most: Int) -> [Int?] {
    guard count > most else { return Array(0..<count) }
    let head = (most - 1) / 2 + (most - 1) % 2
    return Array(0..<head) + [nil] + Array((count - (most - 1 - head))..<count)
  }
}
