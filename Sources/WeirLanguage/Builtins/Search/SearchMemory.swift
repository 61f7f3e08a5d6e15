import Synchronization
import WeirEngine

/// What a search knows already, whoever trained it: what is on record, and what came of each network in this call.
final class SearchMemory: Sendable {
  private let record: Mutex<TrialRecord>
  private let scores = Mutex<[Key: Double?]>([:])

  private struct Key: Hashable {
    let counts: [Int]
    let epochs: Int
  }

  init(_ record: TrialRecord) { self.record = Mutex(record) }

  /// The trial of [name] that is on record under [number].
  func trial(_ name: String, _ number: Int) -> Trial? { record.withLock { $0.trial(name, number) } }

  /// Puts [trial] on record.
  func keep(_ trial: Trial, _ name: String, _ number: Int) throws {
    try record.withLock { record in try record.keep(trial, name, number) }
  }

  /// The score of the network of [counts] that was trained for [epochs] in a trial: that found before, or what [train]
  /// gives. Nil where it diverged.
  func score(_ counts: [Int], epochs: Int, train: () throws -> Double?) rethrows -> Double? {
    let key = Key(counts: counts, epochs: epochs)
    if let known = scores.withLock({ $0[key] }) { return known }
    let score = try train()
    scores.withLock { $0[key] = .some(score) }
    return score
  }

  /// The score of a training in the end: that on record, or what [train] gives, which goes on record at once.
  func score(_ final: FinalTraining, train: () throws -> Double?) throws -> Double? {
    if let known = record.withLock({ $0.score(final) }) { return known }
    let score = try train()
    try record.withLock { record in try record.keep(score, of: final) }
    return score
  }
}
