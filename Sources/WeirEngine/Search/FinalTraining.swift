/// One training in the end of a search: from a fresh seed, on all training samples.
public struct FinalTraining: Sendable, Hashable {
  /// What it is: `found` by some strategy, or the name of what that is compared with.
  public let network: String
  /// Active weights of each layer.
  public let counts: [Int]
  /// Passes over the training samples.
  public let epochs: Int
  /// The seed of its weights and masks.
  public let seed: Int

  /// A training.
  public init(_ network: String, counts: [Int], epochs: Int, seed: Int) {
    (self.network, self.counts, self.epochs, self.seed) = (network, counts, epochs, seed)
  }
}
