import Foundation
import Testing

@testable import WeirEngine

@Suite struct TridiagonalTests {
  // papers: the eigenvalues of [[2, 1], [1, 3]] are (5 ± √5) / 2.
  @Test func `two by two by hand`() throws {
    let eigen = try #require(Tridiagonal(diagonal: [2, 3], beside: [1]).eigen)
    let (values, first) = (eigen.values, eigen.first)
    for (found, expected) in zip(values, [1.3819660112501051, 3.618033988749895]) {
      #expect(abs(found - expected) < 1e-14)
    }
    // (λ - 2) v₀ = v₁, so v₀² = 1 / (1 + (λ - 2)²).
    for (value, first) in zip(values, first) {
      #expect(abs(first * first - 1 / (1 + (value - 2) * (value - 2))) < 1e-14)
    }
  }

  // 2 on the diagonal and -1 beside it: λₖ = 2 - 2 cos(kπ / (n + 1)), v₀² = 2 / (n + 1) sin²(kπ / (n + 1)).
  @Test(arguments: [1, 2, 7, 100]) func `second differences`(size: Int) throws {
    let matrix = Tridiagonal(
      diagonal: [Double](repeating: 2, count: size), beside: [Double](repeating: -1, count: size - 1))
    let eigen = try #require(matrix.eigen)
    let (values, first) = (eigen.values, eigen.first)
    for k in 1...size {
      let angle = Double(k) * Double.pi / Double(size + 1)
      #expect(abs(values[k - 1] - (2 - 2 * cos(angle))) < 1e-13)
      #expect(abs(first[k - 1] * first[k - 1] - 2 / Double(size + 1) * sin(angle) * sin(angle)) < 1e-13)
    }
  }

  @Test func `nothing has no eigenvalues, and what is not finite none that can be found`() {
    #expect(Tridiagonal().eigen?.values == [])
    #expect(Tridiagonal(diagonal: [.nan]).eigen == nil)
    #expect(Tridiagonal(diagonal: [1, 2], beside: [.infinity]).eigen == nil)
  }
}
