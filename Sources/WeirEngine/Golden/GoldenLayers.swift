extension GoldenSection {
  /// Layers, and a network that makes a step.
  static let layers = GoldenSection(
    "layers",
    [
      GoldenCheck(
        "standardized rows", source: "nerva, batch_normalization_test.cpp",
        [-1.22474487, -0.46291005, 0, 1.38873015, 1.22474487, -0.9258201], within: .single
      ) {
        var norm = BatchNorm()
        norm.epsilon = 1e-12
        return outputs(of: try Network([norm], inputShape: [2]), [[1, 3], [2, 7], [3, 2]], .training).rows
      },
      GoldenCheck(
        "logits of 2-6-4-3", source: "nerva, multilayer_perceptron_test.cpp",
        [
          0.15708828, 0.28446376, -0.10275675, 0.16033420, 0.25479689, -0.14251150, 0.11323270, 0.28988251,
          -0.11241873, 0.12644258, 0.31084442, -0.09212098, 0.15833774, 0.26541382, -0.12861101,
        ],
        within: .single
      ) { outputs(of: try network(), inputs).rows },
      GoldenCheck(
        "gradient by the logits", source: "nerva, multilayer_perceptron_test.cpp",
        [
          0.06879912, -0.12185498, 0.05305589, -0.12952240, 0.07745969, 0.05206273, 0.06686258, -0.12021869,
          0.05335608, 0.06652980, -0.11999798, 0.05346817, 0.06984292, -0.12226351, 0.05242061,
        ],
        within: .single
      ) { gradient(of: try network()) },
      GoldenCheck(
        "logits after a step of 0.01", source: "nerva, multilayer_perceptron_test.cpp",
        [
          0.14954381, 0.29581159, -0.10952257, 0.15290099, 0.26589465, -0.14921829, 0.10718645, 0.29935911,
          -0.11815142, 0.11962160, 0.32149324, -0.09845620, 0.15089402, 0.27656406, -0.13531879,
        ],
        within: .single
      ) { outputs(of: try stepped(), inputs).rows },
      GoldenCheck(
        "gradient after a step of 0.01", source: "nerva, multilayer_perceptron_test.cpp",
        [
          0.06827622, -0.12096987, 0.05269366, -0.13004242, 0.07832626, 0.05171615, 0.06644239, -0.11947980,
          0.05303741, 0.06605557, -0.11916840, 0.05311283, 0.06932384, -0.12139316, 0.05206933,
        ],
        within: .single
      ) { gradient(of: try stepped()) },
    ])

  private static let inputs: [[Float]] = [
    [0.37454012, 0.95071429], [0.73199391, 0.59865850], [0.15601864, 0.15599452], [0.05808361, 0.86617613],
    [0.60111499, 0.70807260],
  ]
  private static let classes: [Int32] = [1, 0, 1, 1, 1]

  private static func network() throws -> Network {
    let first: [[Float]] = [
      [0.56110168, 0.66345596], [-0.12117522, -0.37362885], [0.58880562, -0.04527364],
      [-0.47821110, 0.44252452], [0.70591444, -0.14112198], [0.67916799, -0.60361999],
    ]
    let second: [[Float]] = [
      [0.08186211, 0.10790163, 0.10656221, 0.05315667, -0.18149444, 0.35163686],
      [-0.19592771, 0.12398510, 0.31654948, -0.07420450, 0.16522692, -0.34778017],
      [0.31287605, -0.02583930, 0.23740244, 0.36834371, -0.06145998, -0.03954251],
      [-0.10137446, -0.21237525, 0.25827262, -0.38412368, -0.11736847, -0.02998422],
    ]
    let third: [[Float]] = [
      [-0.30466300, 0.16379684, 0.14415038, 0.46986455], [0.11790103, -0.04250759, -0.06847537, -0.43189043],
      [-0.36789089, -0.46546835, -0.06826532, -0.03290677],
    ]
    return try Network(
      [
        Dense.byHand(
          first, bias: [0.20102479, 0.59402120, 0.21540157, 0.35205203, 0.34316611, 0.39400283]), Relu(),
        Dense.byHand(second, bias: [0.17123953, -0.11965782, 0.35985306, 0.39208883]), Relu(),
        Dense.byHand(third, bias: [0.07861263, 0.34228545, 0.07193470]),
      ], inputShape: [2])
  }

  /// The network behind one step on all samples.
  private static func stepped() throws -> Network {
    var sgd = SGD()
    sgd.learningRate = 0.01
    let plan = try TrainingPlan(
      network: network(), data: .byHand(.byHand(inputs, labels: classes), classes: 3), optimizer: sgd,
      length: .steps(1))
    return Run(plan).continued(execution: .oneThread).network
  }

  private static func outputs(
    of network: Network, _ rows: [[Float]], _ mode: Pass.Mode = .evaluating
  ) -> TiledBatch {
    var workspace = Workspace(for: network)
    workspace.batches[0] = TiledBatch(rows)
    workspace.forward(network, Pass(mode: mode, execution: .oneThread))
    return workspace.outputs
  }

  /// The gradient of the mean cross-entropy by the logits.
  private static func gradient(of network: Network) -> [Double] {
    var gradient = TiledBatch(features: 0, count: 0)
    _ = CrossEntropy().evaluate(
      outputs(of: network, inputs), .labels(classes), factor: 1 / Float(inputs.count), into: &gradient)
    return gradient.rows
  }
}

extension TiledBatch {
  /// Its samples, one after the other.
  fileprivate var rows: [Double] { samples.flatMap { $0 }.doubles }
}
