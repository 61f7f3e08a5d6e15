import Foundation
import Testing

/// Studies in processes of their own, which are killed in the middle of it.
@Suite struct StudyWorkerTests {
  /// A study of small trainings; `args` says on how many workers.
  private static let script = """
    data = moons(samples: 60)
    base = mlp([2, 12, 2])
    fn cell(c) {
      run = train(base.sparsify(density: c.density, seed: c.seed), data, optimizer: c.by, steps: 40)
      {accuracy: run.accuracy, loss: run.loss.last, egf: run.egf.last, nonzeros: run.net.nonzeros}
    }
    found = study("small", grid: {density: [20%, 50%, 80%], by: [sgd(lr: 0.1), adam(lr: 0.01)]}, seeds: 1...4,
      run: cell, on: workers(int(args[0])))
    print(len(found))
    """

  /// The records in [folder], in the order of the cells, without the time that each took.
  private static func records(_ folder: Folder) throws -> [String] {
    try folder.read("studies/small/records.jsonl").split(separator: "\n").map {
      String($0.prefix(upTo: $0.range(of: ",\"seconds\"")?.lowerBound ?? $0.endIndex))
    }
  }

  /// What is in [folder] when nobody has disturbed the study, on so many workers.
  private static func undisturbed(_ folder: Folder, workers: Int) throws -> [String] {
    let path = try folder.write("study.weir", script)
    let outcome = try Program.run(["-q", path, "\(workers)"], in: folder.path)
    #expect(outcome.status == 0 && outcome.output == "24\n", "\(outcome.errors)")
    return try records(folder)
  }

  /// The program, started on the study in [folder], and not waited for.
  private static func start(_ folder: Folder, workers: Int) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = ["-q", try folder.write("study.weir", script), "\(workers)"]
    process.currentDirectoryURL = URL(filePath: folder.path)
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    return process
  }

  @Test func `any number of workers gives the records of one process`() throws {
    let here = try Self.undisturbed(Folder(), workers: 0)
    #expect(here.count == 24)
    #expect(try Self.undisturbed(Folder(), workers: 1) == here)
    #expect(try Self.undisturbed(Folder(), workers: 3) == here)
  }

  @Test func `killed at any moment, a study ends with the records of one that nobody disturbed`() throws {
    let expected = try Self.undisturbed(Folder(), workers: 0)
    let folder = try Folder()
    var random = SystemRandomNumberGenerator()
    for _ in 0..<50 {
      let process = try Self.start(folder, workers: 2)
      usleep(UInt32.random(in: 0...120_000, using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      // Begun anew where all is done already, so that moments of every sort are met.
      let cells = folder.path + "/studies/small/cells"
      let done =
        (try? FileManager.default.contentsOfDirectory(atPath: cells))?.filter { $0.hasSuffix(".json") } ?? []
      for name in done where done.count > 18 {
        try? FileManager.default.removeItem(atPath: cells + "/" + name)
      }
    }
    #expect(try Self.undisturbed(folder, workers: 2) == expected)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/studies/small/cells")
    #expect(left.count == 24, "\(left)")
  }

  /// A study of one cell that says when it begins, so many steps long.
  private static func startOne(_ folder: Folder, steps: Int) throws -> Process {
    let script = """
      fn cell(c) {
        print("begun")
        train(mlp([2, 12, 2]), moons(), steps: \(steps)).steps
      }
      found = study("one", grid: {x: 1}, seeds: [1], run: cell, on: workers(1))
      """
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = ["-q", try folder.write("one.weir", script)]
    process.currentDirectoryURL = URL(filePath: folder.path)
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    return process
  }

  /// Kills the worker that [process] has started, once its cell was begun [times] times in all.
  private static func killWorker(of process: Process, in folder: Folder, times: Int) throws {
    for _ in 0..<1500 where process.isRunning {
      let log = (try? folder.read("studies/one/log")) ?? ""
      guard log.split(separator: "\n").count >= times else {
        usleep(20_000)
        continue
      }
      let children = try Program.run(["-P", "\(process.processIdentifier)"], program: "/usr/bin/pgrep").output
      for child in children.split(separator: "\n").compactMap({ Int32($0) }) { kill(child, SIGKILL) }
      return
    }
    Issue.record("the cell was not begun \(times) times")
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/pgrep"), "there is no pgrep"))
  func `a cell whose worker dies is begun again`() throws {
    let folder = try Folder()
    let process = try Self.startOne(folder, steps: 20_000)
    try Self.killWorker(of: process, in: folder, times: 1)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try folder.read("studies/one/records.csv").contains("1,1,20000,finished"))
    #expect(try folder.read("studies/one/log") == "begun\nbegun\n")
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/pgrep"), "there is no pgrep"))
  func `a cell at which three workers have died has failed`() throws {
    let folder = try Folder()
    let process = try Self.startOne(folder, steps: 100_000_000)
    for times in 1...3 { try Self.killWorker(of: process, in: folder, times: times) }
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let records = try folder.read("studies/one/records.csv")
    #expect(
      records.contains("1,1,failed,\"the worker at it ended by signal 9, 3 times in a row\""), "\(records)")
  }

  @Test func `Ctrl-C keeps what is done, ends the workers, and the same call goes on`() throws {
    let expected = try Self.undisturbed(Folder(), workers: 0)
    let folder = try Folder()
    let process = try Self.start(folder, workers: 2)
    let cells = folder.path + "/studies/small/cells"
    while process.isRunning, (try? FileManager.default.contentsOfDirectory(atPath: cells))?.isEmpty ?? true {
      usleep(1000)
    }
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect([0, 130].contains(process.terminationStatus))
    #expect(try Self.undisturbed(folder, workers: 2) == expected)
  }

  @Test func `two prompts at one study share its cells`() throws {
    let expected = try Self.undisturbed(Folder(), workers: 0)
    let folder = try Folder()
    let processes = try (0..<3).map { _ in try Self.start(folder, workers: 1) }
    processes.forEach { $0.waitUntilExit() }
    #expect(processes.allSatisfy { $0.terminationStatus == 0 })
    #expect(try Self.records(folder) == expected)
  }
}
