import WeirCatalog
import WeirEngine

/// `dead_units`: the units behind each activation that tell samples apart no more.
struct FindDeadUnits: MeasuresNetwork {
  var subject = Subject()

  static let result: Kind? = .list
  static let entry = Entry<FindDeadUnits>(
    "dead_units", "Counts the units behind each activation that are the same for every sample.",
    details: """
      Over the training part of the data; a record for each activation, named after the weights in front of it. A \
      rectifier that is always zero is dead: nothing passes it, and no gradient comes back. For units that masks \
      cut off: `net.units`. Of a picture each channel counts as one unit, with all its positions.
      """,
    settings: subjectSettings,
    examples: [
      Example(
        "net = network([dense(2, weights: [[1], [-1]]), relu, dense(2)], input: [1])\ndead_units(net, dataset(inputs: [[1], [2]], labels: [0, 1])).first.dead",
        prints: "1")
    ], words: ["dying relu", "saturated", "neurons"])

  func run(_ context: Context) throws -> Value {
    let (network, data) = (subject.network, subject.data)
    return try asCall {
      try data.train.check(fits: network, data.train.standardLoss, classes: data.classes)
      let counts = try network.deadUnits(
        on: data.train, execution: context.execution, cancellation: context.cancellation)
      return .list(
        of: counts.map {
          .record(["layer": .text($0.layer), "units": .integer($0.units), "dead": .integer($0.dead)])
        })
    }
  }
}
