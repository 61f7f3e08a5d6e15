extension Network {
  /// The layers of LeNet-5 as it is used today (LeCun et al. 1998): two convolutions of 5 x 5 without padding, each
  /// with pooling behind it, and three dense layers. Of a sample of 28 x 28, 256 numbers reach the first of those.
  public static func leNet5(
    classes: Int, activation: any Activation = Relu(), batchNorm: Bool = false
  ) -> [any Layer] {
    let norm: [any Layer] = batchNorm ? [BatchNorm()] : []
    let convolutions = [6, 16].flatMap { filters -> [any Layer] in
      [Conv(filters, kernel: 5, padding: .by(0))] + norm + [activation, MaxPool(size: 2)]
    }
    let dense = [120, 84].flatMap { units -> [any Layer] in [Dense(units: units)] + norm + [activation] }
    return convolutions + dense + [Dense(units: classes)]
  }
}
