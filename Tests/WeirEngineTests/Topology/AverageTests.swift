import Testing

@testable import WeirEngine

@Suite struct AverageTests {
  @Test func `places are dealt out by share, exactly, and never beyond the room`() {
    #expect(SparseMomentum.dealt(10, by: [1, 1, 2], room: [9, 9, 9]) == [3, 2, 5])
    #expect(SparseMomentum.dealt(10, by: [1, 1, 8], room: [9, 9, 4]) == [3, 3, 4])
    #expect(SparseMomentum.dealt(10, by: [0, 0, 0], room: [9, 9, 9]) == [4, 3, 3])
    #expect(SparseMomentum.dealt(10, by: [0, 1], room: [9, 4]) == [6, 4])
    #expect(SparseMomentum.dealt(10, by: [5, 1], room: [2, 3]) == [2, 3])
    for total in 0...40 {
      let dealt = SparseMomentum.dealt(total, by: [0.3, 2, 0.01, 7], room: [5, 20, 3, 12])
      #expect(dealt.reduce(0, +) == min(total, 40))
      #expect((0..<4).allSatisfy { dealt[$0] <= [5, 20, 3, 12][$0] })
    }
  }
}
