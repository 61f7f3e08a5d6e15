import WeirCatalog
import WeirEngine

/// `load`: what a file holds.
struct Load: Builtin {
  @Required var path: String
  var target: LoadTarget?

  static let entry = Entry<Load>(
    "load", "Loads what was saved in a file.",
    details: """
      Files of tensors that Weir wrote say themselves what is in them. With `into`, a network takes over the \
      weights, biases and masks of a file, which may come from any program, under the names that `save` gives. A \
      layer for which the file has no mask keeps its own, and the weights outside of it must be zeros. With a run of \
      the same plan, as `start` makes it, a run that was saved goes on to the same bits as if nothing had been; so does a \
      path, with one of the same plan that was made with `paused: true`. Without `into` a path gives its control points.

      A file of comma-separated values becomes a record of lists, one for each column: fields that spell numbers, \
      `true` or `false` are such, empty ones are none, others are texts. One of JSON becomes what was saved.
      """,
    settings: [
      .required("path", \.$path, .text, "The file."),
      Setting(
        "into", \.target, .optional(LoadTarget.conversion),
        "The network whose numbers these are, or a run or a path of the same plan."),
    ],
    examples: [
      Example(
        "net = mlp([2, 8, 2], seed: 1)\nsave(net, \"net.safetensors\")\nload(\"net.safetensors\", into: mlp([2, 8, 2], seed: 2)) == net",
        prints: "true"),
      Example(
        "run = start(mlp([2, 8, 2]), xor(), optimizer: adam, steps: 20)\nsave(run.step(5), \"run.safetensors\")\nload(\"run.safetensors\", into: run).resume() == run.resume()",
        prints: "true"),
    ], words: ["read", "open", "import", "checkpoint", "safetensors", "csv", "json"])

  func run(_ context: Context) throws -> Value {
    let format = try FileFormats.format(of: path)
    let place = context.place(of: path)
    return try asCall {
      guard let target else { return try format.read(place, context) }
      return try format.read(place, into: target, context)
    }
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch { call["into"] }
}
