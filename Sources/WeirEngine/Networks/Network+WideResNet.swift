extension Network {
  /// The layers of a wide residual network (Zagoruyko and Komodakis 2016): a convolution, three stages of
  /// (depth - 4) / 6 blocks with 16, 32 and 64 times [widening] filters, and a dense layer on the mean of each
  /// channel. Batch norm and activation stand in front of each convolution (He et al. 2016, "Identity Mappings").
  ///
  /// Where the number of channels changes, a 1 x 1 convolution stands on the shortcut, behind the first batch norm
  /// and activation of the block, which both ways share. [dropout] stands between the convolutions of a block.
  /// [depth] is 4 more than a multiple of 6.
  public static func wideResNet(
    _ depth: Int, _ widening: Int, classes: Int, activation: any Activation = Relu(), dropout: Float = 0
  ) -> [any Layer] {
    func conv(_ filters: Int, kernel: Int = 3, stride: Int = 1) -> any Layer {
      Conv(filters, kernel: kernel, stride: stride, bias: false)
    }
    let front: [any Layer] = [BatchNorm(), activation]
    let dropping: [any Layer] = dropout > 0 ? [Dropout(rate: dropout)] : []
    var (layers, channels) = ([conv(16)], 16)
    for stage in 0..<3 {
      let filters = (16 * widening) << stage
      for block in 0..<(depth - 4) / 6 {
        let stride = stage > 0 && block == 0 ? 2 : 1
        let ways = [conv(filters, stride: stride)] + front + dropping + [conv(filters)]
        if channels == filters {
          layers.append(Residual(front + ways))
        } else {
          layers += front + [Residual(ways, shortcut: [conv(filters, kernel: 1, stride: stride)])]
        }
        channels = filters
      }
    }
    return layers + front + [GlobalAvgPool(), Dense(units: classes)]
  }

  /// Why there is no `wideResNet` of this depth; nil if there is.
  public static func objectionToWideResNet(_ depth: Int) -> String? {
    objection("wide_resnet", depth, blocks: depth - 4, "4, as in 16, 22, 28 and 40")
  }
}
