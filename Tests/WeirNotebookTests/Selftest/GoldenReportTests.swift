import Testing
import WeirPlot

@testable import WeirEngine
@testable import WeirNotebook

@Suite struct GoldenReportTests {
  private static let good = GoldenCheck("a half", source: "a paper", [1, 0.5], within: .decimals(2)) {
    [1, 0.504]
  }
  private static let missing = GoldenCheck("files", source: "a system", [1]) {
    throw GoldenCheck.Unavailable(reason: "there are no files")
  }

  private func report(_ checks: GoldenCheck...) -> GoldenReport {
    GoldenReport([GoldenSection("numbers", checks)], in: DataEnvironment(folder: "/"))
  }

  @Test func `a line for each check with the number that is off most, and the sources above`() {
    let report = report(Self.good, GoldenCheck("one", source: "a paper", [1]) { [1] }, Self.missing)
    #expect(report.status == 0)
    #expect(
      report.text(on: Display(width: 50)) == """
        numbers     value  reference  difference  allowed
          a paper
            a half  0.504        0.5       0.004    0.005
            one         1          1           0        0
          a system
            files: skipped, since there are no files

        All 2 checks agree, 3 numbers in all. 1 could not
          be made here.
        """)
  }

  @Test func `sources stand behind the numbers where there is room`() {
    let text = report(Self.good).text(on: Display(width: 60))
    #expect(
      text.hasPrefix(
        """
        numbers   value  reference  difference  allowed  source
          a half  0.504        0.5       0.004    0.005  a paper

        """))
  }

  @Test(arguments: 20...70) func `no line is wider than the display`(width: Int) {
    let text = report(Self.good, Self.missing).text(on: Display(width: width))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
    #expect(text.contains("0.504") && text.contains("a paper"))
  }

  @Test(
    arguments: [
      ("missed, since the numbers are exact", [3]), ("missed, since the numbers are exact", [.nan]),
      ("failed, since there are 2 numbers in place of 1", [2, 2]),
      ("failed, since ShapeError(message: \"no\")", nil),
    ] as [(String, [Double]?)])
  func `a miss is a status of 1, and says why`(reason: String, found: [Double]?) {
    let broken = GoldenCheck("two", source: "a book", [2]) {
      guard let found else { throw ShapeError(message: "no") }
      return found
    }
    let report = report(Self.good, broken)
    #expect(report.status == 1)
    let text = report.text(on: Display(width: 100))
    #expect(text.contains("two: " + reason))
    #expect(text.hasSuffix("1 of 2 checks miss: two."))
  }

  @Test func `only misses are red, and without colour nothing is`() {
    let report = report(Self.good, GoldenCheck("two", source: "a book", [2]) { [3] })
    let lines = report.text(on: Display(width: 100, colours: .palette)).split(separator: "\n")
    #expect(lines.filter { $0.contains(Style.error.begin) }.count == 3)
    #expect(!report.text(on: Display(width: 100)).contains("\u{1B}"))
  }
}
