import CWeirKernels
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct LossTests {
  // Logits up to 30 apart: each exponential is good to 2e-7, the sum to a few 6e-8, and the loss of a
  // small probability to the rounding of the logits' difference.
  @Test(arguments: instructionSets, 1...30)
  func `the loss is minus log p and its gradient p less the truth, smoothed or not`(set: Int32, seed: Int) {
    var random = Random(seed: seed)
    let smoothing = [0, 0.1, 1][seed % 3] as Float
    let classes = max(1, random.length(upTo: 20)), used = random.length(upTo: lanes)
    let logits = Tiles(features: classes, tiles: 1, filledBy: &random, in: -15...15)
    let labels = Guarded((0..<used).map { _ in Int32.random(in: 0..<Int32(classes), using: &random) })
    let d = Tiles(unwritten: classes, tiles: 1), losses = Guarded(unwritten: used)
    let predicted = Guarded([Int32](repeating: -777, count: used))
    with(set) {
      wk_cross_entropy(
        logits.tile(0), Int32(classes), labels.pointer, Int32(used), smoothing, 0.25, d.tile(0),
        losses.pointer,
        predicted.pointer)
    }
    for lane in 0..<lanes {
      guard lane < used else {
        for c in 0..<classes { #expect(d[c, lane] == 0) }
        continue
      }
      let z = (0..<classes).map { Double(logits[$0, lane]) }
      let largest = z.max() ?? 0, label = Int(labels[lane])
      let total = z.map { exp($0 - largest) }.reduce(0, +)
      let targets = (0..<classes).map {
        ($0 == label ? 1 - Double(smoothing) : 0) + Double(smoothing) / Double(classes)
      }
      let loss = zip(targets, z).reduce(0) { $0 + $1.0 * (log(total) - $1.1 + largest) }
      #expect(abs(Double(losses[lane]) - loss) < 3e-6)
      #expect(Int(predicted[lane]) == z.firstIndex(of: largest))
      for c in 0..<classes {
        let expected = 0.25 * (exp(z[c] - largest) / total - targets[c])
        #expect(abs(Double(d[c, lane]) - expected) < 3e-7)
      }
    }
  }

  @Test(arguments: instructionSets)
  func `losses alone and predictions alone are those of the whole`(set: Int32) {
    var random = Random(seed: 4)
    let logits = Tiles(features: 7, tiles: 1, filledBy: &random)
    let labels = Guarded((0..<50).map { Int32($0 % 7) })
    let losses = Guarded(unwritten: 50), alone = Guarded(unwritten: 50)
    let predicted = Guarded([Int32](repeating: 0, count: 50)),
      aloneToo = Guarded([Int32](repeating: 0, count: 50))
    let d = Tiles(unwritten: 7, tiles: 1), inPlace = Guarded(logits.memory.array)
    with(set) {
      wk_cross_entropy(
        logits.tile(0), 7, labels.pointer, 50, 0.25, 1, d.tile(0), losses.pointer, predicted.pointer)
      wk_cross_entropy(logits.tile(0), 7, labels.pointer, 50, 0.25, 1, nil, alone.pointer, nil)
      wk_cross_entropy(logits.tile(0), 7, labels.pointer, 50, 0.25, 1, nil, nil, aloneToo.pointer)
      wk_cross_entropy(inPlace.pointer, 7, labels.pointer, 50, 0.25, 1, inPlace.pointer, nil, nil)
    }
    #expect(losses.bits == alone.bits)
    #expect(predicted.array == aloneToo.array)
    #expect(d.memory.bits == inPlace.bits)
  }

  @Test(arguments: instructionSets)
  func `the first of equals is predicted, and nothing where a logit is not a number`(set: Int32) {
    var values = [Float](repeating: 1, count: 3 * lanes)
    values[2 * lanes + 1] = .nan
    values[lanes + 2] = 2
    let logits = Guarded(values), labels = Guarded<Int32>([0, 0, 0, 0])
    let losses = Guarded(unwritten: 4), predicted = Guarded<Int32>([9, 9, 9, 9])
    with(set) {
      wk_cross_entropy(logits.pointer, 3, labels.pointer, 4, 0, 1, nil, losses.pointer, predicted.pointer)
    }
    #expect(predicted.array == [0, -1, 1, 0])
    #expect(losses[1].isNaN && losses[0].isFinite && losses[2].isFinite)
  }

  @Test(arguments: instructionSets)
  func `logits far apart neither overflow nor lose the loss`(set: Int32) {
    let logits = Guarded(tile(0, rows: [1000, -1000]))
    let labels = Guarded<Int32>([1]), losses = Guarded(unwritten: 1), d = Guarded(unwritten: 2 * lanes)
    with(set) { wk_cross_entropy(logits.pointer, 2, labels.pointer, 1, 0, 1, d.pointer, losses.pointer, nil) }
    #expect(losses[0] == 2000)
    #expect(d[0] == 1 && d[lanes] == -1)
  }

  /// A tile whose lane [lane] holds [rows], feature by feature.
  private func tile(_ lane: Int, rows: [Float]) -> [Float] {
    rows.flatMap { value in (0..<lanes).map { $0 == lane ? value : 0 } }
  }
}
