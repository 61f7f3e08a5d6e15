import WeirCatalog

/// A file that programs `use`: checked when it is loaded, run once, when it is first used.
///
/// It sees only its own names and those of the language; whoever uses it gets all that it binds at
/// its top level.
final class Module: @unchecked Sendable {
  let source: SourceText
  /// The names it binds itself, sorted.
  let exports: [String]
  /// Where their values are.
  let globals: [String: Box]
  /// What the checker found out about them.
  let sketches: [String: Sketch]
  /// The labels of the records it may make.
  let labels: Set<String>
  private let nodes: [Node]
  private let top: Locals
  /// Unchecked: a module runs on the thread of the program that uses it.
  private var hasRun = false

  init(_ program: Program, _ resolution: Resolution, sketches: [String: Sketch]) {
    (source, top, self.sketches) = (program.source, resolution.top, sketches)
    labels = program.labels
    nodes = Compiler.compile(program, resolution)
    globals = resolution.globals.compactMapValues(\.global)
    exports = Set(program.statements.boundNames.map(\.text)).sorted()
  }

  /// Runs it, if it has not run yet.
  func run(_ runtime: Runtime, depth: Int) throws(Unwind) {
    if hasRun { return }
    var frame = Frame(top, runtime, source, depth: depth)
    for node in nodes { _ = try node.evaluate(&frame) }
    hasRun = true
  }
}

/// What a `use` brings in.
struct Imports {
  let module: Module
  let boxes: [(from: Box, to: Box)]
}

/// `use "file.weir"`
final class UseNode: Node {
  private let imports: Imports

  init(_ imports: Imports, _ span: Span) {
    self.imports = imports
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    do throws(Unwind) { try imports.module.run(frame.runtime, depth: frame.depth + 1) } catch {
      throw error.through(imports.module.source.name, at: Diagnostic.Label(frame.source, span))
    }
    for (from, to) in imports.boxes { to.value = from.value }
    return .none
  }
}

extension Frame {
  /// The frame of a program, for the loops of its top level.
  init(_ top: Locals, _ runtime: Runtime, _ source: SourceText, depth: Int) {
    self.init(
      slots: Array(repeating: nil, count: top.variables.count),
      boxes: (0..<top.boxCount).map { _ in Box() }, runtime: runtime, source: source, depth: depth)
  }
}

extension Module {
  /// A module without names for each that [program] uses.
  static func placeholders(for program: Program) -> [Int: Module] {
    var modules: [Int: Module] = [:]
    for case .use(_, let span) in program.statements.map(\.form) { modules[span.start] = empty }
    return modules
  }

  /// What stands for a module that could not be loaded.
  static let empty: Module = {
    let program = Parser.parse(SourceText(name: "", text: ""))
    return Module(program, Resolver.resolve(program, in: Scope(), modules: [:]), sketches: [:])
  }()
}
