import WeirCatalog

extension Run {
  /// What the names of all tensors begin with that a run has besides those of its network.
  static let namePrefix = "run."
  /// What the names of the texts begin with that say what was planned.
  private static let planPrefix = "weir.plan."

  /// The run as tensors: those of its network as if that were by itself, and what else it holds; the [facts] of
  /// its plan, looked up if nil, as texts beside [metadata].
  public func tensors(
    metadata: [(String, String)], facts: [(name: String, text: String)]? = nil,
    mostWhole: Int = SafetensorsWriter.mostWhole
  ) throws(DataError) -> SafetensorsWriter {
    let facts = (facts ?? plan.facts).map { (Self.planPrefix + $0.name, $0.text) }
    var archive = RunWriter(SafetensorsWriter(metadata: metadata + facts), mostWhole)
    var run = self
    try run.exchange(with: &archive)
    return archive.writer
  }

  /// The run that [file] holds, if it has the plan of this one, of which nothing else is looked at.
  ///
  /// Errors: another plan, with the first thing that differs; tensors that are missing, do not fit, or that no
  /// run has.
  public func reading(_ file: consuming SafetensorsFile) throws(DataError) -> Run {
    for fact in plan.facts {
      let text = file.metadata[Self.planPrefix + fact.name]
      guard text != fact.text else { continue }
      throw DataError(.otherPlan(file: file.path, fact: fact.name, expected: fact.text, found: text))
    }
    var run = Run(plan)
    var archive = RunReader(file)
    try run.exchange(with: &archive)
    try archive.finish()
    return run
  }
}

/// Writes down a run.
private struct RunWriter: RunArchive {
  private(set) var writer: SafetensorsWriter
  private let mostWhole: Int

  init(_ writer: SafetensorsWriter, _ mostWhole: Int) { (self.writer, self.mostWhole) = (writer, mostWhole) }

  mutating func network(_ network: Network) -> Network {
    writer.add(network, mostWhole: mostWhole)
    return network
  }

  mutating func integers(_ name: String, _ values: [Int], _ shape: [Int?]) -> [Int] {
    writer.add(Run.namePrefix + name, .signed64, shape.map { $0 ?? values.count }) {
      (elements) throws(DataError) in try elements.append(values)
    }
    return values
  }

  mutating func numbers(_ name: String, _ values: [Double], _ shape: [Int?]) -> [Double] {
    writer.add(Run.namePrefix + name, .double, shape.map { $0 ?? values.count }) {
      (elements) throws(DataError) in try elements.append(values)
    }
    return values
  }

  mutating func array(_ name: String, _ values: Buffer, like parameter: Parameter) -> Buffer {
    writer.addNumbers(Run.namePrefix + name, like: parameter, mostWhole: mostWhole) { _ in values }
    return values
  }

  mutating func array(_ name: String, _ values: Buffer) -> Buffer {
    writer.add(Run.namePrefix + name, .single, [values.count]) { (elements) throws(DataError) in
      try elements.append(values.array)
    }
    return values
  }

  mutating func matrix(_ name: String, _ parameter: Parameter) -> Parameter {
    writer.add(Run.namePrefix + name, parameter, mostWhole: mostWhole)
    return parameter
  }

  mutating func mask(_ name: String, _ mask: Mask) -> Mask {
    writer.add(mask, MatrixNames(Run.namePrefix + name), mostWhole: mostWhole)
    return mask
  }

  func refusal(_ name: String, expected: String, found: String) -> DataError {
    preconditionFailure("a run makes sense, but `\(name)` should be \(expected), and is \(found)")
  }
}

/// Reads a run.
private struct RunReader: RunArchive, ~Copyable {
  private let file: SafetensorsFile
  /// The names that were asked for.
  private var known: Set<String> = []

  init(_ file: consuming SafetensorsFile) { self.file = file }

  /// Refuses tensors that nobody has asked for: the run would not go on to the same bits without them.
  func finish() throws(DataError) {
    let unknown = file.tensors.filter { $0.name.hasPrefix(Run.namePrefix) && !known.contains($0.name) }
    guard unknown.isEmpty else {
      throw DataError(
        .otherTensors(
          file: file.path, of: "the run", missing: [],
          unknown: unknown.map { .init(name: $0.name, shape: $0.shape) }))
    }
  }

  private mutating func whole(_ name: String) -> String {
    known.insert(Run.namePrefix + name)
    return Run.namePrefix + name
  }

  private mutating func names(_ name: String) -> MatrixNames {
    let names = MatrixNames(whole(name))
    known.formUnion([names.mask, names.values, names.columns, names.starts])
    return names
  }

  /// The tensor called [name], of any length along the axis for which [shape] has nil.
  private mutating func tensor(_ name: String, _ shape: [Int?]) throws(DataError) -> StoredTensor {
    let name = whole(name)
    let found = file[name]?.shape ?? []
    return try file.tensor(
      name, shape.enumerated().map { place, length in length ?? (place < found.count ? found[place] : 0) })
  }

  mutating func network(_ network: Network) throws(DataError) -> Network {
    try network.reading(file, .full)
  }

  mutating func integers(_ name: String, _ values: [Int], _ shape: [Int?]) throws(DataError) -> [Int] {
    var integers: [Int] = []
    try file.forEachInteger(of: try tensor(name, shape), in: .min ... .max) { _, value in
      integers.append(value)
    }
    return integers
  }

  mutating func numbers(_ name: String, _ values: [Double], _ shape: [Int?]) throws(DataError) -> [Double] {
    try file.numbers(of: try tensor(name, shape))
  }

  mutating func array(_ name: String, _ values: Buffer, like parameter: Parameter) throws(DataError) -> Buffer
  {
    let names = names(name)
    return parameter.stored(
      parameter.role == .weight
        ? try file.listed(names, parameter.shape, parameter.mask)
        : try file.vector(names.whole, count: parameter.count))
  }

  mutating func array(_ name: String, _ values: Buffer) throws(DataError) -> Buffer {
    Buffer(try file.vector(whole(name), count: values.count))
  }

  mutating func matrix(_ name: String, _ parameter: Parameter) throws(DataError) -> Parameter {
    try file.matrix(names(name), like: parameter, .full)
  }

  mutating func mask(_ name: String, _ mask: Mask) throws(DataError) -> Mask {
    try file.mask(names(name), mask.rows, mask.columns)
  }

  func refusal(_ name: String, expected: String, found: String) -> DataError {
    DataError(
      .damaged(file: file.path, at: .tensor(Run.namePrefix + name), expected: expected, found: found))
  }
}
