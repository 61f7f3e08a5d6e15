import Testing

@testable import WeirNotebook

@Suite struct CompletionTests {
  private let completion = Completion(
    typed: 2, candidates: [.init("train(", help: "Trains."), .init("trace"), .init("trap")])

  @Test func `what all candidates agree on is inserted`() {
    #expect(completion.common(after: "x = tr".unicodeScalars) == "a")
    #expect(Completion().common(after: "x".unicodeScalars) == nil)
    #expect(Completion(typed: 1, candidates: [.init("net")]).common(after: "n".unicodeScalars) == "et")
  }

  @Test func `candidates that replace what was typed are only listed`() {
    #expect(Completion(typed: 1, candidates: [.init("Net")]).common(after: "n".unicodeScalars) == "")
  }

  @Test func `the list aligns help and says what it leaves out`() {
    #expect(completion.list(rows: 9) == ["train(  Trains.", "trace", "trap"])
    #expect(completion.list(rows: 2) == ["train(  Trains.", "... and 2 more"])
  }
}
