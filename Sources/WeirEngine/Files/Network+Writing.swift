import WeirCatalog

extension Network {
  /// What each parameter is called in files: `layers.2.weight`.
  ///
  /// All layers are counted, activations and dropout too, so that the names are those of a PyTorch module with
  /// the same layers in `self.layers = nn.Sequential(…)`. Layers inside others are theirs in the same way,
  /// `layers.2.layers.0.weight`, and those on a shortcut are in `self.shortcut`: `layers.2.shortcut.0.weight`.
  var parameterNames: [String] { places.names(of: parameters, in: "layers.") }
}

extension [Place] {
  fileprivate func names(of parameters: [Parameter], in owner: String) -> [String] {
    enumerated().flatMap { number, place in
      let layer = "\(owner)\(number)."
      guard place.inner.isEmpty else {
        return place.inner.names(of: parameters, in: layer + "layers.")
          + place.shortcut.names(of: parameters, in: layer + "shortcut.")
      }
      return place.parameters.map { layer + parameters[$0].role.fileName }
    }
  }
}

extension SafetensorsWriter {
  /// The most weights, active or not, of a sparse matrix that is written as a whole: 64 MiB of them. Any
  /// program can read that; a larger one would mostly be zeros.
  public static let mostWhole = 1 << 24

  /// Adds all parameters of [network]. A sparse matrix of more than [mostWhole] weights becomes values, columns
  /// and row starts; any other is written as a whole, with a mask if it is not dense.
  ///
  /// Weights that nobody has needed yet are drawn, a layer at a time, when the file is written.
  public mutating func add(_ network: Network, mostWhole: Int = mostWhole) {
    if let density = network.initialization?.density {
      add(Network.initialDensityLabel, Notation.number(density))
    }
    for (name, parameter) in zip(network.parameterNames, network.parameters) {
      add(name, parameter, mostWhole: mostWhole)
    }
  }

  /// Adds a parameter: numbers and, where not all weights are active, places.
  mutating func add(_ name: String, _ parameter: Parameter, mostWhole: Int) {
    addNumbers(name, like: parameter, mostWhole: mostWhole) { $0.drawn.values }
    let (names, mask) = (MatrixNames(name), parameter.mask)
    if !parameter.isWrittenWhole(mostWhole) {
      addPlaces(of: mask, names)
    } else if !mask.isFull {
      add(mask, names.mask, shape: parameter.shape)
    }
  }

  /// Adds what [numbers] gives, stored as the values of [parameter] are, in the form in which these are written,
  /// without their places.
  mutating func addNumbers(
    _ name: String, like parameter: Parameter, mostWhole: Int, _ numbers: @escaping (Parameter) -> Buffer
  ) {
    if parameter.role != .weight {
      add(name, .single, [parameter.count]) { (elements) throws(DataError) in
        try elements.append(numbers(parameter).array)
      }
    } else if parameter.isWrittenWhole(mostWhole) {
      addWhole(name, parameter, numbers)
    } else {
      add(MatrixNames(name).values, .single, [parameter.count]) { (elements) throws(DataError) in
        try elements.append(parameter.listed(numbers(parameter)))
      }
    }
  }

  private mutating func addWhole(
    _ name: String, _ parameter: Parameter, _ numbers: @escaping (Parameter) -> Buffer
  ) {
    let mask = parameter.mask
    add(name, .single, parameter.shape) { (elements) throws(DataError) in
      let numbers = numbers(parameter)
      guard parameter.pattern != nil else {
        // Stored as a whole too, row after row.
        for row in 0..<mask.rows {
          try elements.append(
            numbers.withSpan { span in (0..<mask.columns).map { span[row * mask.columns + $0] } })
        }
        return
      }
      let listed = parameter.listed(numbers)
      for row in 0..<mask.rows {
        var line = [Float](repeating: 0, count: mask.columns)
        mask.forEachColumn(ofRow: row) { rank, column in line[column] = listed[rank] }
        try elements.append(line)
      }
    }
  }
}

extension Parameter {
  /// Whether a matrix of at most [most] weights, active or not, or a dense one, is written as a whole.
  fileprivate func isWrittenWhole(_ most: Int) -> Bool {
    pattern == nil || mask.rows * mask.columns <= most
  }
}
