import WeirCatalog
import WeirEngine

/// Processes on this machine, each with one thread.
struct LocalWorkers: StudyExecutor {
  /// How many; as many as there are threads if nil.
  var count: Int?

  static let entry = Entry<LocalWorkers>(
    "workers", "Runs the cells of a study in processes on this machine, each on one thread.",
    details: """
      A worker is started once, reads what cells need once, and then runs one cell after the other. One that dies is \
      replaced, and its cell begun again; a cell at which three have died counts as failed. Each may use the memory of \
      the machine as one alone could, so that records hang on no number of workers: of cells that need more than \
      their share, run fewer at once. With `workers(0)`, and \
      where no process can be started, cells run one after the other where the study was called.
      """,
    settings: [
      Setting(
        "count", \.count, .optional(.integer(in: 0...1024)),
        "How many; none: one for each thread that Weir may use.")
    ],
    positional: 1,
    examples: [
      Example(
        #"study("tiny", grid: {x: 1...2}, seeds: [1], run: c => c.x ^ 2, on: workers(0)).value"#,
        prints: "[1, 4]")
    ], words: ["processes", "parallel", "cores"])

  func run(_ job: StudyJob, _ context: Context) throws {
    let count = min(count ?? context.execution.threads, job.pending.count)
    guard count > 0, let program = context.program else { return try Self.runHere(job, context) }
    var pool = WorkerPool(job, program, count: count, context)
    do {
      try pool.run()
      pool.end()
    } catch {
      pool.end()
      throw error
    }
  }

  /// Runs the cells in this process.
  private static func runHere(_ job: StudyJob, _ context: Context) throws {
    var progress = StudyProgress(job)
    defer { context.host.progress(nil) }
    var waiting = job.pending[...]
    var taken: [Int] = []
    while let number = waiting.popFirst() {
      try context.checkCancellation()
      if progress.isDue() {
        context.host.progress(progress.state(waiting: waiting, running: [(number, 0)], workers: 1))
      }
      switch try job.work.perform(number, again: job.again) {
      case .done: try progress.finish(number, job.work.folder)
      case .taken: taken.append(number)
      }
      if waiting.isEmpty, !taken.isEmpty {
        (waiting, taken) = (taken[...], [])
        if waiting.allSatisfy({ !job.work.folder.has(job.work.design.cells[$0].identity) }) {
          WorkerPool.pause()
        }
      }
    }
  }
}
