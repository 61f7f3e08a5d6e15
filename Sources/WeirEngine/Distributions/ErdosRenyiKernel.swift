import WeirCatalog

/// As Erdős–Rényi, but the sides of a kernel count too.
public struct ErdosRenyiKernel: ShapeDistribution {
  /// The power of the share: 0 shares evenly, more than 1 favours small layers more.
  public var power = 1.0

  /// How it is named and set.
  public static let entry = Entry<ErdosRenyiKernel>(
    "erk", "Shares density by the sum of a layer's sides over their product, kernel sides included.",
    details: "For fully connected layers the same as `er`.", source: "Evci et al. 2020",
    settings: [ErdosRenyi.powerSetting(\.power)],
    examples: [
      Example(
        "net = mlp([784, 300, 100, 10]).sparsify(sparsity: 80%, distribution: erk)\n[l.nonzeros for l in net.layers]",
        prints: "[38160, 14081, 1000]")
    ], words: ["erdos", "renyi", "kernel"])

  /// The defaults.
  public init() {}

  /// 1 - ε ((sum of sides) / (product of sides))ᵖ, with p the power.
  public func sparsities(of shapes: [WeightShape], total sparsity: Double) throws(ShapeError) -> [Double] {
    ErdosRenyi.solve(shapes, sparsity, power) { shape in
      Double(shape.kernel.reduce(shape.rows + shape.columns, +)) / Double(shape.count)
    }
  }
}
