import WeirCatalog

/// Masks that stay as they are.
public struct FixedMasks: TopologyRule {
  /// How it is named.
  public static let entry = Entry<FixedMasks>(
    "fixed", "Leaves every mask as it is.",
    examples: [
      Example(
        "net = mlp([2, 16, 2]).sparsify(density: 25%)\nrun = train(net, spirals(), sparsity: fixed, steps: 20)\nrun.net.layers[0].mask == net.layers[0].mask",
        prints: "true")
    ], words: ["static"])

  /// The rule.
  public init() {}

  /// Never.
  public func isDue(at step: Int, of total: Int) -> Bool { false }
  /// Nothing changes.
  public func change(_ view: TopologyView) -> TopologyWish {
    TopologyWish(masks: view.masks)
  }
}
