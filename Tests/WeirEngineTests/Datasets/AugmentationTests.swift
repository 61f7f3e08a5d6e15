import Testing

@testable import WeirEngine

@Suite struct AugmentationTests {
  /// [count] images of 3 by 4 pixels, two channels, whose numbers say sample, channel and pixel.
  private func images(_ count: Int) throws -> Dataset {
    let numbers: [Float] = (0..<count * 24).map { place in
      let (sample, pixel) = place.quotientAndRemainder(dividingBy: 24)
      return Float(100 * sample + pixel + 1)
    }
    let samples = Samples(
      .floats(numbers), features: 24, answers: .labels((0..<count).map { Int32($0 % 2) }))
    return try Dataset(
      name: "images", shape: [2, 3, 4], classes: 2, train: samples, test: samples[0..<min(count, 2)])
  }

  /// The first batch of a training at [step], image by image.
  private func batch(_ data: Dataset, step: Int = 0, threads: Int = 1) throws -> [[Float]] {
    var run = Run(
      try TrainingPlan(
        network: .perceptron([24, 2]), data: data, batch: data.train.count, length: .steps(100), seed: 3,
        shuffles: false))
    run.steps = step
    var trainer = Trainer(run, execution: Execution(threads: threads))
    _ = trainer.loadBatch()
    return trainer.workspace.batches[0].samples
  }

  /// The image moved by hand: padded with zeros, cut at a place, mirrored.
  private func moved(_ image: [Float], down: Int, right: Int, flips: Bool) -> [Float] {
    (0..<2).flatMap { channel in
      (0..<3).flatMap { y in
        (0..<4).map { x in
          let (row, column) = (y + down, (flips ? 3 - x : x) + right)
          guard (0..<3).contains(row), (0..<4).contains(column) else { return 0 }
          return image[channel * 12 + row * 4 + column]
        }
      }
    }
  }

  @Test(arguments: [(false, 0), (true, 0), (false, 1), (true, 2)])
  func `every image is one of those that can be, and all of them come up`(flips: Bool, crop: Int) throws {
    let plain = try images(600)
    let seen = try batch(plain.augmented(Augmentation(flips: flips, crop: crop)))
    var ways: Set<[Int]> = []
    for (sample, image) in seen.enumerated() {
      let found = (-crop...crop).flatMap { down in
        (-crop...crop).flatMap { right in
          (flips ? [false, true] : [false]).filter { mirrored in
            moved(plain.train.input(sample), down: down, right: right, flips: mirrored) == image
          }.map { [down, right, $0 ? 1 : 0] }
        }
      }
      #expect(found.count == 1, "sample \(sample)")
      ways.formUnion(found)
    }
    #expect(ways.count == (2 * crop + 1) * (2 * crop + 1) * (flips ? 2 : 1))
  }

  // Each feature has a mean of its own: pixels are moved first and standardized where they come to stand.
  @Test func `standardized images are those that were moved`() throws {
    let bytes = (0..<40 * 24).map { UInt8($0 * 37 % 251) }
    let samples = Samples(.bytes(bytes), features: 24, answers: .labels([Int32](repeating: 0, count: 40)))
    let plain = try Dataset(
      name: "bytes", shape: [2, 3, 4], classes: 2, train: samples, test: samples[0..<0])
    let standard = plain.standardize(per: .feature)
    let (scale, shift) = (standard.train.scale, standard.train.shift)
    let raw = try batch(plain.augmented(Augmentation(flips: true, crop: 1)))
    let seen = try batch(standard.augmented(Augmentation(flips: true, crop: 1)))
    for (moved, image) in zip(raw, seen) {
      let expected = moved.indices.map { moved[$0] * scale[$0] + shift[$0] }
      #expect(distance(expected, image) < 1e-5)
    }
  }

  @Test func `what a step sees is a function of the step, on any number of threads`() throws {
    let data = try images(150).augmented(Augmentation(flips: true, crop: 1))
    #expect(try batch(data) == batch(data, threads: 3))
    #expect(try batch(data, step: 4) == batch(data, step: 4))
    #expect(try batch(data, step: 4) != batch(data, step: 5))
  }

  @Test func `only training sees it, also in parts of the data, and pauses change nothing`() throws {
    let plain = try images(60)
    let data = try plain.augmented(Augmentation(flips: true, crop: 1))
    #expect(data.train == plain.train && data != plain && data.summary.hasSuffix(", augmented"))
    #expect(try data.take(10).augmentation != nil && data.standardize().augmentation != nil)
    let plan = try TrainingPlan(network: .perceptron([24, 8, 2]), data: data, batch: 16, length: .epochs(3))
    let whole = Run(plan).trained()
    #expect(same(Run(plan).trained(to: 5).trained(), whole))
    let unchanged = try TrainingPlan(
      network: .perceptron([24, 8, 2]), data: plain, batch: 16, length: .epochs(3))
    #expect(Run(unchanged).trained().record.losses != whole.record.losses)
  }

  @Test func `bytes are padded with black, whatever they are scaled to`() throws {
    let samples = Samples(
      .bytes([UInt8](repeating: 200, count: 4)), features: 4, scale: [0.5], shift: [-7], answers: .labels([0])
    )
    let data = try Dataset(name: "bytes", shape: [1, 2, 2], classes: 1, train: samples, test: samples[0..<0])
      .augmented(Augmentation(flips: false, crop: 1))
    let plan = try TrainingPlan(network: .perceptron([4, 1]), data: data, length: .steps(50))
    var seen: Set<Float> = []
    for step in 0..<20 {
      var run = Run(plan)
      run.steps = step
      var trainer = Trainer(run, execution: oneThread)
      _ = trainer.loadBatch()
      seen.formUnion(trainer.workspace.batches[0].samples[0])
    }
    #expect(seen == [93, -7])
  }

  @Test func `what is no image cannot be moved`() throws {
    let flat = try Dataset.random(5, features: 6)
    #expect(throws: DataError.self) { try flat.augmented(Augmentation(flips: true, crop: 0)) }
    #expect(throws: DataError.self) { try images(2).augmented(Augmentation(flips: true, crop: 3)) }
  }
}
