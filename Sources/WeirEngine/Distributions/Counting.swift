/// Whole numbers of weights from fractions.
public enum Counting {
  /// How many of [count] weights a [sparsity] sets to zero: ⌊sparsity count⌋.
  ///
  /// A share of up to twelve decimals, as people write them, is taken at its word and the product is
  /// exact, so that 29 % of 100 are 29, though floats make it 28.999999999999996; also if it comes as one
  /// minus the density. A share that was solved for is multiplied as it is, as in the code whose tables
  /// Erdős–Rényi is checked by.
  public static func zeros(_ sparsity: Double, of count: Int) -> Int {
    guard sparsity > 0 else { return 0 }
    guard sparsity < 1 else { return count }
    let parts = (sparsity * 1e12).rounded()
    // One minus a float is off by less than the last place of one, 2.2e-16.
    guard abs(parts / 1e12 - sparsity) <= 2.3e-16 else { return Int(sparsity * Double(count)) }
    return Int(UInt128(parts) * UInt128(count) / 1_000_000_000_000)
  }

  /// How many of [count] weights stay: all but its `zeros`.
  public static func kept(_ sparsity: Double, of count: Int) -> Int { count - zeros(sparsity, of: count) }
}
