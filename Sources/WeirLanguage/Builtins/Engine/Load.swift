import WeirCatalog
import WeirEngine

/// `load`: what a file holds.
struct Load: Builtin {
  @Required var path: String
  var target: LoadTarget?

  static let entry = Entry<Load>(
    "load", "Loads what was saved in a file.",
    details: """
      A file that Weir wrote says itself what is in it. With `into`, a network takes over the weights, biases and \
      masks of a file, which may come from any program, under the names that `save` gives. A layer for which the \
      file has no mask keeps its own, and the weights outside of it must be zeros.
      """,
    settings: [
      .required("path", \.$path, .text, "The file."),
      Setting("into", \.target, .optional(LoadTarget.conversion), "The network whose numbers these are."),
    ],
    examples: [
      Example(
        "net = mlp([2, 8, 2], seed: 1)\nsave(net, \"net.safetensors\")\nload(\"net.safetensors\", into: mlp([2, 8, 2], seed: 2)) == net",
        prints: "true")
    ], words: ["read", "open", "import", "checkpoint", "safetensors"])

  func run(_ context: Context) throws -> Value {
    let format = try FileFormats.format(of: path)
    return try asCall { try format.read(context.place(of: path), into: target, context) }
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch { call["into"] }
}
