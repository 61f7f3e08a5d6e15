import WeirCatalog
import WeirEngine

/// `overlap`: how much two masks, or those of two networks, have in common.
struct Overlap: Builtin {
  @Required var first: [Mask]
  @Required var second: [Mask]

  static let result: Kind? = .number
  static let entry = Entry<Overlap>(
    "overlap",
    "Measures how much two masks have in common: weights active in both, divided by those in either.",
    details: """
      The Jaccard index |a and b| / |a or b|: 1 for equal masks, 0 for masks that share nothing. Of two networks \
      the weights of all layers count together. Two random masks of density d share about d / (2 - d).
      """,
    source: "Jaccard 1912",
    settings: [
      .required("a", \.$first, .masks, "A mask, or a network."),
      .required("b", \.$second, .masks, "Another of the same sizes."),
    ],
    examples: [
      Example(
        "net = mlp([10, 10]).sparsify(density: 50%, seed: 1)\noverlap(net, net)", prints: "1.0"),
      "overlap(mlp([9, 9]).sparsify(density: 20%, seed: 1), mlp([9, 9]).sparsify(density: 20%, seed: 2))",
    ], words: ["jaccard", "churn", "intersection", "similarity"])

  func run(_ context: Context) throws -> Value {
    let sizes = [first, second].map { $0.map { "\($0.rows) x \($0.columns)" } }
    guard sizes[0] == sizes[1] else {
      throw CallError.failed(
        "`overlap` compares masks of the same sizes, but these are \(sizes[0].joined(separator: ", ")) and "
          + sizes[1].joined(separator: ", "))
    }
    let shared = zip(first, second).reduce(0) { $0 + $1.0.shared(with: $1.1) }
    let either = (first + second).reduce(0) { $0 + $1.count } - shared
    return .number(either == 0 ? 1 : Double(shared) / Double(either))
  }
}

extension Conversion where Value == [Mask] {
  /// A mask, or those of a network.
  fileprivate static var masks: Self {
    let expected = "a mask or a network"
    return Conversion(
      expected: expected, kinds: [Mask.kind, Network.kind],
      read: { (argument: Argument) throws(CallError) -> [Mask] in
        switch argument {
        case .thing(let mask as Mask): return [mask]
        case .thing(let network as Network): return network.weightLayers.map(\.mask)
        case .none, .truth, .integer, .number, .text, .list, .record, .thing:
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
      },
      show: { _ in nil })
  }
}
