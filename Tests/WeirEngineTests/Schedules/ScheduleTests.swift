import Testing

@testable import WeirEngine

@Suite struct ScheduleTests {
  @Test(arguments: schedules.standards.map { $0.identity }, [1, 2, 3, 7, 469, 25_000])
  func `every schedule begins with the whole rate and stays between it and nothing`(
    name: String, total: Int
  ) throws {
    let schedule = try #require(schedules.standards.first { $0.identity == name })
    #expect(schedule.factor(step: 0, of: total) == 1)
    #expect((0...total + 2).allSatisfy { (0...1).contains(schedule.factor(step: $0, of: total)) })
    // Behind the end, and with nothing to do, it stands still.
    #expect(schedule.factor(step: total + 5, of: total) == schedule.factor(step: total, of: total))
    #expect(schedule.factor(step: 0, of: 0).isFinite)
  }

  // A schedule elsewhere divided by the wrong span and ended at 0.8998 in place of 0.9.
  @Test func `a cosine hits both its ends exactly, whatever they are`() {
    for percent in 0...100 {
      var cosine = Cosine()
      cosine.end = Double(percent) / 100
      for total in [1, 3, 10, 469] {
        #expect(cosine.factor(step: 0, of: total) == 1)
        #expect(cosine.factor(step: total, of: total) == cosine.end)
      }
      let middle = cosine.factor(step: 5, of: 10)
      #expect(abs(middle - (1 + cosine.end) / 2) < 1e-15)
    }
  }

  // sparsimony, test_schedulers.py: 0.5 over 10, at 2: 0.452254249. RigL: 0.3 over 25,000.
  @Test func `a cosine passes through published points`() {
    let cosine = Cosine()
    #expect(abs(0.5 * cosine.factor(step: 2, of: 10) - 0.452254249) < 1e-9)
    let table = [(0, 0.3), (2500, 0.292658), (6250, 0.256066), (12_500, 0.15), (18_750, 0.043934)]
    for (step, value) in table {
      #expect(abs(0.3 * cosine.factor(step: step, of: 25_000) - value) < 1e-6)
    }
  }

  @Test func `constant is one`() {
    #expect((0...10).allSatisfy { Constant().factor(step: $0, of: 10) == 1 })
  }
}
