import WeirCatalog
import WeirEngine

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Workers at the cells of a study, each of which is given a cell as soon as it has done the last.
struct WorkerPool {
  private let job: StudyJob
  private let program: OwnProgram
  private let count: Int
  private let context: Context
  private var workers: [Worker] = []
  /// The cells that nobody has been given, the next one last.
  private var waiting: [Int]
  /// Cells at which somebody else is, who does not work for us.
  private var taken: [Int] = []
  private var deaths: [Int: Int] = [:]
  /// How many workers in a row have ended before they were ready.
  private var unready = 0
  private var progress: StudyProgress
  /// When those who are at other cells were looked after.
  private var looked = ContinuousClock.now

  private struct Worker {
    let process: ChildProcess
    /// Whether it has read what there is to do.
    var isReady = false
    /// What it is at, and since when.
    var cell: Int?
    var start = ContinuousClock.now
  }

  /// At most [count] workers for [job].
  init(_ job: StudyJob, _ program: OwnProgram, count: Int, _ context: Context) {
    (self.job, self.program, self.count, self.context) = (job, program, count, context)
    waiting = job.pending.reversed()
    progress = StudyProgress(job)
  }

  /// How long is waited, in milliseconds, before anybody looks whether the work is to stop, or goes on elsewhere.
  private static let patience: Int32 = 100

  /// Lets others work for a while.
  static func pause() { _ = poll(nil, 0, patience) }

  /// Returns when every cell has a record.
  mutating func run() throws {
    while !(waiting.isEmpty && taken.isEmpty && workers.allSatisfy({ $0.cell == nil })) {
      try context.checkCancellation()
      for place in workers.indices where workers[place].isReady && workers[place].cell == nil {
        send(to: place)
      }
      while workers.count < min(count, waiting.count + workers.count { $0.cell != nil }) { try start() }
      var ready = workers.map { pollfd(fd: $0.process.descriptor, events: Int16(POLLIN), revents: 0) }
      let found = poll(&ready, nfds_t(ready.count), Self.patience)
      // From the back, since those that have ended are taken out.
      for place in ready.indices.reversed() where found > 0 && ready[place].revents != 0 {
        try listen(to: place)
      }
      lookAtTaken()
      show()
    }
  }

  /// Ends all workers at once; what they are at is lost.
  mutating func end() {
    context.host.progress(nil)
    for worker in workers { worker.process.kill() }
    workers = []
  }

  private mutating func show() {
    guard progress.isDue() else { return }
    let now = ContinuousClock.now
    let running = workers.compactMap { worker in
      worker.cell.map { (cell: $0, since: worker.start.duration(to: now) / .seconds(1)) }
    }
    context.host.progress(progress.state(waiting: waiting + taken, running: running, workers: count))
  }

  private mutating func start() throws {
    let command = job.command(program, [])
    let process = try asCall {
      try ChildProcess(command, environment: program.environment, errors: job.work.folder.log)
    }
    workers.append(Worker(process: process))
  }

  private mutating func listen(to place: Int) throws {
    guard let lines = workers[place].process.receive() else { return try bury(place) }
    for line in lines {
      let words = line.split(separator: " ", maxSplits: 1)
      if words.first == "unfit" {
        throw CallError.failed("a worker of the study cannot work: " + (words.last.map(String.init) ?? ""))
      }
      if line == "ready" {
        (workers[place].isReady, unready) = (true, 0)
        continue
      }
      guard let cell = workers[place].cell else { continue }
      switch words.last.flatMap({ StudyWork.Outcome(rawValue: String($0)) }) {
      case .done?: try progress.finish(cell, job.work.folder)
      case .taken?: taken.append(cell)
      case nil: throw CallError.failed("a worker of the study said something unexpected: \(line)")
      }
      workers[place].cell = nil
    }
    // At once, so that it does not wait for what is done for others.
    if workers[place].isReady, workers[place].cell == nil { send(to: place) }
  }

  /// Gives the worker at [place] the next cell, if there is one.
  private mutating func send(to place: Int) {
    guard let cell = waiting.popLast() else { return }
    workers[place].cell = cell
    workers[place].start = .now
    workers[place].process.send(job.again ? "\(cell) again" : "\(cell)")
  }

  /// Takes the worker at [place] away, which has ended: its cell is begun again by another, unless it has cost too many.
  private mutating func bury(_ place: Int) throws {
    let worker = workers.remove(at: place)
    let ending = worker.process.ending()
    guard let cell = worker.cell else {
      unready += 1
      guard unready < StudyJob.mostDeaths else {
        throw CallError.failed(
          "the workers of the study do not start: the last one ended \(ending); see \(job.work.folder.log)")
      }
      return
    }
    deaths[cell, default: 0] += 1
    guard deaths[cell, default: 0] >= StudyJob.mostDeaths else { return waiting.append(cell) }
    try asCall {
      try job.work.giveUp(
        cell, "the worker at it ended \(ending), \(StudyJob.mostDeaths) times in a row")
    }
    try progress.finish(cell, job.work.folder)
  }

  /// From time to time, cells at which somebody else was are tried again: they are done with them, or gone.
  private mutating func lookAtTaken() {
    let now = ContinuousClock.now
    guard waiting.isEmpty, !taken.isEmpty, looked.duration(to: now) > .milliseconds(200) else { return }
    looked = now
    (waiting, taken) = (taken, [])
  }
}
