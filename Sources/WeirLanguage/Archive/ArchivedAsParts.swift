import WeirCatalog
import WeirEngine
import WeirPlot

/// A thing that tells of other values and can be made again, so that an archive may hold it by what it consists of.
protocol ArchivedAsParts: Thing {
  /// What it consists of: values that an archive holds.
  var archiveParts: Value { get }
  /// The thing of which these are the [archiveParts]; nil if they do not make one.
  init?(archiveParts: Value)
}

/// All kinds of things that are archived so.
private let thingsOfParts: [any ArchivedAsParts.Type] = [NetworkSummary.self, SameCapacitySummary.self]

extension ArchiveForm {
  /// The thing of the kind called so that [parts] make; nil if there is no such kind, or they make none.
  static func thing(_ kind: String, _ parts: Value) -> (any ArchivedAsParts)? {
    thingsOfParts.first { $0.kind.name == kind }?.init(archiveParts: parts)
  }
}

extension NetworkSummary: ArchivedAsParts {
  var archiveParts: Value { .thing(network) }

  init?(archiveParts: Value) {
    guard case .thing(let network as Network) = archiveParts else { return nil }
    self.init(network)
  }
}
