import Testing

@testable import WeirEngine

@Suite struct SameCapacityTests {
  private func pair(
    width: Int = 30, of most: Int = 100, depth: Int = 3, scale: SameCapacity.Scale = .twin
  ) -> SameCapacity {
    var pair = SameCapacity()
    (pair.inputs, pair.classes, pair.depth) = (60, 7, depth)
    (pair.denseWidth, pair.maxWidth, pair.scale, pair.seed) = (width, most, scale, 3)
    return pair
  }

  @Test(arguments: SameCapacity.Scale.allCases) func `every layer has as many weights`(
    scale: SameCapacity.Scale
  ) throws {
    for width in [1, 10, 33, 50, 77, 99, 100] {
      let (sparse, dense) = try pair(width: width, scale: scale).networks()
      #expect(sparse.weightLayers.map(\.mask.count) == dense.weightLayers.map(\.mask.count))
      #expect(dense.density == 1 && sparse.inputs == 60 && sparse.outputs == 7)
      #expect(dense.weightShapes.map(\.rows) == [width, width, width, 7])
      #expect(sparse.weightShapes.map(\.rows) == [100, 100, 100, 7])
    }
  }

  /// The largest distance of the distributions of two samples, times √(n m / (n + m)) (Kolmogorov and Smirnov).
  private func distance(_ a: [Float], _ b: [Float]) -> Double {
    let all = (a.map { ($0, 1.0 / Double(a.count)) } + b.map { ($0, -1.0 / Double(b.count)) })
      .sorted { $0.0 < $1.0 }
    var (sum, most) = (0.0, 0.0)
    for (_, step) in all {
      sum += step
      most = max(most, abs(sum))
    }
    let (n, m) = (Double(a.count), Double(b.count))
    return most * (n * m / (n + m)).squareRoot()
  }

  private func active(_ layer: WeightLayer) -> [Float] { layer.dense.filter { $0 != 0 } }

  // Above 1.63 in one case of a hundred.
  @Test func `twins draw active weights from one distribution`() throws {
    let (sparse, dense) = try pair(width: 40, of: 200).networks()
    for (a, b) in zip(sparse.weightLayers, dense.weightLayers) {
      #expect(distance(active(a), active(b)) < 1.63)
    }
    #expect(sparse.drawnDeviations == dense.drawnDeviations)
    let deviation = try #require(dense.drawnDeviations[1])
    #expect(abs(deviation.lowerBound - (2.0 / 40).squareRoot()) < 1e-7)
  }

  // A hidden layer of 200 units has 40 * 40 / 200 = 8 active inputs a unit, which the dense twin's 40 are not.
  @Test func `scaled by active inputs the two differ`() throws {
    let (sparse, dense) = try pair(width: 40, of: 200, scale: .layer).networks()
    let (mine, twin) = (try #require(sparse.drawnDeviations[1]), try #require(dense.drawnDeviations[1]))
    #expect(abs(mine.lowerBound - 0.5) < 1e-7 && mine.lowerBound == mine.upperBound)
    #expect(abs(twin.lowerBound - (2.0 / 40).squareRoot()) < 1e-7)
    #expect(distance(active(sparse.weightLayers[1]), active(dense.weightLayers[1])) > 1.63)
    let units = try #require(try pair(width: 40, of: 200, scale: .unit).networks().sparse.drawnDeviations[1])
    #expect(units.lowerBound < units.upperBound)
  }

  @Test func `the same seed gives the same pair, another seed other masks`() throws {
    var other = pair()
    other.seed = 4
    let (a, b) = (try pair().networks(), try pair().networks())
    #expect(a == b)
    #expect(try other.networks().sparse.weightLayers[0].mask != a.sparse.weightLayers[0].mask)
  }

  @Test func `a sparse network is not narrower than its twin`() {
    #expect(throws: ShapeError.self) { try pair(width: 101).networks() }
  }
}
