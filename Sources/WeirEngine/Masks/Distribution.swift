import WeirCatalog

/// How a density is shared among the layers of a network.
public protocol Distribution: Catalogued, Thing {
  /// Whether a density must be told; not where each layer has one of its own already.
  var needsDensity: Bool { get }
  /// How many weights each matrix keeps, such that all of them together have [sparsity], 1 - density.
  ///
  /// [ranked] says how many of the k highest ranked weights lie in each matrix, for those that ask. Where
  /// there are fewer than k to rank, it says so of all.
  ///
  /// Errors: a density that cannot be reached.
  func counts(
    of shapes: [WeightShape], sparsity: Double, ranked: (_ k: Int) -> [Int]
  ) throws(ShapeError) -> [Int]
}

/// A distribution that looks at the shapes of the matrices alone.
public protocol ShapeDistribution: Distribution {
  /// The sparsity of each matrix, such that all of them together have [sparsity].
  ///
  /// Errors: a density that cannot be reached.
  func sparsities(of shapes: [WeightShape], total sparsity: Double) throws(ShapeError) -> [Double]
}

extension ShapeDistribution {
  /// Most distributions share what they are told.
  public var needsDensity: Bool { true }

  /// n - ⌊sparsity n⌋ of the n weights of each matrix.
  public func counts(
    of shapes: [WeightShape], sparsity: Double, ranked: (_ k: Int) -> [Int]
  ) throws(ShapeError) -> [Int] {
    zip(shapes, try sparsities(of: shapes, total: sparsity)).map { Counting.kept($1, of: $0.count) }
  }
}

extension Distribution {
  /// The kind of all distributions.
  public static var kind: Kind { distributions.kind }
}

/// All distributions.
public let distributions = Registry<any Distribution>(
  Kind("distribution"),
  [Uniform.self, ErdosRenyi.self, ErdosRenyiKernel.self, PerLayer.self, GlobalRanking.self])

/// The size of a weight array: units and inputs, and the sides of a kernel where there is one.
public struct WeightShape: Sendable, Equatable {
  /// Units, or output channels.
  public let rows: Int
  /// Inputs, or input channels.
  public let columns: Int
  /// The sides of the kernel; empty for a fully connected layer.
  public let kernel: [Int]

  /// A shape.
  public init(rows: Int, columns: Int, kernel: [Int] = []) {
    (self.rows, self.columns, self.kernel) = (rows, columns, kernel)
  }

  /// How many weights there are.
  public var count: Int { kernel.reduce(rows * columns, *) }
}

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
