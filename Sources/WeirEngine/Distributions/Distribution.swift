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
  /// Errors: shapes that do not fit; of no sparsity in 0...1, so that what fits once, before a training, does so in it.
  func counts(
    of shapes: [WeightShape], sparsity: Double, ranked: (_ k: Int) -> [Int]
  ) throws(ShapeError) -> [Int]
}

/// A distribution that looks at the shapes of the matrices alone.
public protocol ShapeDistribution: Distribution {
  /// The sparsity of each matrix, such that all of them together have [sparsity].
  ///
  /// Errors: shapes that do not fit, whatever the sparsity.
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

  init(_ parameter: Parameter) {
    let shape = parameter.shape
    self.init(rows: shape[0], columns: shape[1], kernel: Array(shape.dropFirst(2)))
  }

  /// How many weights there are.
  public var count: Int { rows * inputs }
  /// How many weights a unit or filter has: the columns of the matrix.
  public var inputs: Int { kernel.reduce(columns, *) }
}
