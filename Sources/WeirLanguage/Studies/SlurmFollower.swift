import WeirCatalog
import WeirEngine

/// Submits a study to Slurm, and follows it there.
struct SlurmFollower {
  private let slurm: Slurm
  private let job: StudyJob
  private let program: OwnProgram
  private let context: Context
  private var progress: StudyProgress
  /// The cells without a record of this call.
  private var missing: [Int]
  /// How often each cell was left behind by a task that had begun it.
  private var deaths: [Int: Int] = [:]
  /// How many jobs in a row have ended without a record, and without having begun a cell.
  private var idle = 0

  init(_ slurm: Slurm, _ job: StudyJob, _ program: OwnProgram, _ context: Context) {
    (self.slurm, self.job, self.program, self.context) = (slurm, job, program, context)
    progress = StudyProgress(job)
    missing = job.pending
  }

  private var folder: StudyFolder { job.work.folder }

  /// Returns when every cell has a record.
  mutating func run() throws {
    if job.again { for cell in missing { folder.withdraw(job.work.design.cells[cell].identity) } }
    while !missing.isEmpty {
      let before = missing.count
      let submitted = try submitted()
      let number = submitted.number
      do { try follow(submitted) } catch let interruption as Interruption {
        context.host.note(
          "job \(number) goes on without us; the same call follows it again, and `scancel \(number)` ends it")
        throw interruption
      }
      folder.job = nil
      try bury(since: before)
    }
  }

  /// The job that is at this study: one that an earlier call has submitted, or a new one.
  private func submitted() throws -> StudyFolder.ClusterJob {
    let function = job.work.design.function
    if let known = folder.job, try isThere(known.number) {
      if known.function == function { return known }
      // No cell of its tasks is one of ours.
      context.host.note(
        "job \(known.number) is at this study with another function, and goes on beside the new job; "
          + "`scancel \(known.number)` ends it")
    }
    let count = min(slurm.tasks, missing.count)
    let command = job.command(program, ["--all"])
    // Slurm looks for patterns in the working folder, too, where it puts that in front of the log's path.
    let log = try absolute(folder.path) + "/log"
    let words = slurm.submission(of: command, count: count, log: log, folder: try absolute("."))
    let answer = try ask(words)
    guard answer.status == 0, let number = answer.text.split(whereSeparator: { ";\n".contains($0) }).last
    else {
      throw CallError.failed("Slurm does not take the study: " + answer.sentence)
    }
    let submitted = StudyFolder.ClusterJob(number: String(number), order: job.order, function: function)
    folder.job = submitted
    return submitted
  }

  private func absolute(_ path: String) throws -> String {
    guard let path = Folder.absolute(path) else { throw CallError.failed("the working folder is gone") }
    return path
  }

  /// Whether Slurm still has tasks of job [number] that wait or run.
  private func isThere(_ number: String) throws -> Bool {
    var answer = try ask(["squeue", "--noheader", "--jobs=\(number)", "--format=%T"])
    // The scheduler may be busy, or just be started again.
    for _ in 0..<30 where answer.status != 0 && !answer.text.contains("Invalid job id") {
      try wait(seconds: 2)
      answer = try ask(["squeue", "--noheader", "--jobs=\(number)", "--format=%T"])
    }
    guard answer.status != 0 else { return !answer.text.isEmpty }
    guard answer.text.contains("Invalid job id") else {
      throw CallError.failed("Slurm does not say how job \(number) goes: " + answer.sentence)
    }
    return false
  }

  /// Returns when [submitted] is over, or has no cell left.
  private mutating func follow(_ submitted: StudyFolder.ClusterJob) throws {
    let number = submitted.number
    var isGoingOn = true
    while isGoingOn {
      // Asked before the records are counted: what the last task has written then is seen.
      isGoingOn = try isThere(number)
      let done = missing.filter { folder.has(job.work.design.cells[$0].identity) }
      do throws(CallError) { for cell in done { try progress.finish(cell, folder) } } catch {
        // What the tasks would still find is of no use to anybody.
        if (try? ask(["scancel", number]))?.status == 0 { folder.job = nil }
        throw error
      }
      let found = Set(done)
      missing.removeAll(where: found.contains)
      context.host.progress(progress.state(waiting: missing, running: nil, workers: slurm.tasks))
      if missing.isEmpty {
        // Tasks that still wait would find nothing to do, unless they were submitted for other cells, too.
        if isGoingOn, submitted.order == job.order { _ = try? ask(["scancel", "--state=PENDING", number]) }
        return
      }
      if isGoingOn { try wait(seconds: 1) }
    }
  }

  /// Behind a job that has left cells: those whose tasks have died too often count as failed.
  private mutating func bury(since before: Int) throws {
    let begun = missing.filter { folder.hasBegun(job.work.design.cells[$0].identity) }
    for cell in begun {
      folder.forgetBeginning(of: job.work.design.cells[cell].identity)
      deaths[cell, default: 0] += 1
      guard deaths[cell, default: 0] >= StudyJob.mostDeaths else { continue }
      try asCall {
        try job.work.giveUp(cell, "the task at it was ended \(StudyJob.mostDeaths) times in a row")
      }
      missing.removeAll { $0 == cell }
      try progress.finish(cell, folder)
    }
    idle = missing.count == before && begun.isEmpty ? idle + 1 : 0
    if idle >= StudyJob.mostDeaths {
      throw CallError.failed(
        "the tasks of \(idle) jobs in a row have ended before they began a cell; see \(folder.log)")
    }
  }

  private func wait(seconds: Int) throws {
    for _ in 0..<(10 * seconds) {
      try context.checkCancellation()
      WorkerPool.pause()
    }
  }

  // MARK: Programs of Slurm

  private struct Answer {
    let status: Int32
    let text: String

    /// The text as part of a sentence.
    var sentence: String {
      text.split(separator: "\n").joined(separator: "; ")
        + (text.isEmpty ? "it ended with status \(status)" : "")
    }
  }

  /// What the program that [words] begin with answers, on either of its outputs.
  private func ask(_ words: [String]) throws -> Answer {
    // The shell looks where the program is.
    let command = ["/bin/sh", "-c", "exec \"$@\" 2>&1", "sh"] + words
    let process = try asCall {
      try ChildProcess(command, environment: program.environment, errors: folder.log)
    }
    var text: [String] = []
    while let lines = process.receive() {
      text += lines
      try context.checkCancellation()
    }
    let status = process.status()
    if status == 127 {
      throw CallError.failed(
        "there is no `\(words[0])` here, so the study cannot run on a cluster",
        suggestion: "install the programs of Slurm, or leave `on` out")
    }
    return Answer(status: status, text: text.joined(separator: "\n"))
  }
}
