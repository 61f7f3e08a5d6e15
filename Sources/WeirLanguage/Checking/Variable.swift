import WeirCatalog

/// Where the value of a name is kept that functions share: at the top level of a program, or in a
/// function whose inner functions see it.
///
/// Unchecked: only the function or program that owns a name changes it, and it does not run while
/// others do; it waits for what it called.
final class Box: @unchecked Sendable {
  /// The value; nil before the first binding.
  var value: Value?

  init(_ value: Value? = nil) { self.value = value }
}

/// A name that a program binds, wherever it is used.
final class Variable {
  /// Its name.
  let name: String
  /// Where it is bound first; nil for names of earlier cells.
  let definition: Span?
  /// The function it is local to; nil for names of the top level.
  unowned let owner: Locals?
  /// Where its value is kept if it belongs to the top level.
  let global: Box?
  /// Whether an inner function sees it, so that it needs a box of its own.
  fileprivate(set) var isCaptured = false
  /// How many bindings it has in this program.
  var bindings = 0
  /// Its place among the slots of a frame.
  fileprivate(set) var slot = 0
  /// Its place among the boxes of a frame, if it is captured.
  fileprivate(set) var box = 0

  init(_ name: String, at definition: Span?, owner: Locals?, global: Box?) {
    (self.name, self.definition, self.owner, self.global) = (name, definition, owner, global)
  }
}

/// The names of one function, or those of loops at the top level.
final class Locals {
  /// What surrounds it; nil for the top level.
  let parent: Locals?
  /// All its variables: parameters first, then those bound in it, and those of loops.
  private(set) var variables: [Variable] = []
  /// The variables of surrounding functions that it uses, in the order of its boxes.
  private(set) var captures: [Variable] = []
  /// The names of the top level that it, or a function inside it, uses.
  private(set) var globals: [Variable] = []
  /// What names mean here: by block, the innermost last.
  private var scopes: [[String: Variable]] = [[:]]

  init(parent: Locals?) { self.parent = parent }

  /// A new variable, known from here to the end of the block.
  func declare(_ name: Name) -> Variable {
    let variable = Variable(name.text, at: name.span, owner: self, global: nil)
    variable.slot = variables.count
    variables.append(variable)
    scopes[scopes.count - 1][name.text] = variable
    return variable
  }

  func beginBlock() { scopes.append([:]) }
  func endBlock() { scopes.removeLast() }

  /// The variable of this function that [name] means.
  subscript(name: String) -> Variable? {
    for scope in scopes.reversed() { if let variable = scope[name] { return variable } }
    return nil
  }

  /// All names known here, the innermost first.
  var names: [String] { scopes.reversed().flatMap { $0.keys.sorted() } }

  /// Takes note that [variable], of a surrounding function, is used here.
  func capture(_ variable: Variable) {
    variable.isCaptured = true
    if !captures.contains(where: { $0 === variable }) { captures.append(variable) }
  }

  /// Takes note that [variable], of the top level, is used here.
  func use(_ variable: Variable) {
    if !globals.contains(where: { $0 === variable }) { globals.append(variable) }
  }

  /// Gives captured variables their boxes, once all uses are known: those of others come first.
  func placeBoxes() {
    var count = captures.count
    for variable in variables where variable.isCaptured {
      variable.box = count
      count += 1
    }
    boxCount = count
  }

  /// How many boxes a frame needs.
  private(set) var boxCount = 0

  /// Where this function finds the box of [variable].
  func box(of variable: Variable) -> Int? {
    variable.owner === self ? variable.box : captures.firstIndex { $0 === variable }
  }
}
