import WeirCatalog

/// A function that comes with the language.
///
/// Its arguments are its stored properties, written by `assemble`; then it runs. One file and one
/// line in a list add one: parser, help, completion and checks read the entry.
public protocol Builtin: Catalogued {
  /// The kind of its result, where it is always the same.
  static var result: Kind? { get }
  /// What it gives. Errors: `CallError` for what a person did wrong; `Interruption`.
  func run(_ context: Context) throws -> Value
  /// What can be said of the result before anything runs, and of arguments that do not fit one
  /// another. Errors: a `CallError` whose labels name the arguments at odds.
  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch
}

extension Builtin {
  /// Nothing is known of the result.
  public static var result: Kind? { nil }
  /// The kind of the result, if it is always the same.
  public static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    result.map { .kind($0) } ?? .unknown
  }
}

/// All builtins, in the order in which they are listed to people.
public let builtins = Registry<any Builtin>(Kind("builtin"), builtinLists)

/// The lists of all folders.
private let builtinLists =
  generalBuiltins + engineBuiltins + statisticsBuiltins + comparisonBuiltins + searchBuiltins
  + studyBuiltins

/// The types of all builtins, by name.
let builtinTypes: [String: any Builtin.Type] = {
  func name<B: Builtin>(_ type: B.Type) -> String { B.entry.name }
  return Dictionary(
    builtinLists.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
}()
