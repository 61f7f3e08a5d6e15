import WeirCatalog

/// Where the state of something that goes on, a run or a path, goes to or comes from, piece by piece.
///
/// Each piece is handed over under a name, and what is given in return takes its place: the same, when the state
/// is written; when it is read, what was written, and the piece handed over says only how that must look.
protocol StateArchive: ~Copyable {
  /// All parameters of a network.
  mutating func network(_ network: Network) throws(DataError) -> Network
  /// Integers; of the lengths along the axes one may be nil, for as many as there are.
  mutating func integers(_ name: String, _ values: [Int], _ shape: [Int?]) throws(DataError) -> [Int]
  /// Numbers.
  mutating func numbers(_ name: String, _ values: [Double], _ shape: [Int?]) throws(DataError) -> [Double]
  /// Numbers that are stored as the values of a parameter are.
  mutating func array(_ name: String, _ values: Buffer, like parameter: Parameter) throws(DataError) -> Buffer
  /// Any other array.
  mutating func array(_ name: String, _ values: Buffer) throws(DataError) -> Buffer
  /// A weight matrix.
  mutating func matrix(_ name: String, _ parameter: Parameter) throws(DataError) -> Parameter
  /// A mask of a weight matrix.
  mutating func mask(_ name: String, _ mask: Mask) throws(DataError) -> Mask
  /// The error that what is kept under [name] makes no sense.
  func refusal(_ name: String, expected: String, found: String) -> DataError
}

/// Writes down a state.
struct StateWriter: StateArchive {
  private var writer: SafetensorsWriter
  private let prefix: String
  private let mostWhole: Int

  /// Adds to what [writer] has; the names of all tensors but those of networks begin with [prefix].
  init(_ writer: SafetensorsWriter, prefix: String, mostWhole: Int) {
    (self.writer, self.prefix, self.mostWhole) = (writer, prefix, mostWhole)
  }

  mutating func network(_ network: Network) -> Network {
    writer.add(network, mostWhole: mostWhole)
    return network
  }

  mutating func integers(_ name: String, _ values: [Int], _ shape: [Int?]) -> [Int] {
    writer.add(prefix + name, .signed64, shape.map { $0 ?? values.count }) {
      (elements) throws(DataError) in try elements.append(values)
    }
    return values
  }

  mutating func numbers(_ name: String, _ values: [Double], _ shape: [Int?]) -> [Double] {
    writer.add(prefix + name, .double, shape.map { $0 ?? values.count }) {
      (elements) throws(DataError) in try elements.append(values)
    }
    return values
  }

  mutating func array(_ name: String, _ values: Buffer, like parameter: Parameter) -> Buffer {
    writer.addNumbers(prefix + name, like: parameter, mostWhole: mostWhole) { _ in values }
    return values
  }

  mutating func array(_ name: String, _ values: Buffer) -> Buffer {
    writer.add(prefix + name, .single, [values.count]) { (elements) throws(DataError) in
      try elements.append(values.array)
    }
    return values
  }

  mutating func matrix(_ name: String, _ parameter: Parameter) -> Parameter {
    writer.add(prefix + name, parameter, mostWhole: mostWhole)
    return parameter
  }

  mutating func mask(_ name: String, _ mask: Mask) -> Mask {
    writer.add(mask, MatrixNames(prefix + name), mostWhole: mostWhole)
    return mask
  }

  /// All that was handed over, sealed by a digest.
  consuming func finish() -> SafetensorsWriter {
    writer.seal(prefix + digestName)
    return writer
  }

  func refusal(_ name: String, expected: String, found: String) -> DataError {
    preconditionFailure("what is written makes sense, but `\(name)` should be \(expected), and is \(found)")
  }
}

/// Reads a state.
struct StateReader: StateArchive, ~Copyable {
  private let file: SafetensorsFile
  private let what: String
  private let prefix: String
  /// The names that were asked for.
  private var known: Set<String> = []

  /// Reads [what] from [file]; the names of all tensors but those of networks begin with [prefix].
  init(_ file: consuming SafetensorsFile, of what: String, prefix: String) {
    self.file = file
    (self.what, self.prefix) = (what, prefix)
  }

  /// Refuses a file of which some byte was changed, and tensors that nobody has asked for: what is read would not go
  /// on to the same bits without them.
  mutating func finish() throws(DataError) {
    try file.check(try tensor(digestName, [Digest.size]))
    let unknown = file.tensors.filter { $0.name.hasPrefix(prefix) && !known.contains($0.name) }
    guard unknown.isEmpty else {
      throw DataError(
        .otherTensors(
          file: file.path, of: "the " + what, missing: [],
          unknown: unknown.map { .init(name: $0.name, shape: $0.shape) }))
    }
  }

  private mutating func whole(_ name: String) -> String {
    known.insert(prefix + name)
    return prefix + name
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
      .damaged(file: file.path, at: .tensor(prefix + name), expected: expected, found: found))
  }
}

/// The name of the tensor that ends a file with the digest of all before it.
private let digestName = "digest"
/// What the names of the texts begin with that say what was planned.
private let planPrefix = "weir.plan."

extension SafetensorsWriter {
  /// The texts by which a file says the [facts] of a plan.
  static func labels(ofPlan facts: [(name: String, text: String)]) -> [(String, String)] {
    facts.map { (planPrefix + $0.name, $0.text) }
  }
}

extension SafetensorsFile {
  /// Refuses a file that holds a run or a path by another plan than that of [facts], and says the first difference.
  func check(hasPlan facts: [(name: String, text: String)]) throws(DataError) {
    for fact in facts {
      let text = metadata[planPrefix + fact.name]
      guard text != fact.text else { continue }
      throw DataError(.otherPlan(file: path, fact: fact.name, expected: fact.text, found: text))
    }
  }
}
