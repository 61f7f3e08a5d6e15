/// Datasets published as MNIST is: four IDX files, images of 28 by 28 pixels and labels of ten classes.
struct IDXImages {
  /// The four files, each by the name it was published under and by one it often has.
  static let files = ["train", "t10k"].flatMap { prefix in
    ["images-idx3", "labels-idx1"].map { names(prefix, $0) }
  }

  /// The folder of the files.
  let folder: String

  /// The dataset of its first samples. Each file is read whole, so that damage is found however few
  /// samples are wanted.
  func dataset(_ name: String, _ classNames: [String], train: Int, test: Int) throws(DataError) -> Dataset {
    let training = try part("train", train)
    let tests = test == 0 ? training[0..<0] : try part("t10k", test)
    return Dataset(name, [1, 28, 28], 10, classNames, training, tests)
  }

  /// The first [count] samples of the part whose files begin with [prefix].
  private func part(_ prefix: String, _ count: Int) throws(DataError) -> Samples {
    let images = try read(prefix, "images-idx3", [nil, 28, 28], of: "images")
    let labels = try read(prefix, "labels-idx1", [images.shape[0]], of: "labels")
    guard count <= images.shape[0] else {
      throw DataError(
        .refused(
          "\(folder) has \(images.shape[0]) samples in its files `\(prefix)-…`, but \(count) are wanted"))
    }
    if let odd = labels.bytes.firstIndex(where: { $0 > 9 }) {
      throw labels.error(at: odd, expected: "a label in 0..<10")
    }
    let all = Samples(
      .bytes(images.bytes), features: 784, scale: [1 / 255], shift: [0],
      answers: .labels(labels.bytes.map(Int32.init)))
    return all[0..<count]
  }

  private func read(
    _ prefix: String, _ suffix: String, _ shape: [Int?], of what: String
  ) throws(DataError) -> IDXFile {
    let names = Self.names(prefix, suffix)
    guard let path = PublishedFolder.file(names, in: folder) else {
      throw DataError(
        .unreadable(file: "\(folder)/\(names[0])", why: "neither it nor it with .gz is there"))
    }
    return try IDXFile(path, shape: shape, limit: 10_000_000, of: what)
  }

  private static func names(_ prefix: String, _ suffix: String) -> [String] {
    ["\(prefix)-\(suffix)-ubyte", "\(prefix)-\(suffix.replacing("-", with: "."))-ubyte"]
  }
}
