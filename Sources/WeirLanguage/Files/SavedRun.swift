import WeirCatalog
import WeirEngine

extension Run: SavedAsTensors {
  func tensors(_ labels: [(String, String)], _ context: Context) throws -> SafetensorsWriter {
    try tensors(metadata: labels)
  }

  static func read(_ file: borrowing SafetensorsFile, _ context: Context) throws -> Value {
    throw CallError.failed(
      "\(file.path) holds a run, which goes on only with the data and the plan that it was begun with",
      suggestion: "give these by `into: start(net, data, …)`, or take the network alone by `into: net`")
  }
}
