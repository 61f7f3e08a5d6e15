extension Network {
  /// The layers of a residual network for small images (He et al. 2016): a convolution, three stages of
  /// (depth - 2) / 6 blocks with [width], twice and four times as many filters, and a dense layer on the mean of
  /// each channel.
  ///
  /// Where a stage begins with fewer positions and more channels, a 1 x 1 convolution with batch norm stands on the
  /// shortcut. [depth] is 2 more than a multiple of 6.
  public static func resNet(
    _ depth: Int, width: Int = 16, classes: Int, activation: any Activation = Relu(), batchNorm: Bool = true
  ) -> [any Layer] {
    func conv(_ filters: Int, kernel: Int = 3, stride: Int = 1) -> [any Layer] {
      let conv = Conv(filters, kernel: kernel, stride: stride, bias: !batchNorm)
      return batchNorm ? [conv, BatchNorm()] : [conv]
    }
    var layers = conv(width) + [activation]
    for stage in 0..<3 {
      let filters = width << stage
      for block in 0..<(depth - 2) / 6 {
        let narrows = stage > 0 && block == 0
        layers += [
          Residual(
            conv(filters, stride: narrows ? 2 : 1) + [activation] + conv(filters),
            shortcut: narrows ? conv(filters, kernel: 1, stride: 2) : []),
          activation,
        ]
      }
    }
    return layers + [GlobalAvgPool(), Dense(units: classes)]
  }

  /// Why there is no `resNet` of this depth; nil if there is.
  public static func objectionToResNet(_ depth: Int) -> String? {
    objection("resnet", depth, blocks: depth - 2, "2, as in 20, 32, 44, 56 and 110")
  }

  /// Why a network of three stages cannot have so many layers in its [blocks], of two layers each.
  static func objection(_ name: String, _ depth: Int, blocks: Int, _ rest: String) -> String? {
    guard blocks < 6 || blocks % 6 != 0 else { return nil }
    return "the depth of `\(name)` must be a multiple of 6 plus \(rest), but is \(depth)"
  }
}
