/// What a search varies: how many layers a perceptron has, and how dense each is. Which weights are active is left to
/// chance, since how many there are in a layer is what matters (Tessera and Rosman 2019).
public struct Genotype: Sendable, Hashable {
  /// The share of each layer's weights that is active, input first; the last is that of the output.
  public var densities: [Double]

  /// A genotype of at least a hidden layer and the output.
  public init(_ densities: [Double]) {
    precondition(densities.count >= 2, "a genotype has a hidden layer and an output")
    self.densities = densities
  }

  /// Hidden layers.
  public var depth: Int { densities.count - 1 }
}
