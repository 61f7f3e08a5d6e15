import Testing

@testable import WeirEngine

/// Ten training samples whose first input is their number, and two test samples.
private func numbered() throws -> Dataset {
  let inputs = (0..<12).flatMap { number -> [Float] in [Float(number), 5] }
  let all = Samples(.floats(inputs), features: 2, answers: .labels((0..<12).map { Int32($0 % 3) }))
  return try Dataset(name: "numbered", shape: [2], classes: 3, train: all[0..<10], test: all[10..<12])
}

private func firsts(_ samples: Samples) -> [Float] { (0..<samples.count).map { samples.input($0)[0] } }

@Suite struct DatasetTests {
  @Test func `a dataset says what it holds in one line`() throws {
    let data = try numbered()
    #expect(data.summary == "numbered: 10 training and 2 test samples, 2 inputs, 3 classes")
    #expect(data.features == 2 && data.outputs == 3)
  }

  @Test func `taking shortens the training part alone`() throws {
    let data = try numbered()
    #expect(firsts(try data.take(3).train) == [0, 1, 2])
    #expect(try data.take(3).test == data.test)
    #expect(try data.take(10) == data)
    for count in [0, -1, 11] {
      #expect(
        refusal { () throws(DataError) in try data.take(count) }
          == "`take` needs a number of samples in 1...10, which is all there are to train on,"
          + " but is given \(count)")
    }
  }

  @Test func `a split keeps an exact share in order and tests on the rest`() throws {
    let data = try numbered()
    for fraction in [0.1, 0.5, 0.8, 0.9] {
      let split = try data.split(fraction, seed: 7)
      #expect(split.train.count == Int(fraction * 10) && split.test.count == 10 - split.train.count)
      #expect((firsts(split.train) + firsts(split.test)).sorted() == (0..<10).map(Float.init))
      #expect(firsts(split.train) == firsts(split.train).sorted())
      #expect(try data.split(fraction, seed: 7) == split)
    }
    #expect(try data.split(0.5, seed: 1) != data.split(0.5, seed: 2))
    for fraction in [0, 1, 0.01, .nan, -2] {
      #expect(refusal { () throws(DataError) in try data.split(fraction, seed: 1) } != nil)
    }
  }

  @Test func `standardizing uses the training part for both and only centres what is constant`() throws {
    let data = try numbered().standardize()
    let (means, deviations) = data.train.moments()
    #expect(abs(means[0]) < 1e-7 && abs(deviations[0] - 1) < 1e-7)
    #expect(means[1] == 0 && deviations[1] == 0)
    // Mean 4.5, variance 8.25.
    #expect(data.test.input(0) == [Float((10 - 4.5) / 8.25.squareRoot()), 0])
    #expect(data.test.label(0) == 1 && data.train.label(4) == 1)
  }

  @Test func `standardizing bytes leaves the bytes alone`() throws {
    let all = Samples(
      .bytes([0, 9, 4, 9, 8, 9, 2, 255]), features: 2, scale: [0.25], shift: [0],
      answers: .labels([0, 1, 0, 1]))
    let data = try Dataset(name: "b", shape: [2], classes: 2, train: all[0..<3], test: all[3..<4])
      .standardize()
    #expect(data.train.storage == all.storage)
    // 0, 1 and 2 have mean 1 and variance 2/3; the second feature is 2.25 throughout the training part.
    let step = (1.5 as Double).squareRoot()
    for (sample, expected) in [-step, 0, step].enumerated() {
      #expect(abs(Double(data.train.value(sample: sample, feature: 0)) - expected) < 1e-6)
    }
    #expect(data.train.value(sample: 1, feature: 1) == 0)
    #expect(data.test.value(sample: 0, feature: 1) == 61.5)
  }

  /// Two images of two channels, 1 by 2 pixels, and a third one to test on; one number for every feature.
  private func images(_ storage: Samples.Storage) throws -> Dataset {
    let all = Samples(storage, features: 4, answers: .labels([0, 1, 0]))
    return try Dataset(name: "i", shape: [2, 1, 2], classes: 2, train: all[0..<2], test: all[2..<3])
  }

  @Test(arguments: [
    Samples.Storage.bytes([0, 2, 7, 7, 4, 6, 7, 7, 8, 3, 9, 7]),
    .floats([0, 2, 7, 7, 4, 6, 7, 7, 8, 3, 9, 7]),
  ])
  func `the pixels of a channel are standardized together`(storage: Samples.Storage) throws {
    // 0, 2, 4 and 6 have the mean 3 and the variance 5; the second channel is 7 throughout the training part.
    let data = try images(storage).standardize()
    let deviation = 5.0.squareRoot()
    for (part, sample, expected) in [
      (data.train, 0, [-3 / deviation, -1 / deviation, 0, 0]),
      (data.train, 1, [1 / deviation, 3 / deviation, 0, 0]),
      (data.test, 0, [5 / deviation, 0, 2, 0]),
    ] {
      #expect(distance(part.input(sample), expected.map { Float($0) }) < 1e-6)
    }
  }

  @Test func `each pixel is standardized alone if that is wished`() throws {
    // 0 and 4 have the mean 2 and the deviation 2, and so have 2 and 6 around 4.
    let data = try images(.bytes([0, 2, 7, 7, 4, 6, 7, 7, 8, 3, 9, 7])).standardize(per: .feature)
    #expect(data.train.input(0) == [-1, -1, 0, 0] && data.train.input(1) == [1, 1, 0, 0])
    #expect(data.test.input(0) == [3, -0.5, 2, 0])
  }

  // The mean of equal numbers, taken by adding and dividing, may be off by a rounding error, and dividing by that
  // instead of by nothing makes huge numbers of it.
  @Test func `a constant channel is centred and no more, whatever its number`() throws {
    let all = Samples(
      .floats([Float](repeating: 0.1, count: 49 * 3)), features: 49, answers: .labels([0, 0, 0]))
    let data = try Dataset(name: "i", shape: [1, 7, 7], classes: 1, train: all, test: all[0..<0])
    #expect(Set(data.standardize().train.input(1)) == [0])
    let bytes = Samples(
      .bytes([UInt8](repeating: 9, count: 49 * 3)), features: 49, scale: [1 / 255], shift: [0.3],
      answers: .labels([0, 0, 0]))
    let scaled = try Dataset(name: "i", shape: [1, 7, 7], classes: 1, train: bytes, test: bytes[0..<0])
    #expect(scaled.standardize().train.input(1).allSatisfy { abs($0) < 1e-7 })
  }

  @Test func `what is no image has a channel for each feature`() throws {
    #expect(try numbered().standardize() == numbered().standardize(per: .feature))
  }

  @Test func `each part can stand alone`() throws {
    let data = try numbered()
    #expect(data.trainOnly.train == data.train && data.trainOnly.test.count == 0)
    #expect(data.testOnly.train == data.test && data.testOnly.test.count == 0)
  }

  @Test func `what is not finite and what is no class is refused with its place`() {
    func refused(_ inputs: [Float], _ answers: Samples.Answers, classes: Int?) -> String? {
      refusal { () throws(DataError) in
        let all = Samples(.floats(inputs), features: 2, answers: answers)
        return try Dataset(name: "x", shape: [2], classes: classes, train: all, test: all[0..<0])
      }
    }
    #expect(refused([1, 2, 3, 4], .labels([0, 1]), classes: 2) == nil)
    #expect(
      refused([1, 2, 3, .nan], .labels([0, 1]), classes: 2)
        == "row 1, column 1 of the training inputs: expected a finite number, found nan")
    #expect(
      refused([1, 2, 3, 4], .labels([0, 2]), classes: 2)
        == "row 1 of the training inputs: expected a label in 0..<2, found 2")
    #expect(
      refused([1, 2, 3, 4], .targets([0, -.infinity], width: 1), classes: nil)
        == "row 1, column 0 of the training inputs: expected a finite target, found -inf")
    #expect(refused([1, 2, 3, 4], .labels([0, 1]), classes: nil) != nil)
  }
}
