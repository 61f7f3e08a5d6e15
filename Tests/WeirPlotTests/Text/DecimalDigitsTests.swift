import Testing

@testable import WeirPlot

@Suite struct DecimalDigitsTests {
  @Test(arguments: [
    (0.0, 2, "0.00"), (0.145, 2, "0.15"), (-0.999, 2, "-1.00"), (1234.5, 0, "1235"), (1e-9, 3, "0.000"),
    (9.995, 2, "10.00"), (1e21, 0, "1000000000000000000000"), (-1e-9, 1, "0.0"),
    (.leastNonzeroMagnitude, 0, "0"),
  ])
  func `rounding is that of the decimal digits`(value: Double, places: Int, text: String) {
    #expect(DecimalDigits(value).rounded(places: places).fixed(places: places) == text)
  }

  @Test(arguments: [
    (0.31271, "0.3127"), (18715, "18715"), (266_610, "266610"), (1.5e-7, "1.5e-7"), (123_456.78, "123500"),
    (2.50004, "2.5"), (0.000012345, "1.235e-5"), (0.0012345, "0.001235"), (.nan, "nan"), (-.infinity, "-inf"),
    (1e300, "1e300"), (999_999.9, "1e6"),
  ])
  func `numbers are written for people with four digits`(value: Double, text: String) {
    #expect(Readable.number(value) == text)
  }

  @Test(arguments: [
    (1, 10, "10 %"), (0, 7, "0 %"), (7, 7, "100 %"), (99_999, 100_000, "99.999 %"), (0, 0, "0 %"),
  ])
  func `only all is 100 percent`(part: Int, whole: Int, text: String) {
    #expect(Readable.percent(part, of: whole) == text)
  }
}
