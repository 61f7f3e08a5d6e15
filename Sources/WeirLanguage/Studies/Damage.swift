/// Files in the folder of a study that are no records of their cells.
struct Damage {
  /// What becomes of such a file.
  enum Fate {
    case setAside, leftOut
  }

  private var count = 0
  /// Where the first is, and what is wrong with it if more can be said than that it is no record.
  private var first = ""

  /// Takes note of the file at [path].
  mutating func add(_ path: String, _ why: String?) {
    count += 1
    if count == 1 { first = path + (why.map { " (\($0))" } ?? "") }
  }

  /// What is to be said of them; nil if there is none.
  func words(_ fate: Fate) -> String? {
    guard count > 0 else { return nil }
    let what = count == 1 ? "a record is damaged" : "\(count) records are damaged"
    let which = count == 1 ? "" : "the first "
    return switch fate {
    case .setAside: "\(what) and set aside, \(which)as \(first); what it was of is run again"
    case .leftOut: "\(what) and left out, \(which)\(first); what it was of is run again by `study`"
    }
  }
}
