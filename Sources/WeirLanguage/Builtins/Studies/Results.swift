import WeirCatalog
import WeirEngine

/// `results`: what is kept of a study.
struct Results: Builtin {
  @Required var name: String
  var folder: String?

  static let result: Kind? = DataTable.kind
  static let entry = Entry<Results>(
    "results", "What a study has found so far, as a table with a row for each cell that is done.",
    details: """
      Columns are the settings, the seed, what the function of a cell gave, `status` (finished, diverged or failed), \
      `error` where a cell has failed, and `seconds`. The cells are those of the last call of `study`.
      """,
    settings: [
      .required("name", \.$name, .text, "What the study is called."),
      Setting(
        "folder", \.folder, .optional(.folder), "The folder of the study; none: `studies/` and its name."),
    ],
    examples: [
      Example(
        """
        study("squares", grid: {x: 1...3}, seeds: [1], run: c => {y: c.x ^ 2})
        results("squares").filter(r => r.y > 1).y
        """, prints: "[4, 9]")
    ], words: ["records", "table", "study"])

  func run(_ context: Context) throws -> Value {
    let place = StudyFolder(context.place(of: try StudyPlace.folder(name, folder, context)))
    guard place.holdsStudy else {
      let usual = context.place(of: StudyPlace.usual)
      let others = Folder.names(in: usual).filter { StudyFolder(usual + "/" + $0).holdsStudy }
      throw CallError.failed(
        "there is no study in \(place.path)",
        suggestion: folder == nil ? Spelling.suggestion(for: name, among: others) : nil)
    }
    let (table, damaged) = try asCall { try place.table() }
    if let words = damaged.words(.leftOut) { context.host.note(words) }
    return .thing(table)
  }
}
