import WeirCatalog

extension Path {
  /// The text that says how many control points a file has.
  static let countLabel = "weir.controls"

  /// What the names of the tensors of control point [number] begin with.
  private static func prefix(_ number: Int) -> String { "controls.\(number)." }

  /// The control points as tensors, each under the names that a network has, with [metadata] beside them.
  public func tensors(
    metadata: [(String, String)], mostWhole: Int = SafetensorsWriter.mostWhole
  ) -> SafetensorsWriter {
    let points = controlPoints
    var writer = SafetensorsWriter(metadata: metadata + [(Self.countLabel, "\(points.count)")])
    for (number, network) in points.enumerated() {
      for (name, parameter) in zip(network.parameterNames, network.parameters) {
        writer.add(Self.prefix(number) + name, parameter, mostWhole: mostWhole)
      }
    }
    return writer
  }

  /// The control points that [file] holds, as networks with the layers of [network].
  ///
  /// Errors: no count of control points, or tensors that are missing or do not fit.
  public static func controlPoints(
    in file: borrowing SafetensorsFile, like network: Network
  ) throws(DataError) -> [Network] {
    let text = file.metadata[countLabel]
    guard let count = text.flatMap({ Int($0) }), (2...file.tensors.count + 2).contains(count) else {
      throw DataError(
        .unreadable(
          file: file.path,
          why: "it does not say how many control points it has, but \(text.map(Notation.text) ?? "nothing")"))
    }
    var points: [Network] = []
    for number in 0..<count {
      var point = network
      point.initialization = nil
      for (index, name) in network.parameterNames.enumerated() {
        let (own, name) = (network.parameters[index], prefix(number) + name)
        point.parameters[index] =
          own.role == .weight
          ? try file.matrix(MatrixNames(name), like: own, .full)
          : Parameter(own.role, try file.vector(name, count: own.count))
      }
      points.append(point)
    }
    return points
  }
}
