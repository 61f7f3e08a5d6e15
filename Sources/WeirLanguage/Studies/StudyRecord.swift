import WeirCatalog
import WeirEngine

/// What came of one cell: one object of JSON, with the settings and what was found side by side, as tables want them.
struct StudyRecord: Sendable, Equatable {
  /// What became of a cell.
  enum Status: String {
    case finished, diverged, failed
  }

  let object: JSON

  /// The record of the cell called so that [object] is; nil if it is none.
  init?(_ object: JSON, of cell: String) {
    guard object["cell"] == .text(cell), object["status"]?.text.flatMap(Status.init) != nil else {
      return nil
    }
    self.object = object
  }

  /// The record of [cell] of [design] in which [results] were found, or an [error], after so many [seconds].
  init(
    _ cell: StudyCell, of design: StudyDesign, _ results: [JSON.Member], _ status: Status,
    error: String? = nil,
    seconds: Double
  ) {
    let facts = design.facts(of: cell)
    let fate =
      [JSON.Member("status", .text(status.rawValue))] + (error.map { [.init("error", .text($0))] } ?? [])
    // To the millisecond: what is beyond is noise.
    let time = JSON.Member("seconds", .number((seconds * 1000).rounded() / 1000))
    let texts = (facts + results).filter { [.text("inf"), .text("-inf")].contains($0.value) }
    let mark = texts.isEmpty ? [] : [JSON.Member(Self.textual, .list(texts.map { .text($0.label) }))]
    object = .object(
      [.init("cell", .text(cell.identity))] + facts + results + fate + [time] + mark)
  }

  /// The label under which those columns are listed, if there are any, that hold a text by which an infinite number is spelled.
  static let textual = "as text"

  /// What stands in [column]: an infinite number for the text that spells it, unless a text was given.
  subscript(column: String) -> Value {
    let value = object[column] ?? .null
    if case .text(let text) = value, object[Self.textual]?.items?.contains(.text(column)) == true {
      return .text(text)
    }
    return DataTable.cell(value)
  }

  /// How the record differs from [facts], what its cell consists of; nil if it does not.
  func fault(against facts: [JSON.Member]) -> String? {
    // As they are written: a number that is whole may come back as an integer.
    guard let wrong = facts.first(where: { object[$0.label]?.line != $0.value.line }) else { return nil }
    let found = object[wrong.label].map { "has \($0.line) as `\(wrong.label)`" } ?? "lacks `\(wrong.label)`"
    return "it \(found), and its cell has \(wrong.value.line)"
  }

  /// What became of the cell.
  var status: Status { object["status"]?.text.flatMap(Status.init) ?? .failed }

  /// Whether it is to be tried again where that is asked for.
  var isUnsound: Bool { status != .finished }

  /// Refuses a record that is finished and has not all of [columns], or something else than numbers there.
  func check(has columns: [String]) throws(CallError) {
    guard !isUnsound, case .object(let members) = object else { return }
    for column in columns {
      if let value = object[column] {
        guard self[column].asNumber == nil, value != .null else { continue }
        throw .failed("the function of a cell must give a number as `\(column)`, but gave \(value.found)")
      }
      let found = members.map(\.label).filter { !StudyDesign.reserved.contains($0) }
      throw .failed(
        "the function of a cell must give a number as `\(column)`, but its record has only "
          + found.map { "`\($0)`" }.joined(separator: ", "),
        suggestion: Spelling.suggestion(for: column, among: found))
    }
  }

  /// The time it took.
  var seconds: Double? {
    switch object["seconds"] {
    case .number(let seconds)?: seconds
    case .integer(let seconds)?: Double(seconds)
    case nil, .null, .truth, .text, .list, .object: nil
    }
  }
}

extension StudyRecord {
  /// What a cell's function gave, as the columns of a record, and what became of the cell.
  ///
  /// A run becomes its main figures, a record of numbers and texts its fields, a number the column `value`.
  /// A status among the fields says what became of the cell. Errors: anything else; a column that is there already.
  static func results(of value: Value, in design: StudyDesign) throws(CallError) -> ([JSON.Member], Status) {
    var fields: [Record.Field]
    switch value {
    case .record(let record): fields = record.fields
    case .integer, .number, .truth, .text: fields = [.init("value", value)]
    case .thing(let run as Run): return (figures(of: run), run.hasDiverged ? .diverged : .finished)
    case .none, .list, .range, .function, .word, .entry, .thing:
      throw .failed(
        "the function of a cell must give a record of numbers and texts, or a run, but gave \(value.found)")
    }
    var status = Status.finished
    if let place = fields.firstIndex(where: { $0.label == "status" }),
      case .text(let text) = fields[place].value
    {
      guard let known = text == "paused" ? .finished : Status(rawValue: text) else {
        throw .failed(
          "the function of a cell gives the status \(Notation.text(text)), but a cell is finished, diverged or failed"
        )
      }
      status = known
      fields.remove(at: place)
    }
    var members: [JSON.Member] = []
    for field in fields {
      guard !design.labels.contains(field.label), !StudyDesign.reserved.contains(field.label) else {
        throw .failed("the function of a cell gives `\(field.label)`, which is a column of the study already")
      }
      guard let found = field.value.field else {
        throw .failed(
          "the function of a cell gives \(field.value.found) as `\(field.label)`, but a column holds numbers and texts"
        )
      }
      members.append(.init(field.label, JSON(found)))
    }
    return (members, status)
  }

  /// The main figures of [run]: accuracy on the test part, mean loss of the last epoch's steps, EGF averaged over all
  /// readings, active weights, steps.
  private static func figures(of run: Run) -> [JSON.Member] {
    let last = run.record.losses.suffix(run.plan.stepsPerEpoch)
    let egf = run.egf().values.filter(\.isFinite)
    func mean(_ values: some Collection<Double>) -> JSON {
      values.isEmpty ? .null : .number(values.reduce(0, +) / Double(values.count))
    }
    return [
      .init("accuracy", run.accuracy.map { .number($0) } ?? .null), .init("loss", mean(last)),
      .init("egf", mean(egf)), .init("nonzeros", .integer(run.network.nonzeros)),
      .init("steps", .integer(run.steps)),
    ]
  }
}

extension Run {
  fileprivate var hasDiverged: Bool {
    if case .diverged = status { return true }
    return false
  }
}
