import WeirCatalog
import WeirEngine

/// Parses, resolves and checks programs, together with the modules they use.
///
/// A module is loaded once in a session, whoever uses it, and however its path is written.
struct ModuleLoader {
  private var modules: [String: Module] = [:]
  /// The modules being loaded now, the outermost first.
  private var chain: [String] = []

  /// A program on its way to be run.
  struct Prepared {
    let program: Program
    let resolution: Resolution
    /// What the checker found out about the names of the top level.
    let sketches: [String: Sketch]
    /// The labels of the records that may have been made when it has run.
    let labels: Set<String>
    let diagnostics: [Diagnostic]

    /// The names that it binds itself, and those that its modules bring in.
    var boundNames: Set<String> { resolution.imported.union(program.statements.boundNames.map(\.text)) }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
  }

  /// [source] with all that can be found out about it without running it.
  mutating func prepare(_ source: SourceText, in scope: Scope, folder: String) -> Prepared {
    let program = Parser.parse(source)
    var diagnostics = program.diagnostics
    var used: [Int: Module] = [:]
    for case .use(let path, let span) in program.statements.map(\.form) {
      do throws(Refusal) { used[span.start] = try load(path, from: source, folder: folder) } catch {
        diagnostics +=
          error.diagnostics.isEmpty
          ? [Diagnostic(error.message, in: source, at: span)] : error.diagnostics
        used[span.start] = Module.empty
      }
    }
    let resolution = Resolver.resolve(program, in: scope, modules: used)
    let labels = used.values.reduce(scope.labels.union(program.labels)) { $0.union($1.labels) }
    let checked = Checker.check(program, resolution, labels: labels)
    diagnostics += resolution.diagnostics + checked.diagnostics
    return Prepared(
      program: program, resolution: resolution, sketches: checked.sketches, labels: labels,
      diagnostics: diagnostics.sortedByPlace())
  }

  /// Why a module cannot be used: one sentence, or what is wrong inside of it.
  private struct Refusal: Error {
    var message = ""
    var diagnostics: [Diagnostic] = []
  }

  private mutating func load(
    _ path: String, from user: SourceText, folder: String
  ) throws(Refusal) -> Module {
    let place = ModuleLoader.place(path, from: user, folder: folder)
    let identity = ModuleLoader.identity(of: place)
    if let module = modules[identity] { return module }
    if let start = chain.firstIndex(of: identity) {
      let names = (chain[start...] + [identity]).map { "`" + ModuleLoader.lastPart(of: $0) + "`" }
      throw Refusal(message: "modules use one another in a circle: " + names.joined(separator: " uses "))
    }
    let source: SourceText
    do throws(UnreadableSource) { source = try SourceText(file: place) } catch {
      throw Refusal(message: error.message)
    }
    chain.append(identity)
    let prepared = prepare(source, in: Scope(), folder: folder)
    chain.removeLast()
    if prepared.hasErrors { throw Refusal(diagnostics: prepared.diagnostics) }
    let module = Module(prepared.program, prepared.resolution, sketches: prepared.sketches)
    modules[identity] = module
    return module
  }

  // MARK: Paths

  /// A path is taken from the folder of the file that uses it; of what is no file, from [folder].
  private static func place(_ path: String, from user: SourceText, folder: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let slash = user.name.lastIndex(of: "/") else { return folder == "." ? path : folder + "/" + path }
    return user.name[...slash] + path
  }

  /// One text for all ways to write the same path.
  private static func identity(of path: String) -> String { Folder.absolute(path) ?? path }

  private static func lastPart(of path: String) -> Substring {
    path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
  }
}
