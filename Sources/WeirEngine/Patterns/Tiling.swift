/// The tiles of a mask in which weights are active, numbered band after band, left to right.
struct Tiling {
  /// The tile of each active weight, counted row after row.
  private(set) var tiles: [Int] = []
  /// How many active weights each tile has.
  private(set) var sizes: [Int] = []

  /// The tiles of [rows] by [columns] in [mask]. Cost: linear in the active weights and in all tiles there
  /// could be; memory only in the former.
  init(_ mask: Mask, rows: Int, columns: Int) {
    tiles.reserveCapacity(mask.count)
    var numbers = [Int](repeating: -1, count: (mask.columns + columns - 1) / columns)
    for top in stride(from: 0, to: mask.rows, by: rows) {
      let band = top..<min(mask.rows, top + rows)
      var occupied: [Int] = []
      mask.forEach(in: band) { _, column in
        guard numbers[column / columns] < 0 else { return }
        numbers[column / columns] = 0
        occupied.append(column / columns)
      }
      // A sparse band meets its tiles out of order, and ties are broken by the tile's number.
      for place in occupied.sorted() {
        numbers[place] = sizes.count
        sizes.append(0)
      }
      mask.forEach(in: band) { _, column in
        tiles.append(numbers[column / columns])
        sizes[numbers[column / columns]] += 1
      }
      for place in occupied { numbers[place] = -1 }
    }
  }

  /// The active weights, counted row after row, of [chosen] tiles.
  func members(of chosen: [Int]) -> [Int] {
    var isChosen = [Bool](repeating: false, count: sizes.count)
    for tile in chosen { isChosen[tile] = true }
    return tiles.indices.filter { isChosen[tiles[$0]] }
  }

  /// What the [scores] of each tile's weights become.
  func scores(_ scores: [Double], _ rule: TileScore) -> [Double] {
    switch rule {
    case .mean:
      var sums = [Double](repeating: 0, count: sizes.count)
      for (tile, score) in zip(tiles, scores) { sums[tile] += score }
      return zip(sums, sizes).map { $0 / Double($1) }
    case .max:
      var largest = [Double](repeating: -.infinity, count: sizes.count)
      for (tile, score) in zip(tiles, scores) { largest[tile] = Swift.max(largest[tile], score) }
      return largest
    }
  }

  /// The best tiles by [scores], as many as have no more than [count] weights together.
  func best(by scores: [Double], fitting count: Int) -> [Int] {
    guard let largest = sizes.max(), let smallest = sizes.min() else { return [] }
    var (least, most) = (min(sizes.count, count / largest), min(sizes.count, count / smallest))
    // Where all tiles are of one size the two agree at once.
    while least < most {
      let middle = (least + most + 1) / 2
      let weights = Selection.largest(middle, of: scores).reduce(0) { $0 + sizes[$1] }
      (least, most) = weights <= count ? (middle, most) : (least, middle - 1)
    }
    return Selection.largest(least, of: scores)
  }
}
