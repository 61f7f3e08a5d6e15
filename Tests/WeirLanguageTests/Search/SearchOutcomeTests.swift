import Testing
import WeirCatalog
import WeirEngine
import WeirPlot

@testable import WeirLanguage

@Suite struct SearchOutcomeTests {
  /// A search of which each strategy has one trial, and in whose end the accuracies were [scores].
  private static func outcome(
    _ scores: KeyValuePairs<String, [Double?]>, baseline: [Double?], unit: SearchSpace.Unit = .weights
  ) throws -> SearchOutcome {
    var space = SearchSpace()
    (space.inputs, space.classes, space.width, space.unit) = (4, 2, 3, unit)
    let genotype = Genotype([0.5, 1])
    let found = scores.enumerated().map { place, final in
      SearchOutcome.Found(
        name: final.key, trials: [Trial(genotype, epochs: 2, score: 0.5 + 0.01 * Double(place))])
    }
    let finals = scores.map { SearchOutcome.Final(name: $0.key, role: .found, weights: 12, scores: $0.value) }
    let last = try #require(found.last)
    return try SearchOutcome(
      space: space, epochs: 2, seed: 1, found: found, winner: last.name, winningTrial: last.trials[0],
      finals: finals + [.init(name: "small_dense", role: .baseline, weights: 11, scores: baseline)],
      omitted: [.init(name: "rigl", reason: "there is a reason")], level: 0.05)
  }

  private static func text(_ outcome: SearchOutcome) -> String {
    outcome.sentences.joined(separator: "\n")
  }

