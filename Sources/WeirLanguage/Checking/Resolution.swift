import WeirCatalog

/// What a name stands for.
enum Meaning {
  case variable(Variable)
  /// A name that comes with the language.
  case entry(AnyEntry)
  /// A word that means something only to the setting it stands in.
  case word(Word)
  /// A number that has a name: `pi`.
  case constant(Value)
}

/// What is known of the names of a program.
struct Resolution {
  /// The meaning of each name, by its `id`; nil for names that have none, and for members.
  var meanings: [Meaning?]
  /// Of names that are called: what they mean if their variable turns out to hold no function.
  var fallbacks: [Int: AnyEntry] = [:]
  /// The locals of each function.
  var functions: [ObjectIdentifier: Locals] = [:]
  /// The locals of loops outside functions.
  let top: Locals
  /// The names of the top level, of this program and of earlier ones.
  var globals: [String: Variable] = [:]
  /// The modules that the program uses, by the place of their path.
  let modules: [Int: Module]
  /// Names that broken statements would have bound.
  let lost: Set<String>
  var diagnostics: [Diagnostic] = []

  /// Whether [name] may be bound by a statement, or a module, that could not be read: what is wrong with that has been
  /// said, and that the name is not known is no mistake of its own.
  func mayBind(_ name: String) -> Bool {
    lost.contains(name) || modules.values.contains { $0 === Module.empty }
  }

  /// What [name] stands for.
  subscript(name: Name) -> Meaning? { meanings[name.id] }

  /// The entry that a call of [name] is of, if it is not of a person's function.
  func entry(_ name: Name) -> AnyEntry? {
    if case .entry(let entry) = meanings[name.id] { return entry }
    return fallbacks[name.id]
  }

  /// The variable that [name] binds or means.
  func variable(_ name: Name) -> Variable? {
    guard case .variable(let variable) = meanings[name.id] else { return nil }
    return variable
  }

  /// The names that all modules of the program bring in.
  var imported: Set<String> { Set(modules.values.flatMap(\.exports)) }

  /// What the `use` whose path stands at [place] brings in: from where, to where.
  func imports(at place: Span) -> Imports {
    guard let module = modules[place.start] else { preconditionFailure("a module was not loaded") }
    let boxes = module.exports.compactMap { name -> (from: Box, to: Box)? in
      guard let from = module.globals[name], let to = globals[name]?.global else { return nil }
      return (from, to)
    }
    return Imports(module: module, boxes: boxes)
  }

  /// The locals of [function].
  func locals(of function: Function) -> Locals {
    guard let locals = functions[ObjectIdentifier(function)] else {
      preconditionFailure("a function was not resolved")
    }
    return locals
  }
}

/// The names that a program finds already there.
struct Scope {
  /// Those bound by earlier cells.
  var globals: [String: Box] = [:]
  /// Those of values that never change. A person may bind these names to something else.
  var constants = Scope.numbers

  /// The labels of the records that its programs have made: any of them may be called as a method.
  var labels: Set<String> = []

  /// Numbers that have names.
  static let numbers: [String: Value] = [
    "pi": .number(Double.pi), "inf": .number(Double.infinity), "nan": .number(Double.nan),
  ]
}
