import Foundation
import Testing

/// The cluster that `scripts/slurm start` makes.
enum Cluster {
  static let isUp: Bool = {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/sinfo") else { return false }
    let found = try? Program.run(["--noheader", "--format=%P"], program: "/usr/bin/sinfo")
    return found?.output.contains("weir") == true
  }()
}

/// Studies on what answers as a cluster does.
@Suite struct SlurmStandInTests {
  /// What [expression] says, and its exit status, where [programs] of Slurm do what their texts say.
  private static func run(_ expression: String, _ programs: [String: String], in folder: Folder) throws -> (
    status: Int32, errors: String
  ) {
    for (name, text) in programs {
      let path = try folder.write(name + ".text", "#!/bin/sh\n" + text + "\n")
      // Copied by another process: a program that this one has open for writing, or a child begun meanwhile, cannot be run.
      let copy = try Program.run([path, folder.path + "/" + name], program: "/bin/cp")
      let mode = try Program.run(["755", folder.path + "/" + name], program: "/bin/chmod")
      try #require(copy.status == 0 && mode.status == 0)
    }
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = ["-q", "-e", expression]
    process.environment = ["PATH": folder.path + ":/usr/bin:/bin"]
    process.currentDirectoryURL = URL(filePath: folder.path)
    let errors = Pipe()
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, errors)
    try process.run()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, said)
  }

  /// Does the whole job at once; whoever asks is told that it goes on.
  private static let programs = [
    "sbatch": "for last; do :; done; sh -c \"$last\" >/dev/null 2>&1; echo 7", "squeue": "echo RUNNING",
    "scancel": "echo \"$@\" >> cancelled",
  ]

  // The tasks went on with cells that were of no use to anybody.
  @Test func `a study whose cells lack a column is taken off the cluster`() throws {
    let folder = try Folder()
    let comparison =
      "compare(\"lacks\", grid: {x: 1...3}, seeds: 1...8, on: slurm(), run: c => {sparse: 1, dens: 0})"
    let outcome = try Self.run(comparison, Self.programs, in: folder)
    #expect(
      outcome.status == 1 && outcome.errors.contains("must give a number as `dense`"), "\(outcome.errors)")
    #expect(try folder.read("cancelled") == "7\n")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/studies/lacks/slurm-job"))
  }

  // They stayed in the queue, each to find nothing to do.
  @Test func `tasks that wait when all cells are done are taken off the cluster`() throws {
    let folder = try Folder()
    let study = "study(\"done\", grid: {x: 1...3}, seeds: [1], on: slurm(), run: c => {y: c.x})"
    let outcome = try Self.run(study, Self.programs, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try folder.read("cancelled") == "--state=PENDING 7\n")
  }

  // The call waited, without a word, for the end of a job none of whose cells was its own.
  @Test func `a call with another function does not follow the job of the one before`() throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/studies/other", withIntermediateDirectories: true)
    _ = try folder.write("studies/other/slurm-job", #"{"job":"6","work":"a","function":"b"}"#)
    let study = "study(\"other\", grid: {x: 1...3}, seeds: [1], on: slurm(), run: c => {y: c.x})"
    let outcome = try Self.run(study, Self.programs, in: folder)
    #expect(
      outcome.status == 0 && outcome.errors.contains("job 6 is at this study with another function"),
      "\(outcome.errors)")
    #expect(try folder.read("cancelled") == "--state=PENDING 7\n")
  }
}

/// Studies on a cluster: that of `scripts/slurm start`, if it is up.
@Suite(
  .serialized, .enabled(if: Cluster.isUp, "no cluster of Slurm is up here: `scripts/slurm start`"))
struct SlurmStudyTests {
  /// A study of eight cells of so many steps, on the cluster or, for comparison, in one process.
  private static func script(steps: Int, on executor: String) -> String {
    """
    data = moons(samples: 60)
    fn cell(c) {
      run = train(mlp([2, c.width, 2]), data, steps: \(steps))
      {accuracy: run.accuracy, loss: run.loss.last}
    }
    print(len(study("far", grid: {width: [4, 8]}, seeds: 1...4, run: cell, on: \(executor))))
    """
  }

  private static let cluster = "slurm(partition: \"weir\", tasks: 2)"

  private static func records(_ folder: Folder) throws -> [String] {
    try folder.read("studies/far/records.jsonl").split(separator: "\n").map {
      String($0.prefix(upTo: $0.range(of: ",\"seconds\"")?.lowerBound ?? $0.endIndex))
    }
  }

  private static func run(_ folder: Folder, steps: Int, on executor: String) throws -> [String] {
    let path = try folder.write("far.weir", script(steps: steps, on: executor))
    let outcome = try Program.run(["-q", path], in: folder.path)
    #expect(outcome.status == 0 && outcome.output == "8\n", "\(outcome.errors)")
    return try records(folder)
  }

  /// The program, started on the study in [folder], and the number of the job that it has submitted.
  private static func start(_ folder: Folder, steps: Int) throws -> (process: Process, job: String) {
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = ["-q", try folder.write("far.weir", script(steps: steps, on: cluster))]
    process.environment = ["PATH": "/usr/bin:/bin"]
    process.currentDirectoryURL = URL(filePath: folder.path)
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    while process.isRunning {
      if let text = try? folder.read("studies/far/slurm-job"),
        let found = text.firstMatch(of: /"job":"(\d+)"/)
      {
        return (process, String(found.1))
      }
      usleep(20_000)
    }
    throw CocoaError(.fileReadNoSuchFile)
  }

  /// Waits until a cell of the study in [folder] is done.
  private static func waitForCell(_ folder: Folder) throws {
    let cells = folder.path + "/studies/far/cells"
    for _ in 0..<3000 {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: cells)) ?? []
      if names.contains(where: { $0.hasSuffix(".json") }) { return }
      usleep(10_000)
    }
    Issue.record("no cell was done in half a minute")
  }

  @Test func `a study on a cluster has the records of one process`() throws {
    #expect(
      try Self.run(Folder(), steps: 50, on: Self.cluster) == Self.run(Folder(), steps: 50, on: "workers(0)"))
  }

  @Test func `tasks that the scheduler kills are run again`() throws {
    let folder = try Folder()
    let (process, job) = try Self.start(folder, steps: 8000)
    try Self.waitForCell(folder)
    _ = try Program.run(["--signal=KILL", "--full", job], program: "/usr/bin/scancel")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try Self.records(folder) == Self.run(Folder(), steps: 8000, on: "workers(2)"))
  }

  @Test func `a study goes on when the prompt is closed, and is collected by the same call`() throws {
    let folder = try Folder()
    let (process, job) = try Self.start(folder, steps: 8000)
    try Self.waitForCell(folder)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(try folder.read("studies/far/slurm-job").contains(job))
    let found = try Self.run(folder, steps: 8000, on: Self.cluster)
    #expect(found == (try Self.run(Folder(), steps: 8000, on: "workers(2)")))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/studies/far/slurm-job"))
  }
}
