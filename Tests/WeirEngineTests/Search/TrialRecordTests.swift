import Foundation
import Testing
import WeirTestSupport

@testable import WeirEngine

@Suite struct TrialRecordTests {
  @Test func `a record goes on, and is not taken for that of another search`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/trials.json"
    var record = try TrialRecord(path, of: "one", maxDepth: 3)
    let trials = [
      Trial(Genotype([0.1, 1.0 / 3]), epochs: 3, score: 0.1), Trial(Genotype([1, 1]), epochs: 1, score: nil),
    ]
    for (number, trial) in trials.enumerated() { try record.keep(trial, "tpe()", number) }
    let again = try TrialRecord(path, of: "one", maxDepth: 3)
    #expect(trials.indices.allSatisfy { again.trial("tpe()", $0) == trials[$0] })
    #expect(again.trial("evolution()", 0) == nil && again.trial("tpe()", 2) == nil)
    #expect(throws: DataError.self) { try TrialRecord(path, of: "two", maxDepth: 3) }
    let end = FinalTraining("erk", counts: [3, 4], epochs: 2, seed: -1)
    let other = FinalTraining("erk", counts: [3, 4], epochs: 2, seed: 7)
    try record.keep(0.25, of: end)
    try record.keep(nil, of: other)
    let ended = try TrialRecord(path, of: "one", maxDepth: 3)
    #expect(ended.score(end) == .some(0.25) && ended.score(other) == .some(nil))
    #expect(ended.score(FinalTraining("erk", counts: [4, 3], epochs: 2, seed: 7)) == .none)
    #expect(trials.indices.allSatisfy { ended.trial("tpe()", $0) == trials[$0] })
  }

  // The scores of another way of training were gone on with.
  @Test(arguments: ["", "\"rule\": 1, "]) func `trials of an earlier rule are set aside`(rule: String) throws
  {
    let folder = try TemporaryFolder()
    let path = folder.path + "/trials.json"
    let text = """
      {"search": "one", \(rule)"trials": [{"strategy": "tpe", "number": 0, "epochs": 1, "densities": [1, 1], "score": 1}],
       "finals": []}
      """
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    var record = try TrialRecord(path, of: "one", maxDepth: 3)
    #expect(record.setAside == path + ".earlier" && record.trial("tpe", 0) == nil)
    #expect(try String(contentsOfFile: path + ".earlier", encoding: .utf8) == text)
    try record.keep(Trial(Genotype([1, 1]), epochs: 1, score: 0.5), "tpe", 0)
    let again = try TrialRecord(path, of: "one", maxDepth: 3)
    #expect(again.setAside == nil && again.trial("tpe", 0)?.score == 0.5)
  }

  // The second took the place of the first.
  @Test func `a second record that is set aside leaves the first where it is`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/trials.json"
    for (number, name) in [".earlier", ".earlier-2", ".earlier-3"].enumerated() {
      let text = #"{"search": "one", "rule": -\#(number + 1), "trials": [], "finals": []}"#
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      #expect(try TrialRecord(path, of: "one", maxDepth: 3).setAside == path + name)
      #expect(try String(contentsOfFile: path + name, encoding: .utf8) == text)
    }
    #expect(try String(contentsOfFile: path + ".earlier", encoding: .utf8).contains("-1"))
  }

  // They stayed for ever.
  @Test func `what searches that were killed left of their record is removed`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/trials.json"
    let own = "trials.json.\(ProcessInfo.processInfo.processIdentifier)-0.part"
    let kept = ["other.json.99999999-0.part", own]
    for name in kept + ["trials.json.99999999-0.part"] { try folder.write([1], to: name) }
    _ = try TrialRecord(path, of: "one", maxDepth: 3)
    #expect(Folder.names(in: folder.path) == kept.sorted())
  }

  // A density of 1e300 ended the program, and a score of 7 won.
  @Test(arguments: [
    (
      #"[1e300, 1], "score": 0.5"#, "trial 4 of learned has the density 1e+300, and densities are from 0 to 1"
    ),
    (
      #"[0.5, -0.25], "score": 0.5"#,
      "trial 4 of learned has the density -0.25, and densities are from 0 to 1"
    ),
    (#"[0.5, 1], "score": 7"#, "trial 4 of learned has the score 7.0, and scores are from 0 to 1"),
    (#"[1, 1, 1, 1, 1], "score": 1"#, "trial 4 of learned has 4 hidden layers, and the search has at most 3"),
    (#"[0.5, 1], "score": "nan""#, "one of its trials is not whole"),
    (#"[0.5, 1]"#, "one of its trials is not whole"),
  ])
  func `a record with numbers that no trial can have is refused`(line: String, fault: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/trials.json"
    func write(_ line: String, _ end: String) throws {
      try """
      {"search": "one", "rule": \(Search.rule), "trials": [{"strategy": "learned", "number": 4, "epochs": 1, "densities": \(line)}],
       "finals": [{"network": "erk", "weights": [1, 1], "epochs": 1, "seed": 2, "score": \(end)}]}
      """.write(toFile: path, atomically: true, encoding: .utf8)
    }
    try write(line, "0.5")
    let error = #expect(throws: DataError.self) { try TrialRecord(path, of: "one", maxDepth: 3) }
    #expect(error?.message == "`\(path)` is damaged: \(fault)")
    try write(#"[0, 1], "score": null"#, "1.5")
    let last = #expect(throws: DataError.self) { try TrialRecord(path, of: "one", maxDepth: 3) }
    #expect(last?.message.contains("erk in the end, from seed 2, has the score 1.5") == true)
    try write(#"[0, 1], "score": null"#, "1")
    let whole = try TrialRecord(path, of: "one", maxDepth: 3)
    #expect(whole.trial("learned", 4) == Trial(Genotype([0, 1]), epochs: 1, score: nil))
  }
}
