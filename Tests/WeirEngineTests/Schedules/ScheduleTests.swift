import Testing
import WeirCatalog

@testable import WeirEngine

/// What holds for every schedule; points that others published are golden checks.
@Suite struct ScheduleTests {
  private static let names = schedules.standards.map { $0.identity }

  private func schedule(_ name: String) throws -> any Schedule {
    try #require(schedules.standards.first { $0.identity == name })
  }

  @Test func `every schedule has defaults`() {
    #expect(Self.names.count == schedules.entries.count)
  }

  // A schedule elsewhere divided by the wrong span and ended at 0.8998 in place of 0.9.
  @Test(arguments: names, [0, 1, 2, 3, 4, 7, 10, 469, 25_000])
  func `trap 3: every schedule stays between one and nothing, and hits its end exactly`(
    name: String, total: Int
  )
    throws
  {
    let schedule = try schedule(name)
    #expect((0...total + 2).allSatisfy { (0...1).contains(schedule.factor(step: $0, of: total)) })
    // The end is the same however long the way, also where there is none, and behind it nothing moves.
    let end = schedule.factor(step: 0, of: 0)
    #expect(schedule.factor(step: total, of: total) == end)
    #expect(schedule.factor(step: total + 5, of: total) == end)
  }

  @Test(arguments: names, [1, 2, 3, 10, 469])
  func `a schedule that does not rise begins with all there is`(name: String, total: Int) throws {
    let schedule = try schedule(name)
    guard !(schedule is Warmup), !(schedule is OneCycle) else { return }
    #expect(schedule.factor(step: 0, of: total) == 1)
    for step in 0..<total {
      #expect(schedule.factor(step: step + 1, of: total) <= schedule.factor(step: step, of: total))
    }
  }

  @Test func `ends that are set are hit exactly, whatever they are`() {
    for percent in 0...100 {
      var (cosine, power) = (Cosine(), Polynomial(power: 3))
      cosine.end = Double(percent) / 100
      power.end = cosine.end
      for total in [1, 3, 10, 469] {
        for schedule in [cosine, power] as [any Schedule] {
          #expect(schedule.factor(step: 0, of: total) == 1)
          #expect(schedule.factor(step: total, of: total) == cosine.end)
        }
      }
      let middle = cosine.factor(step: 5, of: 10)
      #expect(abs(middle - (1 + cosine.end) / 2) < 1e-15)
    }
  }

  // A schedule elsewhere (jaxpruner, sparsity_schedules.py) looks one step ahead: its cubic to 0.5 over 20 is
  // 0.4375 at step 9. Ours is so at step 10.
  @Test func `trap 8: a schedule does not look one step ahead`() {
    let cubic = Polynomial(power: 3)
    #expect(0.5 * (1 - cubic.factor(step: 10, of: 20)) == 0.4375)
    #expect(abs(0.5 * (1 - cubic.factor(step: 9, of: 20)) - 0.4168125) < 1e-12)
  }

  @Test func `constant is one`() {
    #expect((0...10).allSatisfy { Constant().factor(step: $0, of: 10) == 1 })
  }

  // RigL's inverse power: α (1 - t / T)^k.
  @Test func `a polynomial of power one is a line`() {
    let line = Polynomial()
    #expect(
      (0...8).map { line.factor(step: $0, of: 8) } == [1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125, 0])
    #expect(Polynomial(power: 2).factor(step: 6, of: 8) == 0.0625)
  }
}