  // The best of several strategies was taken, and judged as if it had been the only one: p = 1/32 with five seeds.
  @Test func `who beats random search is judged with all others`() throws {
    let random: [Double?] = [0.5, 0.5, 0.5, 0.5, 0.5]
    let better: [Double?] = [0.51, 0.52, 0.53, 0.54, 0.55]
    let two = try Self.outcome(
      ["random_search": random, "tpe": random, "evolution": better], baseline: random)
    let cells = try #require(two.againstRandom?.judged.cells)
    #expect(cells.map(\.test.p) == [1, 1 / 32] && cells.map(\.adjustedP) == [1, 1 / 16])
    #expect(!two.beatsRandom)
    #expect(
      Self.text(two).contains(
        "Random search is not beaten: none of the 2 others is better at 5 %, adjusted by Holm's rule; most leads evolution, by "
          + "0.03 in the median of 5 seeds (p = 0.03125, adjusted 0.0625). No outcome could have reached it: that takes 6 seeds."
      ))
    let one = try Self.outcome(["random_search": random, "evolution": better], baseline: random)
    #expect(one.beatsRandom)
    #expect(
      Self.text(one).contains(
        "Random search is beaten by evolution, by 0.03 in the median of 5 seeds (p = 0.03125, adjusted 0.03125)."
      ))
  }

  // It was said that one led by less than nothing.
  @Test func `who is behind random search does not lead`() throws {
    let outcome = try Self.outcome(
      ["random_search": [0.5, 0.5, 0.5], "tpe": [0.25, 0.25, 0.25], "evolution": [0.375, 0.375, 0.375]],
      baseline: [0.5, 0.5, 0.5])
    #expect(
      Self.text(outcome).contains(
        "adjusted by Holm's rule; none leads; the least behind is evolution, by 0.125 in the median of 3 seeds (p = 1, "
      ))
  }

  // It was said that one led, by 0.
  @Test func `who is as good as random search does not lead`() throws {
    let same: [Double?] = [0.5, 0.5, 0.5]
    let outcome = try Self.outcome(
      ["random_search": same, "tpe": same, "evolution": [0.25, 0.25, 0.5]], baseline: same)
    #expect(
      Self.text(outcome).contains(
        "adjusted by Holm's rule; none leads; nearest comes tpe, a tie in the median of 3 seeds (p = 1, "))
  }

  @Test func `a plot draws the front, or the best so far where all cost the same`() throws {
    let (interpreter, _) = Interpreter.recording()
    func drawn(_ genotypes: [Genotype]) throws -> PlotTable {
      var space = SearchSpace()
      (space.inputs, space.classes, space.width) = (4, 2, 3)
      let trials = zip(genotypes, [0.5, 0.4, 0.7]).map { Trial($0, epochs: 2, score: $1) }
      let outcome = try SearchOutcome(
        space: space, epochs: 2, seed: 1, found: [.init(name: "tpe", trials: trials)], winner: "tpe",
        winningTrial: trials[2], finals: [], omitted: [], level: 0.05)
      interpreter.bind("s", to: .thing(outcome))
      guard case .thing(let plot as Plot)? = try interpreter.run("plot(s)") else {
        throw CallError.failed("no plot")
      }
      return plot.data
    }
    let front = try drawn([Genotype([0.25, 0.5]), Genotype([0.5, 0.5]), Genotype([1, 1])])
    #expect(front.columns.map(\.name) == ["active weights", "validation accuracy"])
    #expect(front.columns.map(\.cells) == [[.number(6), .number(18)], [.number(0.5), .number(0.7)]])
    let best = try drawn([Genotype([0.5, 0.5]), Genotype([0.5, 0.5]), Genotype([0.25, 1])])
    #expect(best.columns.map(\.name) == ["trial", "tpe"])
    #expect(best.columns[1].cells == [.number(0.5), .number(0.5), .number(0.7)])
  }

  @Test func `the seed of the trials is none for the end`() {
    let seed = Search(SearchSpace(), trials: 1, epochs: 1, seed: 1).trialSeed
    let (interpreter, _) = Interpreter.recording()
    let failure = #expect(throws: Failure.self) {
      try interpreter.run("snas(moons(), trials: 1, epochs: 1, seeds: [1, \(seed)], seed: 1)")
    }
    #expect(failure.map { "\($0)".contains("the trials are trained from seed \(seed)") } == true)
  }

  @Test func `who diverges has lost the pair`() throws {
    let outcome = try Self.outcome(
      ["random_search": [0.5, nil, 0.5, 0.5, nil], "tpe": [0.4, 0.4, nil, 0.4, nil]],
      baseline: [nil, 0.1, 0.1, 0.1, 0.1])
    let cell = try #require(outcome.againstRandom?.judged.cells.first)
    #expect(cell.lostByA == 1 && cell.lostByB == 1 && cell.dropped == 1)
  }

  // The mean of three seeds of ten stood first, and nothing said so.
  @Test func `who diverged in more seeds stands below, and it is said who`() throws {
    let outcome = try Self.outcome(
      ["random_search": [0.5, 0.5, 0.5], "tpe": [0.5, 0.5, 0.75]], baseline: [nil, 1, nil])
    let (interpreter, _) = Interpreter.recording()
    interpreter.bind("s", to: .thing(outcome))
    let networks = try interpreter.run("[[f.network, f.diverged] for f in s.finals]")
    #expect(
      networks
        == .list(
          of: [("tpe", 0), ("random_search", 0), ("small_dense", 2)].map {
            .list(of: [.text($0), .integer($1)])
          }))
    let column = try #require(outcome.plotTable.columns.first { $0.name == "diverged" })
    #expect(column.cells == [.integer(0), .integer(0), .integer(2)])
    #expect(
      Self.text(outcome).contains(
        "Diverged in the end, of 3 seeds: small_dense in 2. The fewer, the higher a network stands; "))
    let whole = try Self.outcome(["random_search": [0.5], "tpe": [0.5]], baseline: [0.5])
    #expect(!Self.text(whole).contains("iverged"))
    #expect(!whole.plotTable.columns.contains { $0.name == "diverged" })
  }

  // Rounding was left of a tie: 1.11e-17.
  @Test func `a lead of nothing but rounding is none`() throws {
    let (tenths, back) = ([0.1, 0.7, 0.3], [0.3, 0.1, 0.7])
    let outcome = try Self.outcome(["random_search": back, "tpe": tenths], baseline: [0.1 + 0.2, 0.1, 0.7])
    let column = try #require(outcome.plotTable.columns.first { $0.name == "lead" })
    #expect(outcome.comparison?.judged.cells.contains { $0.difference.estimate != 0 } == true)
    #expect(column.cells.filter { $0 != .missing } == [.number(0), .number(0)])
  }

  // It came nearest "by nan in the median of 2 seeds", though it had won both.
  @Test func `who alone has numbers leads, and it is said over which seeds`() throws {
    func sentence(_ random: [Double?], _ other: [Double?]) throws -> String {
      Self.text(try Self.outcome(["random_search": random, "tpe": other], baseline: random.map { _ in 0.5 }))
    }
    #expect(
      try sentence([nil, nil], [0.5, 0.5]).contains(
        "most leads tpe, which of 2 seeds wins 2 where random search diverged (p = 0.25, "))
    #expect(
      try sentence([nil, nil, nil, 0.5, 0.5, nil], [0.5, 0.5, 0.5, nil, 0.5, nil]).contains(
        "most leads tpe, which of 5 seeds where not both diverged wins 3 where random search diverged, loses 1 where it "
          + "diverged itself and ties in the median of the other 1 (p = "))
    #expect(
      try sentence([0.5, 0.5, 0.5], [nil, nil, 0.75]).contains(
        "none leads; the least behind is tpe, which of 3 seeds loses 2 where it diverged itself and is 0.25 ahead in "
          + "the median of the other 1 (p = "))
    #expect(
      try sentence([nil, 0.5], [0.5, nil]).contains(
        "nearest comes tpe, which of 2 seeds wins 1 where random search diverged and loses 1 where it diverged itself"
      ))
    #expect(
      try sentence([nil, 0.5], [nil, 0.25]).contains(
        "the least behind is tpe, by 0.25 in the median of 1 seed where not both diverged (p = "))
    #expect(
      try sentence([nil, nil], [nil, nil]).contains(
        "nearest comes tpe, who diverged in all seeds, as random search did (p = 1, "))
  }

  @Test func `what others win by divergence is on record`() throws {
    let outcome = try Self.outcome(
      ["random_search": [nil, nil, 0.5], "tpe": [0.5, 0.5, nil]], baseline: [0.5, 0.5, 0.5])
    let (interpreter, _) = Interpreter.recording()
    interpreter.bind("s", to: .thing(outcome))
    let found = try interpreter.run("[[a.pairs, a.won, a.lost, a.lead] for a in s.against_random]")
    #expect(found == .list(of: [.list(of: [.integer(3), .integer(2), .integer(1), .none])]))
  }

  // They were in neither the table nor the sentences.
  @Test func `strategies that found nothing are named`() throws {
    var space = SearchSpace()
    (space.inputs, space.classes, space.width) = (4, 2, 3)
    let genotype = Genotype([0.5, 1])
    func outcome(_ trials: KeyValuePairs<String, [Trial]>) throws -> SearchOutcome {
      let found = trials.map { SearchOutcome.Found(name: $0.key, trials: $0.value) }
      let whole = found.filter { $0.trials.contains { $0.epochs == 2 && $0.score != nil } }
      return try SearchOutcome(
        space: space, epochs: 2, seed: 1, found: found, winner: whole[0].name,
        winningTrial: try #require(whole[0].trials.last),
        finals: whole.map { .init(name: $0.name, role: .found, weights: 12, scores: [0.5]) },
        omitted: [.init(name: "rigl", reason: "there is a reason")], level: 0.05)
    }
    let (good, bad) = (Trial(genotype, epochs: 2, score: 0.5), Trial(genotype, epochs: 2, score: nil))
    let short = Trial(genotype, epochs: 1, score: 0.5)
    let some = try outcome([
      "random_search": [bad, good], "tpe": [good], "evolution": [bad, bad], "halving": [short], "learned": [],
    ])
    #expect(some.omitted.map(\.name) == ["evolution", "halving", "learned", "rigl"])
    let text = Self.text(some)
    #expect(text.contains("Left out: evolution; all of its 2 trials of full length diverged."))
    #expect(text.contains("Left out: halving; none of its trials was of full length."))
    #expect(text.contains("Left out: learned; in so few trials it can try nothing."))
    #expect(
      text.contains("Random search is not beaten: the other strategy that found a network is not better"))
    let alone = Self.text(try outcome(["random_search": [good], "tpe": [short, bad]]))
    #expect(alone.contains("Random search is not beaten: no other strategy found a network."))
    #expect(alone.contains("Left out: tpe; its only trial of full length diverged."))
    let without = Self.text(try outcome(["random_search": [bad], "tpe": [good]]))
    #expect(
      without.contains(
        "Left out: random_search; its only trial of full length diverged, so no strategy is compared with it."
      ))
    #expect(!without.contains("Random search is"))
  }

  @Test func `numbers of weights are said, and who was left out`() throws {
    let text = Self.text(try Self.outcome(["tpe": [0.5, 0.6]], baseline: [0.5, 0.5]))
    #expect(
      text.contains(
        "What nobody searched for has as many weights as the winner, 12; small_dense, the widest that has no more, 11."
      ))
    #expect(text.contains("Left out: rigl; there is a reason."))
  }

  // The axis said "active weights" whatever the budget counted.
  @Test(arguments: SearchSpace.Unit.allCases) func `the front is drawn over what the budget counts`(
    unit: SearchSpace.Unit
  ) throws {
    let outcome = try Self.outcome(["tpe": [0.5]], baseline: [0.5], unit: unit)
    let display = Display(width: 90, height: 24, charset: .ascii)
    #expect(outcome.full(on: display).contains(unit.words))
    #expect(outcome.rows[0].cost == outcome.space.cost(Genotype([0.5, 1])))
  }
}
