extension SafetensorsWriter {
  /// Adds the samples of [data]: of either part the inputs as they are stored, `train.inputs`, with what they are scaled
  /// by, and the labels or targets; what else is to be known of it as a text beside them.
  public mutating func add(_ data: Dataset) {
    add(Dataset.factsLabel, data.facts.line)
    add(data.train, "train.")
    add(data.test, "test.")
  }

  private mutating func add(_ part: Samples, _ prefix: String) {
    let (count, features) = (part.count, part.features)
    switch part.storage {
    case .bytes(let bytes):
      add(prefix + "inputs", .unsigned8, [count, features]) { (elements) throws(DataError) in
        for sample in 0..<count {
          let start = part.rows[sample] * features
          try elements.append(bytes[start..<(start + features)])
        }
      }
    case .floats(let floats):
      add(prefix + "inputs", .single, [count, features]) { (elements) throws(DataError) in
        for sample in 0..<count {
          let start = part.rows[sample] * features
          try elements.append(floats[start..<(start + features)])
        }
      }
    }
    add(prefix + "scale", [part.scale.count], part.scale)
    add(prefix + "shift", [part.shift.count], part.shift)
    switch part.answers {
    case .labels(let labels):
      add(prefix + "labels", .signed32, [count]) { (elements) throws(DataError) in
        try elements.append((0..<count).lazy.map { labels[part.rows[$0]] })
      }
    case .targets(let targets, let width):
      add(prefix + "targets", .single, [count, width]) { (elements) throws(DataError) in
        for sample in 0..<count {
          let start = part.rows[sample] * width
          try elements.append(targets[start..<(start + width)])
        }
      }
    }
  }
}

extension Dataset {
  /// The text that says what is to be known of a dataset besides its samples.
  fileprivate static let factsLabel = "weir.dataset"

  fileprivate var facts: JSON {
    .object([
      .init("name", .text(name)), .init("shape", .list(shape.map { .integer($0) })),
      .init("classes", classes.map { .integer($0) } ?? .null),
      .init("class_names", .list(classNames.map { .text($0) })),
      .init(
        "augmentation",
        augmentation.map { .list([.truth($0.flips), .integer($0.crop)]) } ?? .null),
    ])
  }

  /// The dataset that [file] holds. Its inputs and answers have the same bits; samples that no part of it has are gone.
  ///
  /// Errors: what does not make a dataset.
  public init(from file: borrowing SafetensorsFile) throws(DataError) {
    func refuse(_ expected: String) -> DataError {
      DataError(
        .damaged(
          file: file.path, at: .tensor("__metadata__"), expected: expected, found: "something else"))
    }
    guard let text = file.metadata[Self.factsLabel], let facts = try? JSON(Array(text.utf8)),
      case .text(let name)? = facts["name"], case .list(let sides)? = facts["shape"],
      case .list(let names)? = facts["class_names"]
    else { throw refuse("what is to be known of a dataset behind \"\(Self.factsLabel)\"") }
    let shape = sides.compactMap { if case .integer(let side) = $0, side > 0 { side } else { nil as Int? } }
    let classNames = names.compactMap { if case .text(let name) = $0 { name } else { nil as String? } }
    let classes: Int? = if case .integer(let count)? = facts["classes"] { count } else { nil }
    let product = shape.reduce(Int?(1)) { product, side in
      let (next, overflow) = (product ?? 0).multipliedReportingOverflow(by: side)
      return product == nil || overflow ? nil : next
    }
    guard shape.count == sides.count, let features = product, features > 0,
      classNames.count == names.count, classNames.isEmpty || classNames.count == classes
    else { throw refuse("a shape of positive sides, and a name for each class or none") }
    let train = try file.samples("train.", features: features)
    let test = try file.samples("test.", features: features)
    try self.init(
      name: name, shape: shape, classes: classes, classNames: classNames, train: train, test: test)
    if case .list(let parts)? = facts["augmentation"] {
      guard parts.count == 2, case .truth(let flips) = parts[0], case .integer(let crop) = parts[1] else {
        throw refuse("whether images are flipped, and by how much they are moved")
      }
      self = try augmented(Augmentation(flips: flips, crop: crop))
    }
  }
}

extension SafetensorsFile {
  /// The part whose tensors' names begin with [prefix].
  fileprivate func samples(_ prefix: String, features: Int) throws(DataError) -> Samples {
    guard let inputs = self[prefix + "inputs"], inputs.shape.count == 2, inputs.shape[1] == features else {
      throw DataError(
        .damaged(
          file: path, at: .tensor(prefix + "inputs"), expected: "inputs of \(features) numbers each",
          found: self[prefix + "inputs"].map { StoredTensor.text($0.shape) } ?? "none"))
    }
    let count = inputs.shape[0]
    let storage: Samples.Storage
    switch inputs.type {
    case .unsigned8: storage = .bytes(try bytes(of: inputs))
    case .single: storage = .floats(try singles(of: inputs))
    case .truth, .signed8, .unsigned16, .signed16, .unsigned32, .signed32, .unsigned64, .signed64, .half,
      .brain, .double:
      throw error(inputs, "elements of type U8 or F32", inputs.type.rawValue)
    }
    let answers: Samples.Answers
    if let targets = self[prefix + "targets"] {
      guard targets.type == .single, targets.shape.count == 2, targets.shape[0] == count else {
        throw error(targets, "F32 [\(count), …]", targets.summary)
      }
      answers = .targets(try singles(of: targets), width: targets.shape[1])
    } else {
      var labels: [Int32] = []
      labels.reserveCapacity(count)
      try forEachInteger(of: try tensor(prefix + "labels", [count]), in: 0...Int(Int32.max)) { _, label in
        labels.append(Int32(label))
      }
      answers = .labels(labels)
    }
    let scale = try factors(prefix + "scale", features)
    let shift = try factors(prefix + "shift", features)
    guard scale.count == shift.count else {
      throw error(try tensor(prefix + "shift", nil), "as many numbers as scales", "\(shift.count)")
    }
    return Samples(storage, features: features, scale: scale, shift: shift, answers: answers)
  }

  private func factors(_ name: String, _ features: Int) throws(DataError) -> [Float] {
    let tensor = try tensor(name, nil)
    guard tensor.type == .single, [1, features].contains(tensor.count) else {
      throw error(tensor, "F32 [1] or [\(features)]", tensor.summary)
    }
    return try singles(of: tensor)
  }

  /// The elements of [tensor], which are of single precision.
  private func singles(of tensor: StoredTensor) throws(DataError) -> [Float] {
    let bytes = try bytes(of: tensor)
    return bytes.withUnsafeBytes { bytes in
      // In bounds: there are four bytes for each element.
      (0..<tensor.count).map { place in
        Float(
          bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self)))
      }
    }
  }
}
