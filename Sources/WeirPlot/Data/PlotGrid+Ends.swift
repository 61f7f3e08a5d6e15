extension PlotGrid {
  /// One number of a grid and where it is.
  struct Place {
    var value: Double
    var row: Int
    var column: Int
  }

  /// The smallest and the largest finite number, and how many are not finite.
  var ends: (least: Place?, most: Place?, strays: Int) {
    var (least, most, strays) = (Place?.none, Place?.none, 0)
    for (row, numbers) in values.enumerated() {
      for (column, number) in numbers.enumerated() {
        guard number.isFinite else {
          strays += 1
          continue
        }
        if number < least?.value ?? .infinity { least = Place(value: number, row: row, column: column) }
        if number > most?.value ?? -.infinity { most = Place(value: number, row: row, column: column) }
      }
    }
    return (least, most, strays)
  }

  /// A number and its place in words: "0.3 in row layer 1 at step 20".
  func named(_ place: Place) -> String {
    "\(Readable.number(place.value)) in row \(rowLabels[place.row])"
      + " at \(axis.isEmpty ? "column" : axis) \(Readable.number(columns[place.column]))"
  }

  /// How large it is, and where it has its ends, in one sentence.
  var sentence: String {
    let shape =
      "\(Readable.count(values.count, "row")) by \(Readable.count(columns.count, "column"))"
      + (name.isEmpty ? "" : " of " + name)
    let ends = ends
    guard let least = ends.least, let most = ends.most else {
      return Sentence.of(shape + " without a finite value")
    }
    return Sentence.of(
      shape + ", lowest \(named(least)), highest \(named(most))"
        + (ends.strays == 0 ? "" : ", \(Readable.count(ends.strays, "value")) not finite"))
  }
}
