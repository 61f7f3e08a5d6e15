import WeirCatalog
import WeirEngine

/// What gradient flow is measured of: a network on data, or a run, which has readings of its own.
enum FlowSubject: Sendable {
  case network(Network)
  case run(Run)

  /// The conversion that accepts both.
  static let conversion = Conversion<FlowSubject>(
    expected: "a network or a run", kinds: [Network.kind, Run.kind],
    read: { (argument: Argument) throws(CallError) -> FlowSubject in
      switch argument {
      case .thing(let network as Network): return .network(network)
      case .thing(let run as Run): return .run(run)
      case .none, .truth, .integer, .number, .text, .list, .record, .thing:
        throw CallError(.mismatch(setting: nil, expected: "a network or a run", found: argument.found))
      }
    },
    show: { _ in nil })
}

/// Everything there is to choose about a measure of gradient flow.
struct FlowChoices {
  @Required var of: FlowSubject
  var data: Dataset?
  var norm = 2
  var loss: (any Loss)?
  var batch = TrainingPlan.standardBatch

  var p: FlowNorm { norm == 1 ? .one : .two }
}

/// A builtin that measures gradient flow.
protocol MeasuresFlow: Builtin {
  var choices: FlowChoices { get set }
}

extension MeasuresFlow {
  /// The settings of all measures of gradient flow.
  static var flowSettings: [Setting<Self>] {
    [
      .required("of", \.choices.$of, FlowSubject.conversion, "A network, or a run with readings."),
      Setting(
        "data", \.choices.data, .optional(.thing(Dataset.self)),
        "What a network is measured on: its training part."),
      Setting("norm", \.choices.norm, .integer(in: 1...2), "1: sum of absolute values; 2: Euclidean length."),
      Setting("loss", \.choices.loss, .optional(.made(by: losses)), "Which loss; none: what suits the data."),
      Setting(
        "batch", \.choices.batch, .integer(in: 1...1_000_000), "Samples that batch norm sees together."),
    ]
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    try call.checkFit(network: "of", data: "data")
    return result.map { .kind($0) } ?? .unknown
  }

  /// The layers' norms for [network] on the data, active weights only unless [dense].
  func layers(of network: Network, dense: Bool = false, _ context: Context) throws -> [LayerFlow] {
    guard let data = choices.data else {
      throw CallError.failed("`\(Self.entry.name)` of a network needs data to measure on")
    }
    return try network.measured(on: data, choices.loss, dense: dense, batch: choices.batch, context).flow
  }
}

/// `egf`: effective gradient flow.
struct MeasureEGF: MeasuresFlow {
  var choices = FlowChoices()

  static let entry = Entry<MeasureEGF>(
    "egf", "Measures effective gradient flow: the mean over layers of the norms of their masked gradients.",
    details: """
      EGF = (1 / L) sum of |g m| over the L weight matrices, g the gradient of the mean loss and m the \
      mask. Of a network on data one number; of a run the series of its readings.
      """,
    source: "Tessera, Hooker and Rosman 2021",
    settings: flowSettings,
    positional: 2, examples: ["egf(mlp([2, 8, 2]), moons(), norm: 1)"], words: ["gradient flow", "effective"])

  func run(_ context: Context) throws -> Value {
    switch choices.of {
    case .run(let run): return .thing(run.egf(choices.p))
    case .network(let network):
      return .number(GradientFlow.effective(try layers(of: network, context), choices.p))
    }
  }
}

/// `flow`: gradient flow layer by layer.
struct MeasureFlow: MeasuresFlow {
  var choices = FlowChoices()

  static let result: Kind? = Flow.kind
  static let entry = Entry<MeasureFlow>(
    "flow", "Measures the norm of each layer's masked gradient.",
    details: "Of a run, layers x time, as read while it trained; of a network on data, at one time.",
    source: "Tessera, Hooker and Rosman 2021",
    settings: flowSettings,
    positional: 2,
    examples: ["run = train(mlp([2, 16, 16, 2]), moons(), epochs: 2)\nflow(run, norm: 1)"],
    words: ["gradient flow"])

  func run(_ context: Context) throws -> Value {
    switch choices.of {
    case .run(let run): return .thing(run.flow(choices.p))
    case .network(let network):
      let layers = try self.layers(of: network, context)
      return .thing(
        Flow(
          layers: network.weightNames, norm: choices.p, steps: [0],
          values: layers.map { [$0.norm(choices.p)] }))
    }
  }
}

/// `gradient_norm`: the norm of all gradients as one vector.
struct GradientNorm: MeasuresFlow {
  var choices = FlowChoices()
  var masked = false

  static let result: Kind? = .number
  static let entry = Entry<GradientNorm>(
    "gradient_norm", "Measures the norm of all weights' gradients as one vector, inactive weights included.",
    details: "With `masked: true` active weights alone. For a measure that treats layers alike see `egf`.",
    source: "Tessera, Hooker and Rosman 2021",
    settings: flowSettings + [
      Setting("masked", \.masked, .truth, "Whether to leave inactive weights out.")
    ],
    positional: 2, examples: ["gradient_norm(mlp([2, 8, 2]), moons(), masked: true)"])

  func run(_ context: Context) throws -> Value {
    guard case .network(let network) = choices.of else {
      throw CallError.failed(
        "`gradient_norm` measures a network", suggestion: "write `run.net`, or use `egf(run)`")
    }
    let layers = try self.layers(of: network, dense: !masked, context)
    return .number(GradientFlow.concatenated(layers, choices.p))
  }
}
