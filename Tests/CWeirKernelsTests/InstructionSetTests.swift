import CWeirKernels
import Testing

@Suite struct InstructionSetTests {
  @Test func `a limit holds on the thread that set it and falls back to the best`() {
    let best = wk_instruction_set()
    #expect((0...2).contains(best))
    for set in instructionSets { #expect(with(set) { wk_instruction_set() } == set) }
    #expect(with(99) { wk_instruction_set() } == best)
    #expect(wk_instruction_set() == best)
  }

  @Test(arguments: instructionSets)
  func `registers have a rate of their own`(set: Int32) {
    #expect(with(set) { wk_peak_gigaflops() } > 0)
  }
}
