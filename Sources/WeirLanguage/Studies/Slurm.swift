import WeirCatalog
import WeirEngine

/// The nodes of a cluster, shared out by Slurm.
struct Slurm: StudyExecutor {
  var partition: String?
  var account: String?
  var time: String?
  var memory: String?
  var tasks = 16
  var options: [String] = []

  static let entry = Entry<Slurm>(
    "slurm", "Runs the cells of a study on a cluster, as the tasks of a job array of Slurm.",
    details: """
      Each task takes cells, on one processor, until none is left. The prompt follows the job; Ctrl-C, or \
      leaving, ends only that, and the same call follows the job again, or collects what it has done. When the job is over \
      and cells are missing, since the scheduler has killed their tasks, they are submitted again; a cell whose \
      task has died three times counts as failed. A mistake that all cells make, as when a comparison lacks a column, \
      ends the job. The study's folder and this program must be seen under the same \
      paths on the nodes.
      """,
    source: "Yoo, Jette and Grondona 2003",
    settings: [
      Setting("partition", \.partition, .optional(.text), "The partition; none: the cluster's own default."),
      Setting("account", \.account, .optional(.text), "Who pays; none: the cluster's own default."),
      Setting(
        "time", \.time, .optional(.text), "The time limit of a task, as `sbatch` takes it: \"2:00:00\"."),
      Setting("memory", \.memory, .optional(.text), "The memory of a task, as `sbatch` takes it: \"4G\"."),
      Setting("tasks", \.tasks, .integer(in: 1...10_000), "The most tasks of the job array."),
      Setting("options", \.options, .list(of: .text), "Further options for `sbatch`, as they are."),
    ],
    examples: [
      Example(#"slurm(partition: "short", tasks: 64)"#, prints: #"slurm(partition: "short", tasks: 64)"#)
    ],
    words: ["cluster", "sbatch", "queue", "hpc"])

  func run(_ job: StudyJob, _ context: Context) throws {
    guard let program = context.program else {
      throw CallError.failed("a study on a cluster needs the program `weir`, which this is not")
    }
    var follower = SlurmFollower(self, job, program, context)
    defer { context.host.progress(nil) }
    try follower.run()
  }

  /// The words of `sbatch` for a job array of [count] tasks, each of which runs [command] and appends what it says to [log].
  func submission(of command: [String], count: Int, log: String, folder: String) -> [String] {
    // Of the options only this path is a pattern, in which a percent sign stands as two.
    let pattern = log.replacing("%", with: "%%")
    let named = [("partition", partition), ("account", account), ("time", time), ("mem", memory)]
    return [
      "sbatch", "--parsable", "--array=0-\(count - 1)", "--job-name=weir", "--ntasks=1", "--cpus-per-task=1",
    ]
      + ["--requeue", "--open-mode=append", "--output=\(pattern)", "--chdir=\(folder)"]
      + named.compactMap { name, value in value.map { "--\(name)=\($0)" } } + options
      + ["--wrap", "exec " + command.map(Self.quoted).joined(separator: " ")]
  }

  /// [text] as one word for a shell.
  private static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
