import Foundation
import Testing
import WeirCatalog

@testable import WeirEngine

private func points(_ source: some DatasetSource) throws -> [(label: Int, x: Double, y: Double)] {
  let train = try source.load(in: DataEnvironment(folder: "/"), seed: 4).train
  return try (0..<train.count).map { sample in
    let input = train.input(sample).map(Double.init)
    return (try #require(train.label(sample)), input[0], input[1])
  }
}

/// Each source without noise, so that its formula holds to the rounding of a `Float`.
@Suite struct ToyTests {
  @Test func `an arm of a spiral is a line of angle over radius`() throws {
    let spirals = try Spirals.assemble([Given("noise", .number(0)), Given("classes", .integer(3))])
    for point in try points(spirals) {
      let radius = hypot(point.x, point.y)
      let turn = atan2(point.y, point.x) / (2 * .pi) - 1.5 * radius - Double(point.label) / 3
      #expect(radius < 1 && abs(turn - turn.rounded()) * radius < 1e-6)
    }
  }

  @Test func `moons are half circles`() throws {
    for point in try points(try Moons.assemble([Given("noise", .number(0))])) {
      let (x, y) = point.label == 0 ? (point.x, point.y) : (1 - point.x, 0.5 - point.y)
      #expect(abs(hypot(x, y) - 1) < 1e-6 && y >= -1e-6)
    }
  }

  @Test func `rings have equally spaced radii`() throws {
    let rings = try Rings.assemble([Given("noise", .number(0)), Given("classes", .integer(4))])
    for point in try points(rings) {
      #expect(abs(hypot(point.x, point.y) - Double(point.label + 1) / 4) < 1e-6)
    }
  }

  // 266 samples of each class: the mean of their noise has a deviation of 0.2 / √266 = 0.0123.
  @Test func `blobs lie around the corners of a regular polygon`() throws {
    let all = try points(Blobs())
    for label in 0..<3 {
      let blob = all.filter { $0.label == label }
      let angle = 2 * .pi * Double(label) / 3
      let x = blob.reduce(0) { $0 + $1.x } / Double(blob.count)
      let y = blob.reduce(0) { $0 + $1.y } / Double(blob.count)
      #expect(abs(x - cos(angle)) < 0.06 && abs(y - sin(angle)) < 0.06)
    }
  }

  @Test func `exclusive or holds of the signs`() throws {
    for point in try points(try ExclusiveOr.assemble([Given("noise", .number(0))])) {
      #expect(((point.x < 0) != (point.y < 0)) == (point.label == 1))
    }
  }
}
