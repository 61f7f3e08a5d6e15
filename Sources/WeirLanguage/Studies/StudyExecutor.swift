import WeirCatalog
import WeirEngine

/// Where the cells of a study run.
protocol StudyExecutor: Catalogued, Thing {
  /// Sees that there is a record of every cell of [job] that is to be run, or says why not. Errors: an interruption, after
  /// which what is done is kept; workers that cannot work.
  func run(_ job: StudyJob, _ context: Context) throws
}

extension StudyExecutor {
  static var kind: Kind { executors.kind }
}

/// All executors.
let executors = Registry<any StudyExecutor>(Kind("executor"), [LocalWorkers.self, Slurm.self])

/// The cells that an executor is to run.
struct StudyJob {
  let work: StudyWork
  /// What workers find the work under.
  let order: String
  /// The cells to run, in order.
  let pending: [Int]
  /// The records of other calls, by cell.
  let known: [StudyRecord?]
  /// Columns without which whatever the cells find is of no use.
  let needed: [String]
  /// Whether cells with a record that failed or diverged are among them.
  let again: Bool

  /// How often a cell is begun again whose worker has ended in the middle of it.
  static let mostDeaths = 3

  /// The command that starts [program] as a worker.
  func command(_ program: OwnProgram, _ arguments: [String]) -> [String] {
    [program.path] + program.options + ["worker", work.folder.path, order] + arguments
  }
}

/// How a study goes, for the line that tells it.
struct StudyProgress {
  private let design: StudyDesign
  private let needed: [String]
  private let total: Int
  private var done: Int
  private var diverged = 0
  private var failed = 0
  private var estimate: TimeEstimate
  private var isFitted = false
  /// When the line was told last; nil before it is.
  private var told: ContinuousClock.Instant?

  /// Of [job], some of whose cells are done.
  init(_ job: StudyJob) {
    (design, needed) = (job.work.design, job.needed)
    total = design.cells.count
    done = total - job.pending.count
    estimate = TimeEstimate(levels: design.shown.map(\.count))
    let pending = Set(job.pending)
    // What other calls found out counts; a thousand cells say enough.
    for number in design.cells.indices.lazy.filter({ !pending.contains($0) }).prefix(1000) {
      learn(job.known[number], number)
    }
  }

  private mutating func learn(_ record: StudyRecord?, _ number: Int) {
    guard let seconds = record?.seconds else { return }
    estimate.add(design.cells[number].levels, seconds: seconds)
    isFitted = false
  }

  /// Takes note that cell [number] is done. Errors: it lacks a column that is needed, so the others need not be run.
  mutating func finish(_ number: Int, _ folder: StudyFolder) throws(CallError) {
    done += 1
    guard let record = folder.record(of: design.cells[number], of: design) else { return }
    switch record.status {
    case .finished: break
    case .diverged: diverged += 1
    case .failed: failed += 1
    }
    learn(record, number)
    try record.check(has: needed)
  }

  /// Whether the line has stood long enough for a new one. Making one goes through all cells.
  mutating func isDue() -> Bool {
    let now = ContinuousClock.now
    if let told, told.duration(to: now) < .milliseconds(200) { return false }
    told = now
    return true
  }

  /// The state, with the cells that wait and those that are running since so many seconds; nil if nobody knows which.
  mutating func state(
    waiting: some Sequence<Int>, running: [(cell: Int, since: Double)]?, workers: Int
  ) -> Progress {
    if !isFitted { estimate.fit() }
    isFitted = true
    var progress = Progress(step: done, steps: total)
    progress.unit = "cell"
    if let running { progress.counts.append(("running", running.count)) }
    if diverged > 0 { progress.counts.append(("diverged", diverged)) }
    if failed > 0 { progress.counts.append(("failed", failed)) }
    progress.secondsLeft = estimate.left(
      waiting.map { design.cells[$0].levels },
      running: (running ?? []).map { (design.cells[$0.cell].levels, $0.since) }, workers: workers)
    return progress
  }
}
