/// How many of the units behind an activation tell samples apart no more.
public struct DeadUnits: Sendable, Equatable {
  /// The name of the last weight matrix in front of them.
  public let layer: String
  /// How many units there are, and how many are dead. The positions of a channel are one unit.
  public let units: Int, dead: Int
}

extension Network {
  /// The dead units behind each activation: those whose activation is the same for all [samples], and at all
  /// positions of a channel, as that of a rectifier which is always zero. Nothing of the samples passes them, and no
  /// gradient comes back.
  ///
  /// In evaluation mode. Cost: a pass forward. Errors: `Cancelled`, if somebody wishes to stop.
  public func deadUnits(
    on samples: Samples, execution: Execution, cancellation: Cancellation
  ) throws(Cancelled) -> [DeadUnits] {
    let network = drawn
    var workspace = Workspace(for: network)
    // For each activation what its units gave for the first sample; nil once that has changed.
    var firsts: [[Float?]] = []
    try samples.forEachBatch(of: network.evaluationBatch, cancellation) { places in
      execution.load(samples, at: places, into: &workspace.batches[0])
      workspace.forward(network, Pass(mode: .evaluating, execution: execution))
      var number = 0
      network.places.forEach(workspace.batches, workspace.memories) { place, _, output in
        guard place.layer is any Activation else { return }
        if firsts.count == number {
          firsts.append((0..<place.channels).map { output[0, $0 * place.positions] })
        }
        for unit in 0..<place.channels {
          guard let first = firsts[number][unit] else { continue }
          let rows = unit * place.positions..<(unit + 1) * place.positions
          if !output.isEverywhere(first, rows) { firsts[number][unit] = nil }
        }
        number += 1
      }
    }
    let places = network.places.flatMap(\.all).filter { $0.layer is any Activation }
    return zip(places, firsts).map { place, firsts in
      let matrices = weightIndices.filter { $0 < place.parameters.lowerBound }.count
      return DeadUnits(
        layer: matrices == 0 ? "inputs" : weightNames[matrices - 1], units: firsts.count,
        dead: firsts.count { $0 != nil })
    }
  }
}

extension TiledBatch {
  /// Whether all samples have the number [value] in all features of [rows].
  fileprivate func isEverywhere(_ value: Float, _ rows: Range<Int>) -> Bool {
    buffer.withSpan { numbers in
      (0..<tiles).allSatisfy { tile in
        rows.allSatisfy { row in
          let begin = tile * stride + row * Self.lanes
          return (begin..<begin + lanes(ofTile: tile)).allSatisfy { numbers[$0] == value }
        }
      }
    }
  }
}
