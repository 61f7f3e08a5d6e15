import WeirCatalog
import WeirEngine

/// The builtins that look at the Hessian of the loss.
let curvatureBuiltins: [any Builtin.Type] = [
  MeasureHessian.self, MeasureEigenvalues.self, MeasureEigenpairs.self, MeasureTrace.self,
  MeasureSpectrum.self,
]

/// Whose Hessian it is, by what, and of which loss.
struct CurvatureChoices {
  var subject = Subject()
  var layer: Int?
  var loss: (any Loss)?
  var batch = TrainingPlan.standardBatch
}

/// A builtin that looks at the Hessian of the mean loss over data.
protocol MeasuresCurvature: MeasuresNetwork {
  var choices: CurvatureChoices { get set }
}

extension MeasuresCurvature {
  var subject: Subject {
    get { choices.subject }
    set { choices.subject = newValue }
  }

  /// What there is to say of the Hessian, behind which each tells what it does with it.
  static var aboutHessian: String {
    """
    The Hessian is that by all numbers training changes, `net.parameters` of them: active weights, biases, \
    batch-norm and learned-activation parameters; with `layer` by the weights and the bias of that layer alone. The \
    loss is without regularization. Batch norm normalizes by each batch, as in training.
    """
  }

  /// The settings of all that look at a Hessian.
  static var curvatureSettings: [Setting<Self>] {
    subjectSettings + [
      Setting(
        "layer", \.choices.layer, .optional(.integer(in: 0...)),
        "The layer, of `net.layers`, whose block is meant; none: all of the Hessian."),
      Setting("loss", \.choices.loss, .optional(.made(by: losses)), "Which loss; none: what suits the data."),
      Setting(
        "batch", \.choices.batch, .integer(in: 1...1_000_000), "Samples that batch norm sees together."),
    ]
  }

  /// What [body] finds of the Hessian, everything checked first, while progress is shown.
  func measured<Result>(_ context: Context, _ body: (Curvature) throws -> Result) throws -> Result {
    let (network, data, host) = (choices.subject.network, choices.subject.data, context.host)
    defer { host.progress(nil) }
    return try asCall {
      let loss = try data.loss(choices.loss, fitting: network)
      var curvature = try Curvature(
        of: network, on: data.train, loss: loss, layer: choices.layer, batch: choices.batch)
      (curvature.execution, curvature.cancellation) = (context.execution, context.cancellation)
      curvature.progress = { done, all in
        host.progress(Progress(step: done, steps: all, samples: done * data.train.count))
      }
      return try body(curvature)
    }
  }
}
