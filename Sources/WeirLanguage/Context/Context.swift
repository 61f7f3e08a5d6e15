import WeirCatalog
import WeirEngine
import WeirPlot

/// What a builtin may use besides its arguments. There is no other state: no global generator, no
/// clock, no ambient output.
public struct Context: Sendable {
  /// Where output goes.
  public internal(set) var host: any Host
  /// On how many threads to compute.
  public var execution: Execution
  /// The seed of all draws that are not given one.
  public var seed: Int
  /// What stood behind the script's name on the command line.
  public var arguments: [String]
  /// Whether no file may be written outside the working folder, and the network not be used.
  public var safe: Bool
  /// The folder that relative paths start from.
  public var folder: String
  /// The folder in which files at relative paths are written and first looked for, where that is another: so that a
  /// program leaves nothing behind.
  public var scratch: String?
  /// Where files of datasets may lie.
  public var data: DataEnvironment
  /// How many bytes of memory there are, for what would need more to be refused.
  public var memory: Int
  /// How Weir can be started beside itself; nil where it cannot.
  public var program: OwnProgram?
  /// How many calls are inside one another here, for the evaluator to end endless recursion.
  var depth = 0
  /// What the running program shares; nil outside of one.
  var runtime: Runtime?
  /// The name that the value of the call at hand is bound to, if the program ends with that.
  var bound: String?

  /// A context for a session.
  public init(
    host: any Host, execution: Execution = Execution(threads: 1), seed: Int = 0, arguments: [String] = [],
    safe: Bool = false, folder: String = ".", data: DataEnvironment? = nil, memory: Int = .max
  ) {
    (self.host, self.execution, self.seed) = (host, execution, seed)
    (self.arguments, self.safe, self.folder) = (arguments, safe, folder)
    (self.data, self.memory) = (data ?? DataEnvironment(folder: folder), memory)
    self.data.cancellation = host.cancellation
  }

  /// The wish to stop, which long work looks at.
  public var cancellation: Cancellation { host.cancellation }
  /// Where standard output is shown.
  public var display: Display { host.display }

  /// Throws `Interruption` if somebody wishes the work to stop.
  public func checkCancellation() throws(Interruption) {
    if cancellation.isRequested { throw Interruption() }
  }

  /// What [function] gives for [arguments]: a person's function, or a builtin passed by its name.
  public func call(_ function: Value, _ arguments: [Value]) throws -> Value {
    switch function {
    case .function(let closure): return try closure.call(arguments, in: self)
    case .entry(let entry):
      // Only collections are translated in two ways.
      let holds =
        arguments.contains(where: \.isCollection)
        ? entry.holds(for: arguments.map { _ in nil }) : arguments.map { _ in false }
      var given: [Given] = []
      for (argument, isHeld) in zip(arguments, holds) {
        given.append(Given(nil, try argument.argument(isHeld: isHeld)))
      }
      return try call(entry, given)
    case .none, .truth, .integer, .number, .text, .list, .record, .range, .word, .thing:
      throw CallError.failed("\(function.found) cannot be called: it is no function")
    }
  }

  /// Runs a builtin, or makes a thing of the catalogue.
  func call(_ entry: AnyEntry, _ given: [Given]) throws -> Value {
    let made = try entry.make(given)
    if let builtin = made as? any Builtin { return try builtin.run(self) }
    if let source = made as? any DatasetSource {
      return .thing(try asCall { try source.load(in: data, seed: seed) })
    }
    guard let thing = made as? any Thing else {
      preconditionFailure("`\(entry.name)` is neither a builtin nor a thing")
    }
    return .thing(thing)
  }
}

/// The end of work that somebody wished to stop.
public struct Interruption: Error, Sendable {
  /// The wish was seen.
  public init() {}
}
