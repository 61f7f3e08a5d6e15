extension GoldenSection {
  /// Published data, where their files are there.
  static let data = GoldenSection(
    "data",
    [
      GoldenCheck(
        "Fashion-MNIST, some labels", source: "TensorFlow, basic classification tutorial",
        [60_000, 10_000, 9, 0, 0, 3, 0, 5]
      ) { (environment: DataEnvironment) in
        let source = FashionMNIST()
        guard source.isAvailable(in: environment) else {
          throw GoldenCheck.Unavailable(
            reason: "the files of fashion_mnist() are in no folder that is looked through")
        }
        let data = try source.load(in: environment, seed: 0)
        let labels = [0, 1, 2, 59_997, 59_998, 59_999].map { data.train.label($0) ?? -1 }
        return ([data.train.count, data.test.count] + labels).map(Double.init)
      }
    ])
}
