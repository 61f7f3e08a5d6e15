import ArgumentParser
import Foundation

/// Times studies in processes: how much of the workers' time goes into cells, and what a cell costs besides.
///
/// A round is a study of trainings of some 50 ms, and one of cells that do nothing, each in a program of its own and in
/// a folder of its own. The share of the processors is the processor time of the program and its workers over workers times
/// the time from the call to the end; so starting, writing records and waiting count against it. Of cells that do
/// nothing the whole of the workers' time is overhead. A round takes about eight seconds where nothing else runs.
struct BenchStudy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study", abstract: "How busy the workers of a study are, and what a cell costs besides.")

  @OptionGroup var options: BenchOptions

  @Option(help: "How many cells a study has.")
  var cells = 240

  /// The most rounds: the figures are of hundreds of cells each, and do not scatter as those of single steps do.
  private static let mostRounds = 5

  @Option(help: "How many workers there are.")
  var workers = 2

  private struct Measurement: Encodable {
    var bench = "study"
    var cell: String
    var round: Int
    var cells: Int
    var workers: Int
    var seconds: Double
    /// The share of the workers' time that they spend inside of cells, from start to end of the program.
    var inside: Double
    /// The share of the processors' time that the program and its workers have.
    var busy: Double
    /// What a cell costs besides what it takes itself.
    var overhead_ms: Double
  }

  /// What a cell does.
  private static let cases = [
    (name: "training", body: "train(mlp([2, 64, 64, 2]), moons(), steps: 1500)"),
    (name: "nothing", body: "c.x"),
  ]

  func run() throws {
    printLine(
      "study: \(cells) cells on \(workers) workers, from the call to the end of the program, its start included"
    )
    var rows = [["cell", "seconds", "inside cells", "processors", "overhead, ms a cell"]]
    for study in Self.cases {
      let found = try (0..<min(options.rounds, Self.mostRounds)).map { round in
        let measurement = try measure(study.name, study.body, round: round)
        // At once: who ends it has what was measured by then.
        try printMeasurement(measurement)
        return measurement
      }
      func middle(_ number: (Measurement) -> Double) -> Double { median(found.map(number)) }
      rows.append([
        study.name, fixed(middle(\.seconds), 2), fixed(100 * middle(\.inside), 1) + " %",
        fixed(100 * middle(\.busy), 1) + " %", fixed(middle(\.overhead_ms), 2),
      ])
    }
    printTable(rows)
  }

  private func measure(_ name: String, _ body: String, round: Int) throws -> Measurement {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "weir-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = folder.appendingPathComponent("study.weir")
    try """
    found = study("bench", grid: {x: 1...\(cells)}, seeds: [1], run: c => \(body), on: workers(\(workers)),
      folder: args[0])
    """.write(to: script, atomically: true, encoding: .utf8)
    let command = [program(named: "weir"), "-q", script.path, folder.appendingPathComponent("records").path]
    let before = childrenSeconds()
    let seconds = try milliseconds(of: command) / 1000
    let processors = childrenSeconds() - before
    let records = try Data(contentsOf: folder.appendingPathComponent("records/records.jsonl"))
    let lines = Readings(records.split(separator: UInt8(ascii: "\n")).map { Data($0) })
    let inside = lines.values("seconds") { $0.text("status") == "finished" }.reduce(0, +)
    let whole = seconds * Double(workers)
    return Measurement(
      cell: name, round: round, cells: cells, workers: workers, seconds: seconds, inside: inside / whole,
      busy: processors / whole, overhead_ms: 1000 * (whole - inside) / Double(cells))
  }

  /// The processor time of all processes that have ended under this one, theirs included.
  private func childrenSeconds() -> Double {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    #else
      getrusage(RUSAGE_CHILDREN, &usage)
    #endif
    return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
  }
}
