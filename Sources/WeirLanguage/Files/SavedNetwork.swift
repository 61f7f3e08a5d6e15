import WeirCatalog
import WeirEngine

extension Network: SavedAsTensors {
  /// The text in which a file says what network its tensors belong to: the call that would make it.
  static let descriptionLabel = "weir.network"

  var description: String {
    var maker = MakeNetwork()
    (maker.layers, maker.input) = (layers, inputShape)
    if let initialization { maker.initializer = initialization.initializer }
    return maker.identity
  }

  func tensors(_ labels: [(String, String)], _ context: Context) throws -> SafetensorsWriter {
    try check(memoryFor: .evaluating(batch: 1))
    var writer = SafetensorsWriter(metadata: labels + [(Self.descriptionLabel, description)])
    writer.add(self)
    return writer
  }

  static func read(_ file: borrowing SafetensorsFile, _ context: Context) throws -> Value {
    .thing(try described(in: file, context).restored(from: file))
  }

  /// The network that [file] describes, without its numbers yet.
  static func described(in file: borrowing SafetensorsFile, _ context: Context) throws -> Network {
    guard let text = file.metadata[descriptionLabel] else {
      throw CallError.failed("\(file.path) does not describe the network that it holds")
    }
    let description = try Description(text, in: file.path)
    guard description.name == MakeNetwork.entry.name else {
      throw CallError.failed("\(file.path) describes its network by `\(description.name)`")
    }
    do {
      return try asCall { try MakeNetwork.assemble(description.given).network(context) }
    } catch let error as CallError {
      throw CallError.failed("\(file.path) describes a network that cannot be made: \(error.message)")
    }
  }
}
