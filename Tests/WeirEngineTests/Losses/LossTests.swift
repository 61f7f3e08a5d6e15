import Foundation
import Testing

@testable import WeirEngine

@Suite struct LossTests {
  private func evaluate(
    _ loss: some Loss, _ outputs: [[Float]], _ answers: BatchAnswers, factor: Float = 1
  ) -> (LossReading, TiledBatch) {
    var gradient = TiledBatch(features: 0, count: 0)
    let reading = loss.evaluate(TiledBatch(outputs), answers, factor: factor, into: &gradient)
    return (reading, gradient)
  }

  // Equal logits of two classes: log 2. Logits 1, 2, 3: log(1 + e + e²) - 0, 1 or 2.
  @Test func `cross-entropy is minus the logarithm of the right class's probability`() {
    let (reading, gradient) = evaluate(CrossEntropy(), [[0, 0], [5, 5]], .labels([0, 1]), factor: 0.5)
    #expect(abs(reading.mean - log(2)) < 1e-7)
    #expect(reading.correct == 1)
    #expect(gradient.samples == [[-0.25, 0.25], [0.25, -0.25]])
    let sum = log(1 + exp(1) + exp(2.0))
    for label in 0..<3 {
      let (reading, gradient) = evaluate(CrossEntropy(), [[1, 2, 3]], .labels([Int32(label)]))
      #expect(abs(reading.sum - (sum - Double(label))) < 1e-6)
      #expect(reading.correct == (label == 2 ? 1 : 0))
      for output in 0..<3 {
        let expected = exp(Double(output) - sum) - (output == label ? 1 : 0)
        #expect(abs(Double(gradient[0, output]) - expected) < 1e-6)
      }
    }
  }

  @Test func `cross-entropy stands far logits`() {
    let (reading, gradient) = evaluate(CrossEntropy(), [[1e4, -1e4], [-1e4, 1e4]], .labels([0, 0]))
    #expect(reading.sum == 2e4 && reading.correct == 1)
    #expect(gradient.samples == [[0, 0], [-1, 1]])
  }

  @Test func `smoothing changes no prediction, and where all is smooth labels do not matter`() {
    let outputs: [[Float]] = [[0.2, 0.4, 0.3], [0.4, 0.3, 0.2], [0.2, 0.5, 0.3]]
    let labels = BatchAnswers.labels([0, 0, 1])
    #expect(evaluate(CrossEntropy(smoothing: 0.1), outputs, labels).0.correct == 2)
    let flat = CrossEntropy(smoothing: 1)
    #expect(
      evaluate(flat, outputs, labels).1.samples == evaluate(flat, outputs, .labels([2, 2, 2])).1.samples)
  }

  // By hand: of four equal outputs, p = 1/4 each; the target of the right one is 0.6 + 0.1 = 0.7.
  @Test func `smoothed targets by hand`() {
    let (reading, gradient) = evaluate(CrossEntropy(smoothing: 0.4), [[2, 2, 2, 2]], .labels([1]))
    #expect(abs(reading.sum - log(4)) < 1e-6)
    for (found, expected) in zip(gradient.samples[0], [0.15, -0.45, 0.15, 0.15] as [Float]) {
      #expect(abs(found - expected) < 1e-7)
    }
  }

  @Test func `squared error is half the squared distance`() {
    let (reading, gradient) = evaluate(
      SquaredError(), [[1, 2], [0, -1]], .targets([0, 4, 0, 1]), factor: 0.5)
    #expect(reading.sum == 0.5 + 2 + 0 + 2 && reading.count == 2 && reading.correct == nil)
    #expect(gradient.samples == [[0.5, -1], [0, -1]])
    let (labelled, slope) = evaluate(SquaredError(), [[0.5, 0], [0, 2]], .labels([0, 0]))
    #expect(labelled.sum == 0.125 + 0.5 + 2 && labelled.correct == 1)
    #expect(slope.samples == [[-0.5, 0], [-1, 2]])
  }

  @Test(arguments: lossNames, [1, 63, 64, 65, 130])
  func `idle lanes have no gradient, whatever stood there before`(name: String, count: Int) throws {
    let loss = lossVariant(name)
    var outputs = TiledBatch(features: 3, count: 256)
    var gradient = TiledBatch(features: 3, count: 256)
    for sample in 0..<256 {
      for feature in 0..<3 { (outputs[sample, feature], gradient[sample, feature]) = (.nan, 7) }
    }
    outputs.reshape(features: 3, count: count)
    for sample in 0..<count { for feature in 0..<3 { outputs[sample, feature] = Float(sample % 5) } }
    let labels = (0..<count).map { Int32($0 % 3) }
    let reading = loss.evaluate(outputs, .labels(labels), factor: 1, into: &gradient)
    #expect(reading.count == count && reading.sum.isFinite)
    for sample in count..<gradient.tiles * TiledBatch.lanes {
      #expect((0..<3).allSatisfy { gradient[sample, $0] == 0 })
    }
  }

  @Test(arguments: lossNames)
  func `an output that is not a number makes the loss not a number`(name: String) throws {
    let loss = lossVariant(name)
    var gradient = TiledBatch(features: 0, count: 0)
    let reading = loss.evaluate(
      TiledBatch([[0, .nan], [1, 2]]), .labels([0, 1]), factor: 1, into: &gradient)
    #expect(reading.sum.isNaN && !reading.mean.isFinite)
  }

  @Test func `the largest output is the class, the first of equals, none among what is no number`() {
    let outputs = TiledBatch([[1, 3, 2], [2, 2, 1], [0, .nan, 1], [-5, -7, -6]])
    #expect(Losses.predictions(outputs) == [1, 0, -1, 0])
    let many = TiledBatch((0..<130).map { [Float($0 % 3 == 0 ? 1 : 0), Float($0 % 3 == 1 ? 1 : 0), 0.5] })
    #expect(Losses.predictions(many) == (0..<130).map { $0 % 3 })
  }

  @Test func `readings of unequal batches add up by their sums`() {
    var all = LossReading()
    all += LossReading(sum: 6, count: 3, correct: 2)
    all += LossReading(sum: 1, count: 1, correct: 0)
    #expect(all == LossReading(sum: 7, count: 4, correct: 2))
    #expect(all.mean == 1.75 && all.accuracy == 0.5)
    #expect(LossReading().mean.isNaN && LossReading().accuracy == nil)
  }

  @Test func `a loss objects to answers it cannot judge`() {
    let (labels, targets) = (Samples.Answers.labels([0, 1, 2]), Samples.Answers.targets([0, 1], width: 2))
    #expect(CrossEntropy().objection(width: 3, answers: labels, classes: 3) == nil)
    #expect(CrossEntropy().objection(width: 5, answers: labels, classes: 3) == nil)
    #expect(
      CrossEntropy().objection(width: 2, answers: labels, classes: 3)
        == "the network has 2 outputs, but the data have 3 classes")
    #expect(CrossEntropy().objection(width: 2, answers: targets, classes: nil) != nil)
    #expect(SquaredError().objection(width: 2, answers: targets, classes: nil) == nil)
    #expect(SquaredError().objection(width: 3, answers: targets, classes: nil) != nil)
    #expect(SquaredError().objection(width: 2, answers: labels, classes: 3) != nil)
  }
}
