import WeirEngine

extension Path: SavedAsTensors {
  func tensors(_ labels: [(String, String)], _ context: Context) throws -> SafetensorsWriter {
    try tensors(metadata: labels + [(Network.descriptionLabel, plan.start.description)])
  }

  /// The control points, as a list of networks: `inner` takes those between the ends.
  static func read(_ file: borrowing SafetensorsFile, _ context: Context) throws -> Value {
    let network = try Network.described(in: file, context)
    return .list(of: try controlPoints(in: file, like: network).map { .thing($0) })
  }
}
