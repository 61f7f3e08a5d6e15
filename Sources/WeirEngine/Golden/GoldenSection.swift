/// Checks that concern the same part of Weir, in one file.
public struct GoldenSection: Sendable {
  /// The part: "schedules".
  public let title: String
  /// The checks, in the order in which they are listed.
  public let checks: [GoldenCheck]

  init(_ title: String, _ checks: [GoldenCheck]) { (self.title, self.checks) = (title, checks) }

  /// All there are.
  public static let all: [GoldenSection] = [
    .distributions, .sameCapacity, .resnet50, .masks, .schedules, .topology, .flow, .curvature, .optimizers,
    .losses,
    .layers, .sizes,
    .paths, .draws, .statistics,
    .data,
  ]
}
