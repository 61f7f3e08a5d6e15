import WeirCatalog
import WeirEngine

/// The function and the grid of a study, as they are handed to workers: an archive in the study's folder, called by a
/// digest of what it holds, so that two calls at once do not get into each other's way.
enum WorkOrder {
  /// Writes down [function], [grid] and [seeds], and says what the archive is called. [identity] is that of the
  /// function. The arguments of the script go along, since functions among the settings may see them.
  static func write(
    _ function: Value, _ grid: Value, _ seeds: [Int], identity: String, in folder: StudyFolder,
    _ context: Context
  ) throws -> String {
    let order = Value.record([
      "run": function, "grid": grid, "seeds": .list(of: seeds.map { .integer($0) }),
      "identity": .text(identity), "arguments": .list(of: context.arguments.map { .text($0) }),
    ])
    let archive = try ValueWriter.archive(of: order, in: folder.work, context)
    let name = Digest(archive.line).text
    let path = place(of: name, in: folder)
    if !Folder.exists(path) { try asCall { try archive.write(to: path) } }
    return name
  }

  /// The work called [name] in [folder].
  static func read(_ name: String, in folder: StudyFolder, _ context: Context) throws -> StudyWork {
    let path = place(of: name, in: folder)
    guard case .record(let order) = try ValueReader.value(at: path, files: folder.work, context),
      let function = order["run"], let grid = order["grid"], case .list(let items)? = order["seeds"],
      case .text(let identity)? = order["identity"], case .list(let arguments)? = order["arguments"]
    else { throw CallError.failed("\(path) holds no work of a study") }
    let seeds = items.compactMap { if case .integer(let seed) = $0 { seed } else { nil as Int? } }
    var context = context
    context.arguments = arguments.map(\.plain)
    let design = try StudyDesign(grid: grid, seeds: seeds, function: identity, context)
    return try asCall { try StudyWork(folder, design, function, folder.join(), context) }
  }

  private static func place(of name: String, in folder: StudyFolder) -> String {
    folder.work + "/" + name + ".json"
  }
}
