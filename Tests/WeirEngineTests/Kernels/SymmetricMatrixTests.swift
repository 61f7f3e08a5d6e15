import Testing

@testable import WeirEngine

@Suite struct SymmetricMatrixTests {
  // papers: the eigenvalues of [[2, 1], [1, 3]] are (5 ± √5) / 2.
  @Test func `two by two by hand, with vectors and without`() throws {
    let matrix = SymmetricMatrix(symmetricPartOf: [[2, 0], [2, 3]])
    #expect(matrix.entries == [2, 1, 1, 3])
    for withVectors in [false, true] {
      let eigen = try #require(matrix.eigen(withVectors: withVectors))
      for (found, expected) in zip(eigen.values, [1.3819660112501051, 3.618033988749895]) {
        #expect(abs(found - expected) < 1e-14)
      }
      guard withVectors else { continue }
      for (index, value) in eigen.values.enumerated() {
        let vector = Array(eigen.vector(index))
        #expect(abs(2 * vector[0] + vector[1] - value * vector[0]) < 1e-14)
        #expect(abs(vector.length - 1) < 1e-14)
      }
    }
  }

  @Test func `a block is the rows and columns in a range`() {
    let matrix = SymmetricMatrix(symmetricPartOf: [[1, 2, 3], [2, 4, 5], [3, 5, 6]])
    #expect(matrix.block(1..<3).entries == [4, 5, 5, 6])
    #expect(matrix.block(0..<0).eigen(withVectors: true)?.values == [])
  }

  @Test func `what is not finite has no eigenvalues`() {
    #expect(SymmetricMatrix(symmetricPartOf: [[.nan]]).eigen(withVectors: false) == nil)
  }
}
