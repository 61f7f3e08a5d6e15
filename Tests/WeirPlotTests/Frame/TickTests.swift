import Testing

@testable import WeirPlot

@Suite struct TickTests {
  /// From the paper's algorithm, run by hand on ranges one meets.
  @Test(
    arguments: [
      (0.0132, 2.3101, 5, ["0.0", "0.5", "1.0", "1.5", "2.0", "2.5"]),
      (0.871, 0.9834, 5, ["0.875", "0.900", "0.925", "0.950", "0.975"]),
      (-0.41, 1.93, 5, ["-0.5", "0.0", "0.5", "1.0", "1.5", "2.0"]),
      (1, 7, 7, ["1", "2", "3", "4", "5", "6", "7"]),
      (0, 469, 5, ["0", "100", "200", "300", "400", "500"]),
      (-31.7, 18.2, 6, ["-30", "-20", "-10", "0", "10", "20"]),
      (0.2, 0.93, 4, ["0.25", "0.50", "0.75", "1.00"]),
      (-7.3e5, 2.2e6, 3, ["-1e6", "0", "1e6", "2e6"]),
      (0, 0.00031, 5, ["0.0000", "0.0001", "0.0002", "0.0003"]),
    ] as [(Double, Double, Int, [String])])
  func `labels are those of Talbot's extended algorithm`(
    low: Double, high: Double, wanted: Int, labels: [String]
  ) {
    #expect(TickSearch(low: low, high: high, wanted: wanted).ticks().map(\.label) == labels)
  }

  @Test func `whole numbers are labelled at whole numbers`() {
    let ticks = TickSearch(low: 0, high: 3, wanted: 8, isWhole: true).ticks()
    #expect(ticks.map(\.value) == [0, 1, 2, 3])
  }

  @Test func `loose labels enclose the data`() {
    let ticks = TickSearch(low: 0.13, high: 0.99, wanted: 4, isLoose: true).ticks()
    #expect(ticks.first.map { $0.value <= 0.13 } == true && ticks.last.map { $0.value >= 0.99 } == true)
  }

  @Test func `labels that cannot be read are passed over`() {
    let ticks = TickSearch(low: 0, high: 10, wanted: 11, isLegible: { $0.count <= 3 }).ticks()
    #expect(ticks.map(\.label) == ["0", "5", "10"])
    #expect(TickSearch(low: 0, high: 10, wanted: 5, isLegible: { _ in false }).ticks().isEmpty)
  }

  @Test(
    arguments: [(0.0, 1e300), (-8e307, 8e307), (1, 1 + 1e-11), (0, 1e-280), (1e15, 1e15 + 1e6)]
      as [(Double, Double)])
  func `labels lie apart on extreme ranges too`(low: Double, high: Double) {
    let ticks = TickSearch(low: low, high: high, wanted: 5).ticks()
    #expect(ticks.count >= 2)
    #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.value < $1.value })
  }

  @Test(
    arguments: [
      (1e-4, 10, 6, ["1e-4", "1e-3", "1e-2", "1e-1", "1e0", "1e1"]),
      (0.0132, 2.3101, 5, ["0.02", "0.05", "0.1", "0.2", "0.5", "1", "2"]),
      (0.001, 10, 6, ["0.001", "0.01", "0.1", "1", "10"]),
      (2, 9, 6, ["2", "3", "4", "5", "6", "7", "8", "9"]),
      (1e-12, 1, 4, ["1e-12", "1e-10", "1e-8", "1e-6", "1e-4", "1e-2", "1e0"]),
      (0.871, 0.9834, 5, ["0.875", "0.900", "0.925", "0.950", "0.975"]),
    ] as [(Double, Double, Int, [String])])
  func `logarithmic labels are decades, then 2 and 5, then all`(
    low: Double, high: Double, wanted: Int, labels: [String]
  ) {
    #expect(LogTicks(low: low, high: high, wanted: wanted).ticks().map(\.label) == labels)
  }

  @Test func `powers are raised where the charset has raised digits`() {
    let ticks = LogTicks(low: 1e-10, high: 1, wanted: 4, hasSuperscripts: true).ticks()
    #expect(ticks.map(\.label) == ["10⁻¹⁰", "10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰"])
  }
}
