import WeirEngine

extension Dataset: SavedAsTensors {
  func tensors(_ labels: [(String, String)], _ context: Context) throws -> SafetensorsWriter {
    var writer = SafetensorsWriter(metadata: labels)
    writer.add(self)
    return writer
  }

  static func read(_ file: borrowing SafetensorsFile, _ context: Context) throws -> Value {
    .thing(try Dataset(from: file))
  }
}
