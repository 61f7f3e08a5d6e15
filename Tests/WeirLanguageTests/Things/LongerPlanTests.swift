import Testing
import WeirLanguage

/// What is said where a run goes beyond its plan.
@Suite struct LongerPlanTests {
  private func notes(_ program: String) throws -> [String] {
    let (interpreter, host) = Interpreter.recording()
    try interpreter.run(SourceText(name: "cell 1", text: "run = train(mlp([2, 4, 2]), xor(), " + program))
    return host.notes
  }

  @Test func `a longer plan moves the end of the schedule, and that is said`() throws {
    #expect(
      try notes("steps: 20, schedule: cosine)\nrun.resume(steps: 10)") == [
        "the plan ends at step 30 now, and so does `cosine()`: from step 20 on the learning rate is 25 % of the full one, "
          + "where it was 0 %"
      ])
    #expect(try notes("steps: 20)\nrun.resume(steps: 10)").isEmpty)
  }

  @Test func `steps behind the end of the plan are refused in words`() throws {
    #expect(
      try notes("steps: 20)\nexpect run.step(7).steps == 20") == [
        "the plan ends at step 20; `resume(run, steps: 7)` goes beyond it"
      ])
    #expect(try notes("steps: 20)\nrun.at(10).step(10)").isEmpty)
  }
}
