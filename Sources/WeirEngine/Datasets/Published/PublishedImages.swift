/// Datasets published as MNIST is: four IDX files, images of 28 by 28 pixels and labels of ten classes.
struct PublishedImages {
  /// What people call the dataset.
  let title: String
  /// The folders it may have within the places for datasets.
  let folders: [String]
  /// How to get it, as a part of a sentence.
  let advice: String

  /// The folder that holds at least one of the files: [path], or the first of those in the places
  /// of [environment]. A place itself counts only if it is given as [path], for MNIST and its
  /// relatives call their files alike.
  func folder(_ path: String?, in environment: DataEnvironment) throws(DataError) -> String {
    let places = path.map { [environment.absolute($0)] } ?? environment.places
    for place in places {
      let within = folders.map { (place.hasSuffix("/") ? place : place + "/") + $0 }
      for folder in path == nil ? within : [place] + within
      where ["train", "t10k"].contains(where: { file($0, "images-idx3", in: folder) != nil }) {
        return folder
      }
    }
    throw DataError(.missing(title, lookedIn: places, names: folders, advice: advice))
  }

  /// The first [count] samples of the part whose files begin with [prefix].
  func part(_ prefix: String, _ count: Int, in folder: String) throws(DataError) -> Samples {
    let images = try read(prefix, "images-idx3", [nil, 28, 28], of: "images", in: folder)
    let labels = try read(prefix, "labels-idx1", [images.shape[0]], of: "labels", in: folder)
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
    _ prefix: String, _ suffix: String, _ shape: [Int?], of what: String, in folder: String
  ) throws(DataError) -> IDXFile {
    guard let path = file(prefix, suffix, in: folder) else {
      throw DataError(
        .unreadable(file: "\(folder)/\(prefix)-\(suffix)-ubyte", why: "neither it nor it with .gz is there"))
    }
    return try IDXFile(path, shape: shape, limit: 10_000_000, of: what)
  }

  /// The file in [folder], with the name it was published under or one of those it often has.
  private func file(_ prefix: String, _ suffix: String, in folder: String) -> String? {
    let published = "\(folder)/\(prefix)-\(suffix)-ubyte"
    return [published, published + ".gz", "\(folder)/\(prefix)-\(suffix.replacing("-", with: "."))-ubyte"]
      .first(where: FileBytes.exists)
  }
}
