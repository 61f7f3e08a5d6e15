import WeirCatalog

extension Network {
  /// The network with the parameters that [file] holds by the names of this one.
  ///
  /// Where a matrix comes with a mask, that is the layer's; where it comes without, the layer keeps its own, and
  /// the file must have zeros outside of it. Numbers in other precisions become single. Errors: tensors that are
  /// missing, or that nobody needs; other shapes; weights outside of masks.
  public func reading(_ file: borrowing SafetensorsFile) throws(DataError) -> Network {
    var network = try reading(file, .own)
    // Nobody knows how somebody else's weights were drawn.
    network.initialization = nil
    return network
  }

  /// The network that [file] holds, if this is the one of which its writer said that it is there.
  ///
  /// Errors: as those of `reading`.
  public func restored(from file: borrowing SafetensorsFile) throws(DataError) -> Network {
    var network = try reading(file, .full)
    let density = file.metadata[Self.initialDensityLabel].flatMap { Double($0) }
    network.initialization =
      density.flatMap { (0...1).contains($0) ? $0 : nil }.flatMap { density in
        initialization.map { Initialization(initializer: $0.initializer, density: density) }
      }
    return network
  }

  /// The text that says at which density the weights were drawn; absent if they were given.
  static let initialDensityLabel = "weir.initial_density"

  /// What it means that a matrix comes without a mask.
  enum Maskless {
    /// That somebody else wrote the file, who knows nothing of masks: the layer keeps its own.
    case own
    /// That it is dense.
    case full
  }

  func reading(_ file: borrowing SafetensorsFile, _ maskless: Maskless) throws(DataError) -> Network {
    let expected = zip(parameterNames, parameters).map { name, parameter in
      ExpectedTensors(name, parameter, inCompressedRows: file[MatrixNames(name).values] != nil)
    }
    try checkNames(of: file, expected)
    var network = self
    for (index, (name, parameter)) in zip(parameterNames, parameters).enumerated() {
      if parameter.role == .weight {
        network.parameters[index] = try file.matrix(MatrixNames(name), like: parameter, maskless)
      } else {
        network.parameters[index] = Parameter(parameter.role, try file.vector(name, count: parameter.count))
      }
    }
    return network
  }

  private func checkNames(
    of file: borrowing SafetensorsFile, _ expected: [ExpectedTensors]
  ) throws(DataError) {
    let missing = expected.flatMap(\.required).filter { file[$0.name] == nil }
    let known = Set(expected.flatMap { $0.required.map(\.name) + $0.optional })
    let unknown = file.tensors.filter { !known.contains($0.name) && !Self.isOfNoUse($0.name) }
    guard missing.isEmpty, unknown.isEmpty else {
      throw DataError(
        .otherTensors(
          file: file.path, of: "the network",
          missing: missing.map { .init(name: $0.name, shape: $0.shape) },
          unknown: unknown.map { .init(name: $0.name, shape: $0.shape) }))
    }
  }

  /// Whether a tensor may be there though no network has it: a run has more than its network, and PyTorch's batch
  /// norm counts its batches, which matters only to an average that Weir does not keep.
  private static func isOfNoUse(_ name: String) -> Bool {
    name.hasPrefix(Run.namePrefix) || name.hasSuffix(".num_batches_tracked")
  }
}

/// The tensors in which a parameter is looked for.
private struct ExpectedTensors {
  var required: [(name: String, shape: [Int]?)] = []
  var optional: [String] = []

  init(_ name: String, _ parameter: Parameter, inCompressedRows: Bool) {
    let (names, mask) = (MatrixNames(name), parameter.mask)
    if parameter.role != .weight {
      required = [(name, [mask.rows])]
    } else if inCompressedRows {
      required = [(names.values, nil), (names.columns, nil), (names.starts, [mask.rows + 1])]
    } else {
      (required, optional) = ([(name, parameter.shape)], [names.mask])
    }
  }
}

extension SafetensorsFile {
  /// The vector called [name].
  func vector(_ name: String, count: Int) throws(DataError) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(count)
    try forEachNumber(of: try tensor(name, [count])) { _, value in values.append(value) }
    return values
  }

  /// The weights called [names] of a layer that has those of [parameter] so far.
  func matrix(
    _ names: MatrixNames, like parameter: Parameter, _ maskless: Network.Maskless
  ) throws(DataError) -> Parameter {
    let (rows, columns) = (parameter.mask.rows, parameter.mask.columns)
    if self[names.values] != nil { return try compressedRows(names, like: parameter) }
    let mask: Mask
    if self[names.mask] != nil {
      mask = try self.mask(names.mask, rows, columns, shape: parameter.shape)
    } else {
      mask =
        switch maskless {
        case .own: parameter.mask
        case .full: Mask(fullRows: rows, columns: columns)
        }
    }
    return Parameter(parameter.shape, mask: mask, listed: try listed(names, parameter.shape, mask))
  }

  /// The numbers called [names], of [shape], of the weights that are active under [mask], row after row; all
  /// others must be zeros.
  func listed(_ names: MatrixNames, _ shape: [Int], _ mask: Mask) throws(DataError) -> [Float] {
    if self[names.values] != nil { return try vector(names.values, count: mask.count) }
    var (values, strays, row) = ([Float](), Strays(), 0)
    let tensor = try tensor(names.whole, shape)
    values.reserveCapacity(mask.count)
    try forEachNumber(of: tensor) { place, value in
      let isActive =
        mask.isFull
        || values.count < mask.count && mask.position(ofRank: values.count, &row) == place
      if isActive { values.append(value) } else if value != 0 { strays.note(value, at: place) }
    }
    if let first = strays.first {
      let whose =
        self[names.mask] != nil
        ? "the mask \(Notation.text(names.mask))"
        : "the mask that the network has, for the file has no \(Notation.text(names.mask))"
      throw error(
        tensor, "zeros outside of \(whose)",
        "\(Notation.grouped(strays.count)) other number\(strays.count == 1 ? "" : "s"), the first "
          + "\(Notation.number(first.value)) in row \(first.place / mask.columns), column \(first.place % mask.columns)"
      )
    }
    return values
  }

  private func compressedRows(
    _ names: MatrixNames, like parameter: Parameter
  ) throws(DataError) -> Parameter {
    let mask = try places(names, parameter.mask.rows, parameter.mask.columns)
    return Parameter(parameter.shape, mask: mask, listed: try vector(names.values, count: mask.count))
  }

  /// The tensor called [name], a vector if its shape is nil. Errors: none there; another shape.
  func tensor(_ name: String, _ shape: [Int]?) throws(DataError) -> StoredTensor {
    guard let tensor = self[name] else {
      throw DataError(
        .damaged(file: path, at: .tensor(name), expected: "a tensor of that name", found: "none"))
    }
    guard shape.map({ $0 == tensor.shape }) ?? (tensor.shape.count == 1) else {
      throw error(
        tensor, "shape " + (shape.map(StoredTensor.text) ?? "of one axis"), StoredTensor.text(tensor.shape))
    }
    return tensor
  }
}

/// Weights that stand where none may.
private struct Strays {
  var count = 0
  var first: (place: Int, value: Float)?

  mutating func note(_ value: Float, at place: Int) {
    if first == nil { first = (place, value) }
    count += 1
  }
}

extension Mask {
  /// The position, `row * columns + column`, of the active weight numbered [rank], row after row, where
  /// [row] is no later than its row and becomes that.
  fileprivate func position(ofRank rank: Int, _ row: inout Int) -> Int {
    while ranks(ofRow: row).upperBound <= rank { row += 1 }
    return row * columns + column(rank, ofRow: row)
  }
}
