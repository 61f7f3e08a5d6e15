import Foundation
import Testing

@testable import WeirEngine

@Suite struct NormalsTests {
  // The C library's functions are within a unit in the last place; ours may add a few.
  @Test func `logarithm, cosine and sine agree with the C library`() {
    let stream = RandomStream(seed: 1, purpose: .search)
    for index in 0..<2000 {
      let x = stream.uniform(index) * pow(2, Double(index % 50 - 49)) + 0x1p-54
      #expect(abs(RandomStream.logarithm(x) - log(x)) <= 4e-16 * abs(log(x)) + 1e-16)
      let turn = stream.uniform(index)
      let (cosine, sine) = RandomStream.circle(turn)
      #expect(abs(cosine - cos(2 * .pi * turn)) < 1e-15 && abs(sine - sin(2 * .pi * turn)) < 1e-15)
    }
    #expect(RandomStream.logarithm(1) == 0)
    for (quarter, point) in [(1.0, 0.0), (0, 1), (-1, 0), (0, -1)].enumerated() {
      let (cosine, sine) = RandomStream.circle(Double(quarter) / 4)
      #expect(cosine == point.0 && sine == point.1)
    }
  }

  @Test func `any range of single-precision numbers is cut from the same row`() {
    let stream = RandomStream(seed: 3, purpose: .weights, part: 2)
    let all = stream.normals(0..<40)
    for low in 0...40 {
      for high in low...40 { #expect(stream.normals(low..<high) == Array(all[low..<high])) }
    }
  }

  // A pin: another value here means that every seed means other weights.
  @Test func `the first numbers of a seed stay what they are`() {
    #expect(
      RandomStream(seed: 1, purpose: .weights).normals(0..<4)
        == [-0.9304886, -0.2891945, 1.1781061, -0.14599244])
    #expect(
      (0..<2).map { RandomStream(seed: 1, purpose: .weights).normal($0) }
        == [1.088537651874738, -0.13489300957160116])
  }

  // With 40 000 numbers the deviations of these four moments are 0.005, 0.0071, 0.012 and 0.049:
  // each bound is about five of them.
  @Test(arguments: 0..<3) func `both precisions have the moments of the normal distribution`(seed: Int) {
    let stream = RandomStream(seed: seed, purpose: .weights)
    for row in [(0..<40_000).map { stream.normal($0) }, stream.normals(0..<40_000).map(Double.init)] {
      var sums = [0.0, 0, 0, 0]
      for x in row {
        for power in 0..<4 { sums[power] += [x, x * x, x * x * x, x * x * x * x][power] }
      }
      let moments = sums.map { $0 / Double(row.count) }
      #expect(abs(moments[0]) < 0.025 && abs(moments[1] - 1) < 0.036)
      #expect(abs(moments[2]) < 0.06 && abs(moments[3] - 3) < 0.25)
    }
  }

  @Test func `the numbers of one block are uncorrelated`() {
    let row = RandomStream(seed: 9, purpose: .weights).normals(0..<40_000)
    for lag in 1...4 {
      let sum = zip(row, row.dropFirst(lag)).reduce(0.0) { $0 + Double($1.0 * $1.1) }
      #expect(abs(sum / 40_000) < 0.025)
    }
  }
}
