import WeirCatalog

extension Path {
  /// The text that says how many control points a file has.
  static let countLabel = "weir.controls"

  /// What the names of the tensors of control point [number] begin with.
  static func prefix(_ number: Int) -> String { "controls.\(number)." }

  /// The path as tensors: its control points, each under the names that a network has, what else it holds, and the
  /// facts of its plan as texts beside [metadata].
  public func tensors(
    metadata: [(String, String)], mostWhole: Int = SafetensorsWriter.mostWhole
  ) throws(DataError) -> SafetensorsWriter {
    let texts = [(Self.countLabel, "\(controls.count)")] + SafetensorsWriter.labels(ofPlan: plan.facts)
    var archive = StateWriter(
      SafetensorsWriter(metadata: metadata + texts), prefix: "", mostWhole: mostWhole)
    var path = self
    try path.exchange(with: &archive)
    return archive.finish()
  }

  /// The path that [file] holds, if it has the plan of this one, of which nothing else is looked at.
  ///
  /// Errors: another plan, with the first thing that differs; tensors that are missing, do not fit, or that no path
  /// has.
  public func reading(_ file: consuming SafetensorsFile) throws(DataError) -> Path {
    try file.check(hasPlan: plan.facts)
    var path = self
    var archive = StateReader(file, of: "path", prefix: "")
    try path.exchange(with: &archive)
    try archive.finish()
    return path
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
