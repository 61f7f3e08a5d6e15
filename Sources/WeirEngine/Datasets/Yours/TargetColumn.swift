import WeirCatalog

/// What a table is asked for: classes, or numbers.
enum Task: String, Choice {
  case auto, classification, regression
}

/// The column to learn, gathered row by row: every distinct text once, and the number it spells.
struct TargetColumn {
  /// The most classes there can be.
  static let mostClasses = 65_536
  /// The most different whole numbers that are taken for classes without being told.
  static let mostWholeNumbers = 100

  private var texts: [String] = []
  private var numbers: [Double?] = []
  private var ids: [[UInt8]: Int32] = [:]
  private var rows: [Int32] = []
  private var isNumeric = true

  /// Adds a row. What [task] expects instead, if it cannot use these bytes.
  mutating func append(_ bytes: ArraySlice<UInt8>, for task: Task) -> String? {
    let key = Array(bytes)
    if let id = ids[key] {
      rows.append(id)
      return nil
    }
    guard let text = String(validating: key, as: UTF8.self) else { return "text in UTF-8" }
    let number = decimalNumber(bytes)
    if task == .regression, !(number.map { Float($0).isFinite } ?? false) { return "a number to learn" }
    if bytes.isEmpty { return "a class or a number to learn" }
    isNumeric = isNumeric && number != nil
    let id = Int32(texts.count)
    ids[key] = id
    texts.append(text)
    numbers.append(number)
    rows.append(id)
    return nil
  }

  /// Whether [task] makes classes of what was gathered.
  func isClasses(_ task: Task) -> Bool {
    switch task {
    case .classification: return true
    case .regression: return false
    case .auto:
      guard isNumeric else { return true }
      let values = Set(numbers.compactMap { $0 })
      return values.count <= Self.mostWholeNumbers && values.allSatisfy { $0 == $0.rounded() }
    }
  }

  /// The classes and each row's label. Numbers are ordered by value, texts by their characters' codes; no
  /// names where the classes are 0, 1, 2, … anyway. Two spellings of a number are one class.
  func classes() -> (labels: [Int32], count: Int, names: [String]) {
    if isNumeric {
      let values = Set(numbers.compactMap { $0 }).sorted()
      let order = Dictionary(uniqueKeysWithValues: zip(values, 0..<Int32(values.count)))
      let byID = numbers.map { number in number.flatMap { order[$0] } ?? 0 }
      let isPlain = values == (0..<values.count).map(Double.init)
      let names = values.map { Notation.plain($0) }
      return (rows.map { byID[Int($0)] }, values.count, isPlain ? [] : names)
    }
    let sorted = texts.indices.sorted {
      texts[$0].unicodeScalars.lexicographicallyPrecedes(texts[$1].unicodeScalars)
    }
    var byID = [Int32](repeating: 0, count: texts.count)
    for (place, id) in sorted.enumerated() { byID[id] = Int32(place) }
    return (rows.map { byID[Int($0)] }, texts.count, sorted.map { texts[$0] })
  }

  /// The number of each row.
  func targets() -> [Float] {
    rows.map { Float(numbers[Int($0)] ?? .nan) }
  }
}
