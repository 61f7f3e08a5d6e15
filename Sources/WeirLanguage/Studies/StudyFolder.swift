import WeirCatalog
import WeirEngine

/// Where a study lies: a folder with a file for each cell that is done.
///
/// - `study.json`: the settings, and the identities of all cells of the last call.
/// - `cells/`: the records, `IDENTITY.json`. Each is written whole or not at all, and never changed.
/// - `work/`: what workers read: the function with all that it sees, and the grid.
/// - `claims`: a file of locks, by which everybody who works on the study agrees on who does which cell.
/// - `log`: what cells and workers had to say.
/// - `records.jsonl`, `records.csv`: the records of the last call together, for other programs.
struct StudyFolder: Sendable {
  let path: String

  init(_ path: String) { self.path = path }

  private var head: String { path + "/study.json" }
  private var cells: String { path + "/cells" }
  var work: String { path + "/work" }
  var log: String { path + "/log" }

  /// The place of the claims at which everybody who works on the study meets.
  private static let everybody = 0

  /// Makes the folder, unless it is there, and joins those who work in it: nobody clears it away under their hands.
  /// Who is the first clears away what others left behind that were ended.
  func join() throws(DataError) -> Claims {
    try Folder.make(cells)
    try Folder.make(work)
    let claims = try Claims(path + "/claims")
    if claims.claim(Self.everybody) { clear() }
    claims.share(Self.everybody)
    return claims
  }

  // MARK: Records

  private func place(of cell: String) -> String { cells + "/" + cell + ".json" }

  /// What there is where the record of a cell should be.
  enum Found {
    case nothing
    case record(StudyRecord)
    /// A file that is no record of the cell: one that was cut short or written over, of which no more can be said, or
    /// one that was changed, and what is wrong with it.
    case damaged(String?)
  }

  /// What there is of the cell with that identity, which consists of [facts].
  private func look(for cell: String, _ facts: [JSON.Member]) -> Found {
    let path = place(of: cell)
    guard Folder.exists(path) else { return .nothing }
    guard let object = try? JSON(file: path, most: 1 << 24), let record = StudyRecord(object, of: cell) else {
      // Somebody may have set it aside meanwhile.
      return Folder.exists(path) ? .damaged(nil) : .nothing
    }
    return record.fault(against: facts).map { .damaged($0) } ?? .record(record)
  }

  /// What there is of [cell].
  func look(for cell: StudyCell, of design: StudyDesign) -> Found {
    look(for: cell.identity, design.facts(of: cell))
  }

  /// The record of [cell]; nil if there is none, or a file that is no record of it.
  func record(of cell: StudyCell, of design: StudyDesign) -> StudyRecord? {
    if case .record(let record) = look(for: cell, of: design) { record } else { nil }
  }

  /// Whether there is a file for the record of the cell with that identity.
  func has(_ cell: String) -> Bool { Folder.exists(place(of: cell)) }

  /// Sets the file aside that stands where the record of that cell should. Returns where it is then.
  func setAside(_ cell: String) -> String {
    let path = Folder.unused(cells + "/" + cell + ".damaged")
    Folder.rename(place(of: cell), to: path)
    return path
  }

  /// Keeps [record] of the cell with that identity.
  func keep(_ record: StudyRecord, of cell: String) throws(DataError) {
    try record.object.write(to: place(of: cell))
  }

  /// Takes the record of that cell away.
  func withdraw(_ cell: String) { Folder.remove(place(of: cell)) }

  // MARK: On a cluster

  private var jobPlace: String { path + "/slurm-job" }

  /// A job of a cluster, and what its tasks are at.
  struct ClusterJob {
    let number: String
    /// What its tasks find the work under.
    let order: String
    /// The identity of the function that they run.
    let function: String
  }

