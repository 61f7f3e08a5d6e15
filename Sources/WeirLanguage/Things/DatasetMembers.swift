import WeirCatalog
import WeirEngine

/// What one can ask of a dataset.
let datasetMembers = MemberTable(
  Dataset.kind,
  [
    Member("train", of: Dataset.self, "The training part alone.", result: Dataset.kind, sketch: { $0 }) {
      .thing($0.trainOnly)
    },
    Member(
      "test", of: Dataset.self, "The test part alone, as data to measure on.", result: Dataset.kind,
      sketch: { $0 }
    ) {
      guard $0.test.count > 0 else { throw CallError.failed("\($0.name) has no test part") }
      return .thing($0.testOnly)
    },
    Member("size", of: Dataset.self, "How many samples the training part has.", result: .integer) {
      .integer($0.train.count)
    },
    Member("inputs", of: Dataset.self, "How many numbers a sample has.", result: .integer) {
      .integer($0.features)
    },
    Member("shape", of: Dataset.self, "The shape of a sample.", result: .list) {
      .list(of: $0.shape.map { .integer($0) })
    },
    Member("classes", of: Dataset.self, "How many classes there are; none for targets.") {
      $0.classes.map { .integer($0) } ?? .none
    },
    Member("name", of: Dataset.self, "What it is called.", result: .text) { .text($0.name) },
  ])

extension Dataset: Sketched {
  /// Its sizes, for the checker.
  public var sketch: Sketch { .data(inputs: features, classes: classes) }
}

extension Dataset: Shown {
  /// Its name and sizes.
  public var brief: String { summary }
}
