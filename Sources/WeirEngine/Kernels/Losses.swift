import CWeirKernels
import Foundation

/// Losses that are vectorized over the samples of a tile.
enum Losses {
  /// See `CrossEntropy`. The sum is taken in the order of the samples, so it depends on nothing else.
  static func crossEntropy(
    _ outputs: TiledBatch, _ labels: [Int32], smoothing: Float, factor: Float, into gradient: inout TiledBatch
  ) -> LossReading {
    gradient.reshape(features: outputs.features, count: outputs.count)
    let (input, flow) = (outputs.buffer.pointer, gradient.buffer.mutablePointer)
    var losses = [Float](repeating: 0, count: TiledBatch.lanes)
    var predicted = [Int32](repeating: 0, count: TiledBatch.lanes)
    var reading = LossReading(count: outputs.count, correct: 0)
    labels.withUnsafeBufferPointer { all in
      for tile in 0..<outputs.tiles {
        // In bounds: there is a label for each sample, and a tile has no more lanes than samples left.
        guard let right = all.baseAddress.map({ $0 + tile * TiledBatch.lanes }) else { return }
        let lanes = outputs.lanes(ofTile: tile)
        wk_cross_entropy(
          input + tile * outputs.stride, Int32(outputs.features), right, Int32(lanes), smoothing, factor,
          flow + tile * gradient.stride, &losses, &predicted)
        for lane in 0..<lanes {
          reading.add(Double(losses[lane]))
          if predicted[lane] == right[lane] { reading.correct? += 1 }
        }
      }
    }
    return reading
  }

  /// exp z / Σ exp z over the outputs z of [sample], in double precision.
  static func softmax(_ outputs: TiledBatch, _ sample: Int) -> [Double] {
    let z = (0..<outputs.features).map { Double(outputs[sample, $0]) }
    let largest = z.max() ?? 0
    // Also where outputs are too large for single precision, and so infinite.
    let weights = z.map { $0 == largest ? 1 : exp($0 - largest) }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }

  /// The class of the largest output of each sample; -1 where some output is not a number.
  static func predictions(_ outputs: TiledBatch) -> [Int] {
    let input = outputs.buffer.pointer
    let none = [Int32](repeating: 0, count: TiledBatch.lanes)
    var predicted = [Int32](repeating: 0, count: TiledBatch.lanes)
    var all: [Int] = []
    for tile in 0..<outputs.tiles {
      let lanes = outputs.lanes(ofTile: tile)
      wk_cross_entropy(
        input + tile * outputs.stride, Int32(outputs.features), none, Int32(lanes), 0, 0, nil, nil, &predicted
      )
      all += predicted.prefix(lanes).map(Int.init)
    }
    return all
  }
}
