import WeirCatalog
import WeirEngine

/// `save`: keeps a value in a file.
struct Save: Builtin {
  @Required var value: Value
  @Required var path: String

  static let result: Kind? = .text
  static let entry = Entry<Save>(
    "save", "Saves a value in a file, and returns the path.",
    details: """
      The ending says how: `.safetensors` for a network, with the names that PyTorch gives its parameters. All \
      layers are counted: `layers.0.weight`, `[units, inputs]`, `layers.0.bias`, and for a sparse layer \
      `layers.0.mask`, are those of the first one. A sparse layer of more than \(Notation.grouped(SafetensorsWriter.mostWhole)) weights is saved by its \
      active ones, row after row: `layers.0.weight.values`, `.columns` and `.row_starts`. What was at the path \
      before is replaced once all is written.
      """,
    settings: [
      .required("value", \.$value, .value, "What is saved."),
      .required("path", \.$path, .text, "The file."),
    ],
    examples: [
      Example(
        "net = mlp([2, 8, 2]).sparsify(density: 50%)\nload(save(net, \"net.safetensors\")) == net",
        prints: "true")
    ], words: ["write", "store", "export", "checkpoint", "safetensors"])

  func run(_ context: Context) throws -> Value {
    let format = try FileFormats.format(of: path, for: value)
    let place = try context.place(toWrite: path)
    try asCall { try format.write(value, to: place, context) }
    return .text(path)
  }
}
