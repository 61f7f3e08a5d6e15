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
      The ending of the path says how. `.safetensors`: networks, under the names that PyTorch gives their \
      parameters, masks, runs and paths. All layers are counted: `layers.0.weight`, `[units, inputs]`, and `layers.0.bias` are \
      those of the first one; if it is sparse, `layers.0.mask` says where. A sparse layer of more than \
      \(Notation.grouped(SafetensorsWriter.mostWhole)) weights is saved by its active ones, row after row: \
      `layers.0.weight.values`, `.columns` and `.row_starts`. Of a run or a path all is kept but its data and its plan, \
      which a script says again.

      `.csv`: whatever `table` shows, and the data of any plot, under a line with the names of the columns. `.json`: \
      the same, and any numbers, texts, lists, records, series and flows. `.svg`: plots, as vectors with the sentence \
      for those who cannot see them. `.txt`: the sentence of a plot alone. What was at the path before is replaced once all is \
      written.
      """,
    settings: [
      .required("value", \.$value, .value, "What is saved."),
      .required("path", \.$path, .text, "The file."),
    ],
    examples: [
      Example(
        "net = mlp([2, 8, 2]).sparsify(density: 50%)\nload(save(net, \"net.safetensors\")) == net",
        prints: "true"),
      Example(
        "save([{lr: 0.1, loss: 0.7}, {lr: 0.2, loss: 0.4}], \"runs.csv\")\nload(\"runs.csv\").loss",
        prints: "[0.7, 0.4]"),
    ], words: ["write", "store", "export", "checkpoint", "safetensors", "csv", "json", "svg"])

  func run(_ context: Context) throws -> Value {
    let format = try FileFormats.format(of: path, for: value)
    let place = try context.place(toWrite: path)
    try asCall { try format.write(value, to: place, context) }
    return .text(path)
  }
}
