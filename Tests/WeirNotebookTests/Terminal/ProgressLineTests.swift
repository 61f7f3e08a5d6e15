import Testing
import WeirLanguage

@testable import WeirNotebook

@Suite struct ProgressLineTests {
  private func progress(_ step: Int) -> Progress {
    Progress(
      step: step, steps: 4690, samples: step * 128,
      readings: [("loss", 0.512345), ("accuracy", 0.8312), ("EGF", 0.018_32)])
  }

  /// The line of a second call, which knows the rates.
  private func line(width: Int) -> String? {
    var line = ProgressLine()
    _ = line.line(for: progress(1), at: .seconds(1), width: width)
    return line.line(for: progress(101), at: .seconds(2), width: width)
  }

  @Test func `counts are whole numbers`() {
    var progress = Progress(step: 3, steps: 10, readings: [("loss", 2)])
    (progress.unit, progress.counts) = ("cell", [("running", 2), ("failed", 12_345)])
    var line = ProgressLine()
    #expect(
      line.line(for: progress, at: .seconds(1), width: 80) == "cell 3/10  running 2  failed 12345  loss 2.00")
  }

  @Test func `the first line has no rates, the next ones have`() {
    var line = ProgressLine()
    let lines = [(1, 1), (101, 2), (301, 3)].map {
      line.line(for: progress($0), at: .seconds($1), width: 200) ?? ""
    }
    let readings = "loss 0.512  accuracy 0.831  EGF 0.0183"
    #expect(
      lines == [
        "step 1/4690  \(readings)",
        "step 101/4690  \(readings)  12.8k samples/s  46 s left",
        "step 301/4690  \(readings)  16.0k samples/s  36 s left",
      ])
  }

  /// The time left grew with every change of the window.
  @Test func `the same step drawn again leaves the rates as they are`() {
    var line = ProgressLine()
    let lines = [(1, 1), (101, 2), (101, 3), (101, 5), (401, 5.5)].map {
      line.line(for: progress($0), at: .seconds($1), width: 200)?.suffix(31) ?? ""
    }
    #expect(lines[2] == lines[1] && lines[3] == lines[1] && lines[1].hasSuffix("46 s left"))
    // 300 steps in 3.5 seconds, which count for a quarter.
    #expect(lines[4].hasSuffix("  12.3k samples/s  45 s left"), "\(lines[4])")
  }

  @Test(
    arguments: [
      (81, "step 101/4690  loss 0.512  accuracy 0.831  EGF 0.0183  12.8k samples/s  46 s left"),
      (80, "step 101/4690  loss 0.512  accuracy 0.831  EGF 0.0183  12.8k/s  46 s left"),
      (70, "step 101/4690  loss 0.512  accuracy 0.831  EGF 0.0183  46 s left"),
      (60, "step 101/4690  loss 0.512  accuracy 0.831  46 s left"),
      (40, "step 101/4690  loss 0.512  46 s left"),
      (30, "step 101/4690  46 s left"), (11, "step 101..."),
    ])
  func `what does not fit is left out whole`(width: Int, text: String) { #expect(line(width: width) == text) }

  @Test func `where lines stay they come every ten seconds, and none for what is short`() {
    var line = ProgressLine(interval: .seconds(10))
    line.begin(with: progress(0), at: .seconds(1))
    let lines = [2, 10, 11, 20, 21].map { line.line(for: progress($0 * 10), at: .seconds($0), width: .max) }
    #expect(lines.map { $0?.prefix(9) } == [nil, nil, "step 110/", nil, "step 210/"])
    #expect(lines[2]?.contains("1.41k samples/s") == true)
  }

  @Test func `there are at most ten lines a second`() {
    var line = ProgressLine()
    let shown = (0..<1000).filter {
      line.line(for: progress($0), at: .milliseconds($0), width: 80) != nil
    }
    #expect(shown == Array(stride(from: 0, to: 1000, by: 100)))
  }

  @Test(
    arguments: [
      (0.5, "0.500"), (0, "0.000"), (0.012345, "0.0123"), (0.001234, "0.00123"), (2.30259, "2.30"),
      (12.3456, "12.3"), (-123.456, "-123"), (999.6, "1.00k"), (54321, "54.3k"), (2_345_678, "2.35M"),
      (1e9, "1.00G"), (3.5e-7, "3.50e-7"), (1e15, "1.00e15"), (0.99951, "1.00"), (.nan, "nan"),
      (-.infinity, "-inf"),
    ])
  func `values keep three figures`(value: Double, text: String) { #expect(Figures.short(value) == text) }

  @Test(arguments: [(0.2, "1 s"), (59, "59 s"), (60, "1 min 0 s"), (3725, "1 h 2 min"), (.infinity, "?")])
  func `times are for people`(seconds: Double, text: String) { #expect(Figures.span(seconds) == text) }
}
