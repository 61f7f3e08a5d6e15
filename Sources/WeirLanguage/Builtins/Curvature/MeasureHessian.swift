import WeirCatalog
import WeirEngine

/// `hessian`: the matrix of second derivatives.
struct MeasureHessian: MeasuresCurvature {
  var choices = CurvatureChoices()

  static let result: Kind? = Hessian.kind
  static let entry = Entry<MeasureHessian>(
    "hessian", "Computes the Hessian of the mean loss of a small network exactly, as a matrix.",
    details: """
      `h[i]` is a row, `h.eigenvalues` lists all of them, `h.layers` has the block of each layer. Coordinates are in \
      the order of the parameters: the active weights of a layer row after row, then its biases. Shows as shades with \
      `heatmap(h)`. Cost: a product for each coordinate, each about three gradients, and the cube of their number. \
      \(aboutHessian)
      """,
    source: "Pearlmutter 1994; Evci et al. 2022",
    settings: curvatureSettings,
    examples: [
      Example(
        """
        net = network([dense(1, weights: [[1, -1]], bias: [0])], input: [2])
        points = [[1, 1], [1, -2], [2, 2], [-1, -1], [-1, 2], [-2, -2]]
        h = hessian(net, dataset(inputs: points, targets: [[0] for p in points]))
        [round(v, digits: 4) for v in h.eigenvalues]
        """, prints: "[3.618, 1.382, 1.0]"),
      "heatmap(hessian(mlp([2, 3, 2]), moons(samples: 20), layer: 1))",
    ], words: ["curvature", "second derivatives", "eigenvalues", "block"])

  func run(_ context: Context) throws -> Value { try measured(context) { .thing(try $0.hessian()) } }
}
