import WeirCatalog
import WeirEngine
import WeirPlot

/// What is to be done for a study, by whoever does it: this process, a worker, a task on a cluster.
struct StudyWork: Sendable {
  let folder: StudyFolder
  let design: StudyDesign
  /// What is run for a cell.
  let function: Value
  private let claims: Claims
  private let context: Context

  init(
    _ folder: StudyFolder, _ design: StudyDesign, _ function: Value, _ claims: Claims, _ context: Context
  ) throws(DataError) {
    (self.folder, self.design, self.function, self.claims) = (folder, design, function, claims)
    var context = context
    context.host = try CellHost(folder.log, context.host)
    (context.bound, context.program, context.runtime) = (nil, nil, nil)
    self.context = context
  }

  /// What became of the wish to run a cell.
  enum Outcome: String {
    case done
    /// Somebody else is at it.
    case taken
  }

  /// Runs cell [number], unless there is a record of it or somebody else is at it. With [again], one that failed or
  /// diverged is run although there is a record. Errors: an interruption, of which no record is kept; no
  /// place for a record.
  /// If nobody watches this process, a note is there while the cell is run, by which its death is seen: [unwatched].
  func perform(_ number: Int, again: Bool, unwatched: Bool = false) throws -> Outcome {
    let cell = design.cells[number]
    // The bit below the sign says nothing then, and zero is the place where everybody meets.
    let place = Int(truncatingIfNeeded: Digest(cell.identity).bits >> 2) + 1
    guard claims.claim(place) else { return .taken }
    defer { claims.release(place) }
    if let record = folder.record(of: cell, of: design), !(again && record.isUnsound) { return .done }
    if unwatched { folder.noteBeginning(of: cell.identity) }
    try folder.keep(try record(of: cell), of: cell.identity)
    if unwatched { folder.forgetBeginning(of: cell.identity) }
    return .done
  }

  /// Keeps a record of cell [number] that says why it could not be run.
  func giveUp(_ number: Int, _ error: String) throws {
    let cell = design.cells[number]
    try folder.keep(StudyRecord(cell, of: design, [], .failed, error: error, seconds: 0), of: cell.identity)
  }

  private func record(of cell: StudyCell) throws -> StudyRecord {
    var context = context
    context.seed = cell.seed
    let start = ContinuousClock.now
    func seconds() -> Double { start.duration(to: .now) / .seconds(1) }
    do {
      let argument = Value.record(Record(cell.settings.fields + [.init("seed", .integer(cell.seed))]))
      let value = try context.call(function, [argument])
      // What was stopped half way is no result.
      try context.checkCancellation()
      let (results, status) = try StudyRecord.results(of: value, in: design)
      return StudyRecord(cell, of: design, results, status, seconds: seconds())
    } catch is Interruption {
      throw Interruption()
    } catch {
      try context.checkCancellation()
      return StudyRecord(cell, of: design, [], .failed, error: Self.text(of: error), seconds: seconds())
    }
  }

  /// What a record, or a worker, says of [error]: the sentence, and where.
  static func text(of error: any Error) -> String {
    switch error {
    case let error as CallError: return error.message
    case let error as DataError: return error.message
    case let unwind as Unwind:
      guard let diagnostic = Failure(unwind).diagnostics.first else { return "it was interrupted" }
      return diagnostic.message + " (" + diagnostic.source.place(at: diagnostic.span.start) + ")"
    case _: return "\(error)"
    }
  }
}

/// Where cells run: what they say goes into the log of the study, since nobody could tell which said what.
private final class CellHost: Host {
  private let log: AppendedFile
  let cancellation: Cancellation
  let display: Display
  let isInteractive = false

  init(_ log: String, _ host: any Host) throws(DataError) {
    self.log = try AppendedFile(log)
    (cancellation, display) = (host.cancellation, host.display)
  }

  func print(_ text: String) { log.append(text) }
  func note(_ line: String) { log.append(line + "\n") }
}
