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
  private let total: Int
  private var done: Int
  private var failed = 0
  private var estimate: TimeEstimate
  private var isFitted = false

  /// Of [job], some of whose cells are done.
  init(_ job: StudyJob) {
    design = job.work.design
    total = design.cells.count
    done = total - job.pending.count
    estimate = TimeEstimate(levels: design.shown.map(\.count))
    let pending = Set(job.pending)
    // What other calls found out counts; a thousand cells say enough.
    for number in design.cells.indices.lazy.filter({ !pending.contains($0) }).prefix(1000) {
      add(try? job.work.folder.record(of: design.cells[number].identity), number)
    }
    failed = 0
  }

  private mutating func add(_ record: StudyRecord??, _ number: Int) {
    guard let record = record ?? nil else { return }
    if record.isUnsound { failed += 1 }
    if let seconds = record.seconds { estimate.add(design.cells[number].levels, seconds: seconds) }
    isFitted = false
  }

  /// Takes note that cell [number] is done.
  mutating func finish(_ number: Int, _ folder: StudyFolder) {
    done += 1
    add(try? folder.record(of: design.cells[number].identity), number)
  }

  /// The state, with the cells that wait and those that are running since so many seconds.
  mutating func state(
    waiting: some Sequence<Int>, running: [(cell: Int, since: Double)], workers: Int
  ) -> Progress {
    if !isFitted { estimate.fit() }
    isFitted = true
    var progress = Progress(step: done, steps: total)
    progress.unit = "cell"
    progress.counts = [("running", running.count)]
    if failed > 0 { progress.counts.append(("failed", failed)) }
    progress.secondsLeft = estimate.left(
      waiting.map { design.cells[$0].levels },
      running: running.map { (design.cells[$0.cell].levels, $0.since) }, workers: workers)
    return progress
  }
}
