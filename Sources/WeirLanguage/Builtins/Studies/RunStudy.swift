import WeirCatalog
import WeirEngine

/// `study`: a function of every combination of settings and seeds, each result kept.
struct RunStudy: Trains {
  @Required var name: String
  @Required var grid: Value
  @Required var function: Value
  var seeds = [1, 2, 3, 4, 5]
  var retry = false
  var executor: any StudyExecutor = LocalWorkers()
  var folder: String?

  static let result: Kind? = DataTable.kind
  static let entry = Entry<RunStudy>(
    "study", "Runs a function for every combination of settings and seeds, and keeps what it gives.",
    details: """
      A grid `{width: [4, 8], lr: [0.1, 0.01]}` has four combinations; a list of records names the combinations one by \
      one. Each combination with each seed is a cell. `run` is given it, a record as `{width: 4, lr: 0.1, seed: 1}`, \
      whose seed is also that of all that is not given one; it gives a record of numbers and texts, or a run, of which \
      accuracy, loss, EGF and active weights are kept.

      What comes of it is a table with a row for each cell: its settings and seed, what `run` gave, `status` (finished, \
      diverged or failed), and `seconds`. `group`, `pivot`, `filter` and `plot` go on from there. `results` gives the \
      table again, and in the study's folder other programs find it as `records.csv` and `records.jsonl`.

      Each cell is a file in that folder, written whole or not at all. Ctrl-C, or any other end, keeps what is done, \
      and the same call goes on there. A cell is run again only if its settings, the function, what that sees, or \
      the version of Weir have changed; one that failed or diverged is recorded, and run again with `retry: true`.

      The function and all that it sees (names around it, other functions, networks, datasets, what modules bind) are \
      written down for the workers as they are at the call. Files that it reads while it runs are not, nor \
      noticed when they change: read them before, and let it see what was read.
      """,
    settings: [
      .required("name", \.$name, .text, "What the study, and its folder, are called."),
      .required("grid", \.$grid, .value, "A record with the values of each setting, or a list of records."),
      Setting(
        "seeds", \.seeds, .list(of: .integer, count: 1...), "The seeds that each combination is run with."),
      .required("run", \.$function, .function, "A function of a cell, which gives what is kept."),
      Setting("retry", \.retry, .truth, "Whether cells that failed or diverged are run again."),
      Setting("on", \.executor, .made(by: executors), "Where cells run: `workers(2)`, or `slurm()`."),
      Setting(
        "folder", \.folder, .optional(.folder), "The folder of the study; none: `studies/` and its name."),
    ], positional: 2,
    examples: [
      Example(
        """
        fn cell(c) = train(mlp([2, c.width, 2]), moons(), steps: 20)
        found = study("widths", grid: {width: [4, 8]}, seeds: 1...3, run: cell)
        found.group(by: "width").count
        """, prints: "[3, 3]")
    ], words: ["grid", "sweep", "experiment", "parallel", "resume", "workers"])

  func run(_ context: Context) throws -> Value {
    .thing(try table(of: try design(context), context))
  }

  /// The cells. Errors: a grid or seeds that make none.
  func design(_ context: Context) throws -> StudyDesign {
    try checkFunction()
    let identity = Digest(try ValueWriter.identity(of: function, context)).text
    return try StudyDesign(grid: grid, seeds: seeds, function: identity, context)
  }

  /// Refuses, before any cell, a function that cannot be given a cell and nothing else.
  private func checkFunction() throws(CallError) {
    guard case .function(let closure) = function else { return }
    do throws(CallError) { _ = try closure.parameters.places(for: [nil], of: closure.name) } catch {
      throw .failed("`run` is given one argument, a cell: \(error.message)")
    }
  }

