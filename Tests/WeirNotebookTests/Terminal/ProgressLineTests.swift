import Testing
import WeirLanguage

@testable import WeirNotebook

@Suite struct ProgressLineTests {
  private func progress(_ step: Int) -> Progress {
    Progress(
      step: step, steps: 4690, samples: step * 128,
      readings: [("loss", 0.512345), ("accuracy", 0.8312), ("egf", 0.000_018_32)])
  }

  @Test func `the first line has no rates, the next ones have`() {
    var line = ProgressLine()
    let lines = [(1, 1), (101, 2), (301, 3)].map {
      line.line(for: progress($0), at: .seconds($1), width: 200) ?? ""
    }
    let readings = "loss 0.5123  accuracy 0.8312  egf 1.83e-5"
    #expect(
      lines == [
        "step 1/4690  \(readings)",
        "step 101/4690  \(readings)  12,800 samples/s  46 s left",
        "step 301/4690  \(readings)  16,000 samples/s  36 s left",
      ])
  }

  @Test func `there are at most ten lines a second`() {
    var line = ProgressLine()
    let shown = (0..<1000).filter {
      line.line(for: progress($0), at: .milliseconds($0), width: 80) != nil
    }
    #expect(shown == Array(stride(from: 0, to: 1000, by: 100)))
  }

  @Test func `the line is cut to the width`() {
    var line = ProgressLine()
    let text = line.line(for: progress(1), at: .zero, width: 11)
    #expect(text == "step 1/4690")
  }

  @Test(
    arguments: [
      (0.5, "0.5000"), (0, "0.0000"), (0.012345, "0.01235"), (2.30259, "2.3026"), (12.3456, "12.35"),
      (-123.456, "-123.5"), (54321, "54321"), (1e9, "1.00e9"), (3.5e-7, "3.50e-7"), (.nan, "nan"),
    ])
  func `values keep four figures`(value: Double, text: String) {
    #expect(Figures.four(value) == text)
  }

  @Test(arguments: [(0.2, "1 s"), (59, "59 s"), (60, "1 min 0 s"), (3725, "1 h 2 min"), (.infinity, "?")])
  func `times are for people`(seconds: Double, text: String) { #expect(Figures.span(seconds) == text) }
}