  /// The job that was submitted for the study and not seen to end.
  var job: ClusterJob? {
    get {
      guard let object = Folder.exists(jobPlace) ? try? JSON(file: jobPlace, most: 1000) : nil,
        let number = object["job"]?.text, let order = object["work"]?.text,
        let function = object["function"]?.text
      else { return nil }
      return ClusterJob(number: number, order: order, function: function)
    }
    nonmutating set {
      guard let newValue else { return Folder.remove(jobPlace) }
      // That it cannot be kept costs no more than a second job beside the first.
      try? JSON.object([
        .init("job", .text(newValue.number)), .init("work", .text(newValue.order)),
        .init("function", .text(newValue.function)),
      ]).write(to: jobPlace)
    }
  }

  private func beginning(of cell: String) -> String { cells + "/" + cell + ".begun" }

  /// Takes note that somebody who may die unseen has begun a cell.
  func noteBeginning(of cell: String) { try? JSON.null.write(to: beginning(of: cell)) }
  /// Whether somebody has begun the cell and not ended it.
  func hasBegun(_ cell: String) -> Bool { Folder.exists(beginning(of: cell)) }
  /// Takes that note away.
  func forgetBeginning(of cell: String) { Folder.remove(beginning(of: cell)) }

  // MARK: Order

  /// Takes away what writers left behind that were ended in the middle of a record. Nobody else may be at work.
  private func clear() {
    for folder in [cells, work, path] {
      for name in Folder.names(in: folder) where name.hasSuffix(".part") {
        Folder.remove(folder + "/" + name)
      }
    }
  }

  // MARK: The study as a whole

  /// Whether there is a study.
  var holdsStudy: Bool { Folder.exists(head) }

  /// Writes down what the study consists of since this call. Errors: the folder holds another study.
  func begin(_ name: String, _ design: StudyDesign) throws(DataError) {
    if holdsStudy, let other = (try? JSON(file: head, most: 1 << 28))?["name"]?.text, other != name {
      throw DataError(
        .refused("\(path) holds the study `\(other)`; give `\(name)` another folder, or that one's name"))
    }
    try StudyHead(name, design).object.write(to: head)
  }

  /// The records of the last call's cells that are done, in the order of its cells, as a table, and what is wrong with the
  /// files that are none. Errors: no study here.
  func table() throws -> (table: DataTable, damaged: Damage) {
    guard holdsStudy else { throw CallError.failed("there is no study in \(path)") }
    guard let study = StudyHead(try JSON(file: head, most: 1 << 28)) else {
      throw CallError.failed("\(head) does not say what the study consists of")
    }
    var (records, damaged) = ([StudyRecord](), Damage())
    for (number, cell) in study.cells.enumerated() {
      switch look(for: cell, study.facts(of: number)) {
      case .nothing: break
      case .record(let record): records.append(record)
      case .damaged(let why): damaged.add(place(of: cell), why)
      }
    }
    return (Self.table(records, labels: study.labels), damaged)
  }

  /// Writes [records] of a call together, line by line and as a table, for other programs. Returns the table.
  @discardableResult func publish(_ records: [StudyRecord], _ design: StudyDesign) throws -> DataTable {
    try StoredText(records.map { $0.object.line + "\n" }.joined()).write(to: path + "/records.jsonl")
    let table = Self.table(records, labels: design.labels)
    if !table.columns.isEmpty { try table.stored().write(to: path + "/records.csv") }
    return table
  }

  /// Settings, seed, what was found in the order in which it first occurs, and what became of the cell.
  private static func table(_ records: [StudyRecord], labels: [String]) -> DataTable {
    var found: [String] = []
    var known = Set(labels + StudyDesign.reserved)
    var hasErrors = false
    for case .object(let members) in records.map(\.object) {
      for member in members where known.insert(member.label).inserted { found.append(member.label) }
      hasErrors = hasErrors || members.contains { $0.label == "error" }
    }
    let names = labels + ["seed"] + found + ["status"] + (hasErrors ? ["error"] : []) + ["seconds"]
    return DataTable(
      names.map { name in .init(name, records.map { $0[name] }) })
  }
}
