import Testing

@testable import WeirEngine

/// Schedules that fall in steps, and those that rise first.
@Suite struct RisingScheduleTests {
  private func decay(every: Moment = .share(0.3), at: [Moment]? = nil, factor: Double = 0.5) -> StepDecay {
    var decay = StepDecay()
    (decay.every, decay.at, decay.factor) = (every, at, factor)
    return decay
  }

  private func factors(_ schedule: some Schedule, _ total: Int) -> [Double] {
    (0...total).map { schedule.factor(step: $0, of: total) }
  }

  @Test func `steps fall each time as many are done`() {
    #expect(factors(decay(every: .step(2)), 5) == [1, 1, 0.5, 0.5, 0.25, 0.25])
    #expect(factors(decay(), 10) == [1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125, 0.125])
    // Three falls, however short the training; the first step has the whole rate.
    #expect(factors(decay(), 1) == [1, 0.125] && factors(decay(), 2) == [1, 0.5, 0.125])
    #expect(factors(decay(every: .share(1.0 / 3)), 3) == [1, 0.5, 0.25, 0.125])
  }

  @Test func `steps fall at their moments`() {
    #expect(factors(decay(at: [.step(1), .share(0.5)]), 6) == [1, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25])
    #expect(factors(decay(at: [.share(0.5)]), 5) == [1, 1, 1, 0.5, 0.5, 0.5])
    #expect(factors(decay(at: []), 2) == [1, 1, 1])
    #expect(factors(decay(at: [.step(9)]), 2) == [1, 1, 1])
  }

  @Test func `falls without number leave nothing`() {
    for every in [Moment.share(.leastNonzeroMagnitude), .share(1e-300)] {
      #expect(factors(decay(every: every), 3) == [1, 0, 0, 0])
      #expect(factors(decay(every: every, factor: 1), 3) == [1, 1, 1, 1])
    }
    #expect(factors(decay(every: .step(.max)), 3) == [1, 1, 1, 1])
  }

  @Test func `a warm-up rises along a line and hands over`() {
    var warmup = Warmup()
    (warmup.steps, warmup.then, warmup.begin) = (.share(0.5), Polynomial(), 0.5)
    #expect(factors(warmup, 8) == [0.5, 0.625, 0.75, 0.875, 1, 0.75, 0.5, 0.25, 0])
    // Longer than the training: it rises as it would, and at the end is what the other schedule ends with.
    warmup.steps = .step(16)
    #expect(factors(warmup, 4) == [0.5, 0.53125, 0.5625, 0.59375, 0])
    warmup.steps = .step(0)
    #expect(factors(warmup, 4) == factors(Polynomial(), 4))
    // A warm-up inside a warm-up.
    var outer = warmup
    (warmup.steps, outer.steps, outer.then) = (.step(2), .step(2), warmup)
    outer.then = warmup
    #expect(factors(outer, 6) == [0.5, 0.75, 0.5, 0.75, 1, 0.5, 0])
  }

  @Test func `one cycle ends exactly, and stays between one and nothing`() {
    let found = factors(OneCycle(), 10)
    #expect(found[9] == 1 / 25 / 1e4 && found[10] == found[9])
    var cycle = OneCycle()
    for rise in [0, 0.1, 0.5, 1] {
      cycle.rise = rise
      for total in 1...10 { #expect(factors(cycle, total).allSatisfy { $0 > 0 && $0 <= 1 }) }
    }
    // Rising to the very end, it falls behind the last step only.
    cycle.rise = 1
    #expect(cycle.factor(step: 9, of: 10) == 1 && cycle.factor(step: 10, of: 10) == 1 / 25 / 1e4)
  }
}
