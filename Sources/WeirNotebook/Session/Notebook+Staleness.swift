// Which cells ran with other values than they would read now.
extension Notebook {
  /// Which of the values it has stood for [name] stands for; zero if no cell has bound it.
  func version(of name: String) -> Int { bindings[name]?.version ?? 0 }

  /// Which values [names] stand for.
  func versions(of names: Set<String>) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: names.map { ($0, version(of: $0)) })
  }

  /// Why cells are stale, by their numbers.
  var staleness: [Int: String] {
    var reasons: [Int: String] = [:]
    // Cells whose values are no good, and who has read from them.
    var suspects: [Int] = []
    var readers: [Int: [(number: Int, name: String)]] = [:]
    for cell in cells {
      guard let number = cell.number else { continue }
      if cell.state == .fresh { suspects.append(number) }
      guard cell.state == .evaluated else { continue }
      for (name, read) in cell.trace.reads.sorted(by: { $0.key < $1.key }) {
        let binder = bindings[name]?.binder
        if reasons[number] == nil, !cell.trace.binds.contains(name), version(of: name) != read {
          reasons[number] =
            binder.map { "`\(name)` is another since cell \($0)" } ?? "`\(name)` is another now"
          suspects.append(number)
        }
        if let binder, binder != number { readers[binder, default: []].append((number, name)) }
      }
    }
    while let suspect = suspects.popLast() {
      for reader in readers[suspect] ?? [] where reasons[reader.number] == nil {
        reasons[reader.number] = "`\(reader.name)` is of cell \(suspect), which is to be run again"
        suspects.append(reader.number)
      }
    }
    return reasons
  }
}
