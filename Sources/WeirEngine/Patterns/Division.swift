extension Division {
  /// Which of the active weights of [mask], counted row after row, stay: increasing, [count] of them, or as
  /// many fewer as the division allows. Where a run has too few active weights, all of those stay.
  ///
  /// Cost: linear in the active weights; by chance, of a full mask, in those that stay.
  func kept(_ count: Int, of mask: Mask, by ranking: LayerRanking) -> [Int] {
    switch (self, ranking) {
    case (.tiles(1, 1, _), .scores(let scores)): return Selection.largest(count, of: scores)
    case (.tiles(1, 1, _), .chance(let chance)): return chance.stream().choose(count, of: mask.count)
    case (.tiles(let rows, let columns, let score), .scores(let scores)):
      let tiling = Tiling(mask, rows: rows, columns: columns)
      return tiling.members(of: tiling.best(by: tiling.scores(scores, score), fitting: count))
    case (.tiles(let rows, let columns, _), .chance(let chance)):
      guard mask.isFull else {
        let tiling = Tiling(mask, rows: rows, columns: columns)
        return tiling.members(
          of: chance.tiles(of: tiling.sizes.count, fitting: count) { tiling.sizes[$0] })
      }
      return FullTiling(mask, rows: rows, columns: columns).kept(count, by: chance)
    case (.runs(let width, let keeping), _):
      var kept: [Int] = []
      mask.forEachRun(of: width) { number, first, active, length in
        let share = length == width ? keeping : (keeping * length + width - 1) / width
        kept += ranking.best(min(share, active), from: first, of: active, run: number)
      }
      return kept
    }
  }
}

/// What decides in one matrix.
enum LayerRanking {
  case chance(Chance)
  case scores([Double])

  /// The [k] best of [count] neighbours that begin at [first], increasing.
  fileprivate func best(_ k: Int, from first: Int, of count: Int, run: Int) -> [Int] {
    switch self {
    case .chance(let chance): chance.stream(run).choose(k, of: count).map { first + $0 }
    case .scores(let scores):
      Selection.largest(k, of: Array(scores[first..<(first + count)])).map { first + $0 }
    }
  }
}

/// The draws by which the weights of one matrix are chosen.
struct Chance {
  let seed: Int
  let layer: Int
  /// The stream that chooses in the matrix as a whole, or in one run of it; step 1 chooses among matrices.
  func stream(_ run: Int? = nil) -> RandomStream {
    RandomStream(seed: seed, purpose: .mask, step: run.map { $0 + 2 } ?? 0, part: layer)
  }

  /// Of [tiles] tiles as many as have no more than [count] weights together, in random order; increasing.
  func tiles(of tiles: Int, fitting count: Int, size: (Int) -> Int) -> [Int] {
    var chosen = Set<Int>()
    var (left, draws) = (count, Draws(stream()))
    // With few tiles in proportion, drawing those again that are there already would never end.
    var order = tiles / 4 <= count ? stream().permutation(of: tiles)[...] : nil
    while chosen.count < tiles {
      let tile = order?.popFirst() ?? draws.below(tiles)
      if chosen.contains(tile) { continue }
      guard size(tile) <= left else { break }
      left -= size(tile)
      chosen.insert(tile)
    }
    return chosen.sorted()
  }
}

/// The tiles of a full mask, known without looking at it.
private struct FullTiling {
  let mask: Mask
  let rows: Int, columns: Int
  let across: Int, down: Int

  init(_ mask: Mask, rows: Int, columns: Int) {
    (self.mask, self.rows, self.columns) = (mask, rows, columns)
    (across, down) = ((mask.columns + columns - 1) / columns, (mask.rows + rows - 1) / rows)
  }

  private func rows(ofBand band: Int) -> Range<Int> { band * rows..<min(mask.rows, (band + 1) * rows) }
  private func columns(ofPlace place: Int) -> Range<Int> {
    place * columns..<min(mask.columns, (place + 1) * columns)
  }

  func kept(_ count: Int, by chance: Chance) -> [Int] {
    let chosen: [Int]
    if mask.rows % rows == 0, mask.columns % columns == 0 {
      chosen = chance.stream().choose(min(across * down, count / (rows * columns)), of: across * down)
    } else {
      chosen = chance.tiles(of: across * down, fitting: count) {
        rows(ofBand: $0 / across).count * columns(ofPlace: $0 % across).count
      }
    }
    var (kept, rest): ([Int], ArraySlice<Int>) = ([], chosen[...])
    while let first = rest.first {
      let band = rest.prefix { $0 / across == first / across }
      rest = rest.dropFirst(band.count)
      for row in rows(ofBand: first / across) {
        for tile in band { kept += columns(ofPlace: tile % across).map { row * mask.columns + $0 } }
      }
    }
    return kept
  }
}

extension Mask {
  /// Calls [body] for every run of [width] neighbouring inputs of a unit in which weights are active: its
  /// number, the first of its active weights, how many there are, and how many inputs it has.
  fileprivate func forEachRun(
    of width: Int, _ body: (_ number: Int, _ first: Int, _ active: Int, _ length: Int) -> Void
  ) {
    let across = columns / width + (columns % width == 0 ? 0 : 1)
    var rank = 0
    for row in 0..<rows {
      let end = rank + fanIn(ofRow: row)
      while rank < end {
        let place = column(rank, ofRow: row) / width
        let first = rank
        let last = min(columns, (place + 1) * width)
        while rank < end, column(rank, ofRow: row) < last {
          rank = isFull ? first + last - place * width : rank + 1
        }
        body(row * across + place, first, rank - first, last - place * width)
      }
    }
  }
}
