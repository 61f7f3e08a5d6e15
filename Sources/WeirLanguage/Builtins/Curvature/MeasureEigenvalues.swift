import WeirCatalog
import WeirEngine

/// What `eigenvalues` and `eigenpairs` have in common.
protocol FindsEigenvalues: MeasuresCurvature {
  var search: EigenvalueSearch { get set }
  var seed: Int? { get set }
}

extension FindsEigenvalues {
  /// The settings of both.
  static var eigenvalueSettings: [Setting<Self>] {
    curvatureSettings + [
      Setting("top", \.search.top, .integer(in: 1...1000), "How many eigenvalues, from the end on."),
      Setting("end", \.search.end, .choice, "Which end of the spectrum: largest or least."),
      Setting(
        "tolerance", \.search.tolerance, .number(in: 1e-6...1),
        "Error that is good enough, as a share of the largest |eigenvalue| of the whole Hessian."),
      Setting(
        "steps", \.search.steps, .integer(in: 1...10_000),
        "How many products to take, at most; but as many as `top`."),
      Setting(
        "seed", \.seed, .optional(.integer), "Seed of the direction to begin with; none: that of the session."
      ),
    ]
  }

  /// What [find] finds by the search asked for, with a note where an eigenvalue is not known as well as was asked
  /// for.
  func found<Found>(
    _ context: Context, _ find: (Curvature, EigenvalueSearch) throws -> [Found],
    eigenvalue: (Found) -> Eigenvalue
  ) throws -> [Found] {
    var search = search
    search.seed = seed ?? context.seed
    let found = try measured(context) { try find($0, search) }
    let vague = found.count { !eigenvalue($0).isConverged }
    if vague > 0 {
      context.host.note(
        "\(vague) of \(found.count) eigenvalues are known less well than was asked for; more `steps` say more"
      )
    }
    return found
  }
}

/// `eigenvalues`: the largest eigenvalues of the Hessian.
struct MeasureEigenvalues: FindsEigenvalues {
  var choices = CurvatureChoices()
  var search = EigenvalueSearch()
  var seed: Int?

  static let result: Kind? = .list
  static let entry = Entry<MeasureEigenvalues>(
    "eigenvalues", "Finds the largest eigenvalues of the Hessian of the mean loss, or the least ones.",
    details: """
      By Lanczos's method, the outermost first. Of an eigenvalue that occurs several times one may be found; \
      `hessian(net, data).eigenvalues` has all of a small network. Cost: seldom more than ten products for each, each \
      about three gradients. \(aboutHessian)
      """,
    source: "Lanczos 1950; Yao et al. 2020",
    settings: eigenvalueSettings,
    examples: [
      Example(
        """
        net = network([dense(1, weights: [[1, 1]], bias: [0])], input: [2])
        data = dataset(inputs: [[2, 0], [-2, 0], [0, 4], [0, -4]], targets: [[0], [0], [0], [0]])
        [round(v, digits: 3) for v in eigenvalues(net, data, top: 2)]
        """, prints: "[8.0, 2.0]"),
      "eigenvalues(mlp([2, 8, 2]), moons(samples: 50), top: 3, end: least)",
    ], words: ["hessian", "curvature", "lanczos", "sharpness", "power iteration"])

  func run(_ context: Context) throws -> Value {
    .list(
      of: try found(context, { try $0.eigenvalues($1) }, eigenvalue: \.self).map { .number($0.value) })
  }
}

/// `eigenpairs`: the same with directions.
struct MeasureEigenpairs: FindsEigenvalues {
  var choices = CurvatureChoices()
  var search = EigenvalueSearch()
  var seed: Int?

  static let result: Kind? = .list
  static let entry = Entry<MeasureEigenpairs>(
    "eigenpairs", "Finds the largest eigenvalues of the Hessian of the mean loss with their directions.",
    details: """
      A list of records `{value, error, layers}`: an eigenvalue, how far from it the true one is at most, and \
      its eigenvector of length one, as a record `{weights, bias}` for each layer, zero at inactive weights: each takes \
      the memory of a dense network. For what it costs else and how it goes see `eigenvalues`.
      """,
    source: "Lanczos 1950; Yao et al. 2020",
    settings: eigenvalueSettings,
    examples: [
      Example(
        """
        net = network([dense(1, weights: [[1, 1]], bias: [0])], input: [2])
        data = dataset(inputs: [[2, 2], [-2, -2], [1, -1], [-1, 1]], targets: [[0], [0], [0], [0]])
        [round(w, digits: 2) for w in eigenpairs(net, data, top: 1)[0].layers[0].weights[0]]
        """, prints: "[0.71, 0.71]")
    ], words: ["eigenvectors", "hessian", "curvature", "lanczos"])

  func run(_ context: Context) throws -> Value {
    .list(
      of: try found(context, { try $0.eigenpairs($1) }, eigenvalue: \.eigenvalue).map { pair in
        .record([
          "value": .number(pair.eigenvalue.value), "error": .number(pair.eigenvalue.error),
          "layers": .list(
            of: pair.direction.map { layer in
              .record(["weights": .thing(layer.weights), "bias": layer.bias.map { .thing($0) } ?? .none])
            }),
        ])
      })
  }
}
