/// Where rows begin that cut [rows] into [parts] of about as much each, from 0 to the end. There is so much [before] a
/// row, never less than before the one in front of it, and [total] in all. Cost: for each part, [before] of as many
/// rows as the logarithm of all.
func evenCuts(of rows: Int, into parts: Int, total: Int, before: (_ row: Int) -> Int) -> [Int] {
  let inner = (1..<max(1, parts)).map { part in
    // The first row in front of which there is enough.
    var (low, high) = (0, rows)
    while low < high {
      let middle = (low + high) / 2
      if before(middle) * parts < total * part { low = middle + 1 } else { high = middle }
    }
    return low
  }
  return [0] + inner + [rows]
}
