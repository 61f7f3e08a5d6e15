import WeirCatalog

/// How a density is shared among the layers of a network.
public protocol Distribution: Catalogued, Thing {
  /// The sparsity, 1 - density, of each matrix, such that all of them together have [sparsity].
  ///
  /// Errors: a density that cannot be reached.
  func sparsities(of shapes: [WeightShape], total sparsity: Double) throws(ShapeError) -> [Double]
}

extension Distribution {
  /// The kind of all distributions.
  public static var kind: Kind { Kind("distribution") }
}

/// All distributions.
public let distributions = Registry<any Distribution>(
  Kind("distribution"), [Uniform.self, ErdosRenyi.self, ErdosRenyiKernel.self, PerLayer.self])

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
  /// The product is rounded first where it is an integer but for the error of floating point, so that
  /// 29 % of 100 are 29 and not 28.
  public static func zeros(_ sparsity: Double, of count: Int) -> Int {
    let product = sparsity * Double(count)
    let whole = product.rounded()
    let isWhole = abs(product - whole) <= 1e-9 * max(1, whole)
    return min(count, max(0, Int(isWhole ? whole : product.rounded(.down))))
  }
}
