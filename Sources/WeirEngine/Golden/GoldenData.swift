extension GoldenSection {
  /// Published data, where their files are there.
  static let data = GoldenSection(
    "data",
    [
      GoldenCheck(
        "Fashion-MNIST, some labels", source: "TensorFlow, basic classification tutorial",
        [60_000, 10_000, 9, 0, 0, 3, 0, 5]
      ) { (environment: DataEnvironment) in
        let data = try load(FashionMNIST(), in: environment)
        return counts(data) + labels(data.train, [0, 1, 2, 59_997, 59_998, 59_999])
      },
      GoldenCheck(
        "MNIST, first labels", source: "open_lth, datasets/test/test_mnist.py",
        [60_000, 10_000] + [5, 0, 4, 1, 9, 2, 1, 3, 1, 4] + [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]
      ) { (environment: DataEnvironment) in
        let data = try load(MNIST(), in: environment)
        return counts(data) + labels(data.train, 0..<10) + labels(data.test, 0..<10)
      },
      GoldenCheck(
        "CIFAR-10, first labels", source: "open_lth, datasets/test/test_cifar10.py",
        [6, 9, 9, 4, 1, 1, 2, 7, 8, 3] + [3, 8, 8, 0, 6, 6, 1, 6, 3, 1]
      ) { (environment: DataEnvironment) in
        let data = try load(CIFAR10(), in: environment)
        guard counts(data) == [50_000, 10_000] else {
          throw GoldenCheck.Unavailable(
            reason:
              "the files of cifar10() hold \(data.train.count) + \(data.test.count) of 50000 + 10000 images")
        }
        return labels(data.train, 0..<10) + labels(data.test, 0..<10)
      },
    ])

  private static func load(
    _ source: some PublishedSource, in environment: DataEnvironment
  ) throws -> Dataset {
    guard source.isAvailable(in: environment) else {
      throw GoldenCheck.Unavailable(
        reason: "the files of \(type(of: source).entry.name)() are in no folder that is looked through")
    }
    return try source.load(in: environment, seed: 0)
  }

  private static func counts(_ data: Dataset) -> [Double] {
    [data.train.count, data.test.count].map(Double.init)
  }

  private static func labels(_ part: Samples, _ samples: some Sequence<Int>) -> [Double] {
    samples.map { Double(part.label($0) ?? -1) }
  }
}
