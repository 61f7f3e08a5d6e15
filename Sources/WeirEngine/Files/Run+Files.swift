import WeirCatalog

extension Run {
  /// What the names of all tensors begin with that a run has besides those of its network.
  static let namePrefix = "run."

  /// The run as tensors: those of its network as if that were by itself, and what else it holds; the [facts] of
  /// its plan, looked up if nil, as texts beside [metadata].
  public func tensors(
    metadata: [(String, String)], facts: [(name: String, text: String)]? = nil,
    mostWhole: Int = SafetensorsWriter.mostWhole
  ) throws(DataError) -> SafetensorsWriter {
    let plan = SafetensorsWriter.labels(ofPlan: facts ?? plan.facts)
    var archive = StateWriter(
      SafetensorsWriter(metadata: metadata + plan), prefix: Self.namePrefix, mostWhole: mostWhole)
    var run = self
    try run.exchange(with: &archive)
    return archive.finish()
  }

  /// The run that [file] holds, if it has the plan of this one, of which nothing else is looked at.
  ///
  /// Errors: another plan, with the first thing that differs; tensors that are missing, do not fit, or that no
  /// run has.
  public func reading(_ file: consuming SafetensorsFile) throws(DataError) -> Run {
    try file.check(hasPlan: plan.facts)
    var run = Run(plan)
    var archive = StateReader(file, of: "run", prefix: Self.namePrefix)
    try run.exchange(with: &archive)
    try archive.finish()
    return run
  }
}
