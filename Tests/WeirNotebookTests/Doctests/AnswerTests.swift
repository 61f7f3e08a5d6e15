import Testing
import WeirLanguage

@testable import WeirNotebook

@Suite struct AnswerTests {
  private func means(_ expected: String, _ found: String, value: Value? = nil, isClose: Bool = false) -> Bool
  {
    Answer(found).isMeant(by: Answer(expected), value: value, isClose: isClose)
  }

  @Test func `blanks at the ends of lines, and empty lines at the end, say nothing`() {
    #expect(means("a \nb\n\n", "a\nb") && !means("a b", "a  b") && !means("", "a"))
  }

  @Test func `three dots stand for any lines`() {
    #expect(means("a\n...", "a\nb\nc") && means("a\n...\nc", "a\nc") && means("...\nc\n...\ne", "c\nc\nd\ne"))
    #expect(!means("a\n...\nd", "a\nb\nc") && !means("...\na\n...\nb", "b\na"))
  }

  @Test func `values may be off by as much as is said`() {
    #expect(means("[4]= 0.87 +- 0.02", "[4]= 0.86", value: .number(0.86)))
    #expect(!means("[4]= 0.87 +- 0.02", "[4]= 0.84", value: .number(0.84)))
    #expect(!means("[5]= 0.87 +- 0.02", "[4]= 0.87", value: .number(0.87)))
  }

  @Test func `close numbers will do where that is said, and other words will not`() {
    #expect(means("loss 1,000.5, ⡴⠋ │", "loss 1010, ⠋ │", isClose: true))
    #expect(!means("loss 1000", "loss 1130", isClose: true) && !means("loss 1", "cost 1", isClose: true))
    #expect(!means("784-300 e", "784-300 f", isClose: true) && !means("1.01", "1.00"))
  }

  @Test func `differences show what stands around them`() {
    let found = Answer("1\n2\n3\n4\n5\nsix\n7")
    #expect(
      found.differences(from: Answer("1\n2\n3\n4\n5\n6\n7")) == [
        "  (3 more lines)", "  4", "  5", "- 6", "+ six", "  7",
      ])
  }
}
