/// Datasets published as CIFAR-10 is: files of records without a header, each the labels of an image, a byte
/// each, and its 32 by 32 pixels, first all that is red of them, row after row, then green, then blue. Source:
/// Krizhevsky 2009.
struct ColourImages {
  /// The folder of the files.
  let folder: String
  /// How many classes each label of a record tells apart.
  let classes: [Int]
  /// Which of the labels is to be learnt.
  let label: Int

  /// The dataset of the first samples in the files [training] and [tests], as many of these as there are;
  /// where no number is given, all of them.
  func dataset(
    _ name: String, _ classNames: [String], train: Int?, from training: [String], test: Int?,
    from tests: [String]
  ) throws(DataError) -> Dataset {
    Dataset(
      name, [3, 32, 32], classes[label], classNames,
      try part("training", training, train, atLeast: 1), try part("test", tests, test, atLeast: 0))
  }

  /// The first [count] samples, or all, in the files called [names]. Files behind the last sample that is
  /// wanted are not opened; what is opened is read whole, so that damage is found.
  private func part(
    _ what: String, _ names: [String], _ count: Int?, atLeast least: Int
  ) throws(DataError) -> Samples {
    var (pixels, labels, files) = ([UInt8](), [Int32](), [String]())
    for name in names where labels.count < count ?? .max {
      guard let file = PublishedFolder.file([name], in: folder) else { continue }
      try read(file, &pixels, &labels)
      files.append(name)
    }
    let wanted = count ?? least
    guard labels.count >= wanted else {
      throw DataError(
        .refused(
          labels.isEmpty
            ? "\(folder) has no \(what) samples, which are looked for in \(names.joined(separator: ", "))"
            : "\(folder) has \(labels.count) \(what) samples, in \(files.joined(separator: ", ")), but \(wanted)"
              + " are wanted"))
    }
    let all = Samples(
      .bytes(pixels), features: Self.features, scale: [1 / 255], shift: [0], answers: .labels(labels))
    return count.map { all[0..<$0] } ?? all
  }

  /// Adds the images of a file to [pixels] and [labels].
  private func read(_ path: String, _ pixels: inout [UInt8], _ labels: inout [Int32]) throws(DataError) {
    let record = classes.count + Self.features
    var file = try DataFile(path)
    if !file.isPacked { pixels.reserveCapacity(pixels.count + file.limit / record * Self.features) }
    while true {
      let start = file.offset
      let records = try file.read(upTo: 500 * record)
      if records.isEmpty { break }
      for place in stride(from: 0, to: records.count, by: record) {
        let image = records[place..<min(place + record, records.count)]
        guard image.count == record else {
          throw file.error(
            at: file.offset, expected: "images of \(record) bytes each",
            found: "the end after \(image.count) bytes of one")
        }
        guard labels.count < Self.most else {
          throw file.error(at: start + place, expected: "no more than \(Self.most) images", found: "another")
        }
        for (index, label) in image.prefix(classes.count).enumerated() where Int(label) >= classes[index] {
          throw file.error(
            at: start + place + index, expected: "a label in 0..<\(classes[index])", found: "\(label)")
        }
        labels.append(Int32(image[place + label]))
        pixels.append(contentsOf: image.dropFirst(classes.count))
      }
    }
    if file.offset == 0 {
      throw file.error(at: 0, expected: "images of \(record) bytes each", found: "an empty file")
    }
    try file.expectEnd(of: "the images")
  }

  private static let features = 3 * 32 * 32
  /// As many as were published, so that a small packed file cannot fill the memory.
  private static let most = 50_000
}
