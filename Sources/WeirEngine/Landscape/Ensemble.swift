import Foundation
import WeirCatalog

/// What several networks say together of labelled samples: the class with the largest mean of their probabilities.
public struct Ensemble: Thing, Equatable {
  /// The kind of all ensembles.
  public static let kind = Kind("ensemble")
  /// The share of samples that each network puts into the right class.
  public let accuracies: [Double]
  /// The share that all of them together do.
  public let accuracy: Double
  /// The mean of -log p̄, p̄ the mean probability of the right class.
  public let loss: Double
  /// The mean over all pairs of networks of the share of samples that these put into different classes; zero for one.
  public let disagreement: Double

  /// The ensemble of [networks], which have as many outputs each, on [samples] with labels. Of probabilities that are
  /// alike the first counts. Cost: a pass forward for each; memory: a number for each sample and output.
  ///
  /// Errors: `Cancelled`, if somebody wishes to stop.
  public init(
    _ networks: [Network], on samples: Samples, execution: Execution, cancellation: Cancellation,
    observe: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws(Cancelled) {
    precondition(!networks.isEmpty, "an ensemble has networks")
    let width = networks[0].outputs
    var sums = [Double](repeating: 0, count: samples.count * width)
    var classes: [[Int]] = []
    for network in networks {
      var own: [Int] = []
      try network.forEachOutput(on: View(samples), execution, cancellation) { outputs, places in
        own += Losses.predictions(outputs)
        for (sample, place) in places.enumerated() {
          for (output, probability) in Losses.softmax(outputs, sample).enumerated() {
            sums[Int(place) * width + output] += probability
          }
        }
      }
      classes.append(own)
      observe(classes.count, networks.count)
    }
    let right = (0..<samples.count).map { samples.label($0) ?? -1 }
    let together = right.indices.map { Self.largest(sums[$0 * width..<($0 + 1) * width]) }
    accuracies = classes.map { $0.agreement(with: right) }
    accuracy = together.agreement(with: right)
    let count = Double(networks.count)
    loss =
      right.enumerated().reduce(0) { $0 - log(sums[$1.offset * width + $1.element] / count) }
      / Double(max(1, right.count))
    let pairs = classes.indices.flatMap { a in classes.indices.filter { $0 > a }.map { (a, $0) } }
    disagreement =
      pairs.reduce(0) { $0 + classes[$1.0].disagreement(with: classes[$1.1]) } / Double(max(1, pairs.count))
  }

  /// The place of the first of the largest numbers, from the beginning of [numbers]; -1 where one is no number.
  private static func largest(_ numbers: ArraySlice<Double>) -> Int {
    var best = numbers.startIndex
    for place in numbers.indices {
      if numbers[place].isNaN { return -1 }
      if numbers[place] > numbers[best] { best = place }
    }
    return best - numbers.startIndex
  }
}
