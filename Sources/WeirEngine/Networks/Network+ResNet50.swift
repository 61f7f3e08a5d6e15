extension Network {
  /// The layers of ResNet-50 (He et al. 2016) for large images: a 7 x 7 convolution, pooling, four stages of 3, 4, 6
  /// and 3 blocks, and a dense layer on the mean of each channel.
  ///
  /// A block narrows its channels by a 1 x 1 convolution, goes on with a 3 x 3 one, which has the stride, and widens
  /// them again, to four times 64, 128, 256 or 512. The inner ones have [widening] times as many filters
  /// (Zagoruyko and Komodakis 2016).
  public static func resNet50(
    widening: Int = 1, classes: Int, activation: any Activation = Relu()
  ) -> [any Layer] {
    func conv(_ filters: Int, kernel: Int, stride: Int = 1) -> [any Layer] {
      [Conv(filters, kernel: kernel, stride: stride, bias: false), BatchNorm()]
    }
    var layers = conv(64, kernel: 7, stride: 2) + [activation, MaxPool(size: 3, stride: 2, padding: 1)]
    for (stage, blocks) in [3, 4, 6, 3].enumerated() {
      let (inner, outer) = ((64 * widening) << stage, 256 << stage)
      for block in 0..<blocks {
        let stride = stage > 0 && block == 0 ? 2 : 1
        let ways =
          conv(inner, kernel: 1) + [activation] + conv(inner, kernel: 3, stride: stride) + [activation]
          + conv(outer, kernel: 1)
        let shortcut = block == 0 ? conv(outer, kernel: 1, stride: stride) : []
        layers += [Residual(ways, shortcut: shortcut), activation]
      }
    }
    return layers + [GlobalAvgPool(), Dense(units: classes)]
  }
}