  /// The records of the cells of [design], those that are missing being run; all need the columns [needed].
  func table(of design: StudyDesign, needed: [String] = [], _ context: Context) throws -> DataTable {
    let place = try StudyPlace.folder(name, folder, context)
    let folder = StudyFolder(try context.place(toMake: place))
    let claims = try asCall { try folder.join() }
    try asCall { try folder.begin(name, design) }
    var records = sound(design, folder, context)
    for case let record? in records { try record.check(has: needed) }
    let pending = records.indices.filter { records[$0].map { retry && $0.isUnsound } ?? true }
    if !pending.isEmpty {
      let order = try WorkOrder.write(
        function, grid, seeds, identity: design.function, in: folder, context)
      let work = try asCall { try StudyWork(folder, design, function, claims, context) }
      let job = StudyJob(
        work: work, order: order, pending: pending, known: records, needed: needed, again: retry)
      do { try executor.run(job, context) } catch {
        let kept = design.cells.compactMap { folder.record(of: $0, of: design) }
        _ = try? folder.publish(kept, design)
        // Where a record lacks a column, the same call is refused at once.
        let goesOn = kept.allSatisfy { (try? $0.check(has: needed)) != nil }
        noteRest(kept.count, design, goesOn: goesOn, context)
        throw error
      }
      for number in pending { records[number] = folder.record(of: design.cells[number], of: design) }
    }
    withExtendedLifetime(claims) {}
    let table = try asCall { try folder.publish(records.compactMap { $0 }, design) }
    let lost = records.count { $0 == nil }
    if lost > 0 {
      context.host.note(
        "\(Notation.grouped(lost)) of \(Notation.grouped(records.count)) records of the study `\(name)` were damaged or taken "
          + "away meanwhile; the same call runs their cells again")
    }
    noteFailures(table, context)
    return table
  }

  /// The records that there are, by cell. Files that are none are set aside, so that their cells are run again.
  private func sound(_ design: StudyDesign, _ folder: StudyFolder, _ context: Context) -> [StudyRecord?] {
    var damaged = Damage()
    let records = design.cells.map { cell -> StudyRecord? in
      switch folder.look(for: cell, of: design) {
      case .nothing: return nil
      case .record(let record): return record
      case .damaged(let why):
        damaged.add(folder.setAside(cell.identity), why)
        return nil
      }
    }
    if let words = damaged.words(.setAside) { context.host.note(words) }
    return records
  }

  private func noteRest(_ done: Int, _ design: StudyDesign, goesOn: Bool, _ context: Context) {
    context.host.note(
      "\(Notation.grouped(done)) of \(Notation.grouped(design.cells.count)) cells of the study `\(name)` are done and "
        + "kept; \(goesOn ? "the same call goes on" : "another function runs them anew")")
  }

  private func noteFailures(_ table: DataTable, _ context: Context) {
    for status in [StudyRecord.Status.failed, .diverged] {
      let places = table["status"]?.cells.indices(where: { $0 == .text(status.rawValue) }) ?? RangeSet()
      let count = places.ranges.reduce(0) { $0 + $1.count }
      guard count > 0 else { continue }
      let errors = places.ranges.flatMap { table["error"]?.cells[$0] ?? [] }
      let link = errors.count > 1 && errors.allSatisfy { $0 == errors[0] } ? ", all alike: " : ": the first, "
      let reason = errors.first.flatMap { $0 == .none ? nil : link + $0.plain } ?? ""
      context.host.note(
        "\(Notation.grouped(count)) of \(Notation.grouped(table.count)) cells of the study `\(name)` "
          + "\(status == .failed ? "failed" + reason : "diverged")\n`retry: true` runs them again")
    }
  }
}

/// Where studies lie.
enum StudyPlace {
  /// The folder with those of all studies for which no other is chosen.
  static let usual = "studies"

  /// The folder of the study called [name], or [folder] if that is given. Errors: a name that makes no folder.
  static func folder(_ name: String, _ folder: String?, _ context: Context) throws(CallError) -> String {
    let allowed = name.unicodeScalars.allSatisfy {
      $0.properties.isXIDContinue || "-_.".unicodeScalars.contains($0)
    }
    guard allowed, !name.isEmpty, !name.hasPrefix("."), name.utf8.count <= 100 else {
      throw .failed(
        "the name of a study is also that of its folder: letters, digits, `-`, `_` and `.`, found \(Notation.text(name))"
      )
    }
    return folder ?? usual + "/" + name
  }
}
