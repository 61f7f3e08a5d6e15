import WeirCatalog
import WeirEngine

/// What all functions of a running program share.
final class Runtime: Sendable {
  let context: Context
  let cancellation: Cancellation
  /// The lowest address the stack may grow down to.
  private let floor: UInt

  /// How many calls may be inside one another. A call with a condition and an addition around it takes
  /// 2.3 kB of stack in a release build and 7.3 kB in a debug build (measured); where calls stand deeper
  /// inside of expressions, a look at the stack itself ends the recursion earlier.
  static let depthLimit = 10_000

  init(_ context: Context) {
    self.context = context
    (cancellation, floor) = (context.cancellation, LargeStack.floor)
  }

  /// Whether a call [depth] deep would be one too many.
  func isTooDeep(_ depth: Int) -> Bool { depth > Runtime.depthLimit || LargeStack.address() < floor }

  /// The context for a builtin that is called [depth] deep.
  func context(at depth: Int) -> Context {
    var context = context
    (context.depth, context.runtime) = (depth, self)
    return context
  }
}

/// Why evaluation leaves the way of values.
enum Unwind: Error {
  /// The program did something wrong.
  case fault(Fault)
  /// An `expect` was not met.
  case unmet(Fault)
  /// Somebody wished it to stop.
  case interrupted
  case breakLoop
  case continueLoop
  /// A `return`; the value is in the frame.
  case returnValue
}

/// What went wrong, kept behind a reference so that `Unwind` stays small.
final class Fault: Sendable {
  let diagnostic: Diagnostic
  init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}

extension Unwind {
  /// The same, seen from where function [name] was called.
  func through(_ name: String?, at place: Diagnostic.Label) -> Unwind {
    switch self {
    case .fault(let fault): .fault(fault.through(Diagnostic.Call(name: name, place: place)))
    case .unmet(let fault): .unmet(fault.through(Diagnostic.Call(name: name, place: place)))
    case .interrupted, .breakLoop, .continueLoop, .returnValue: self
    }
  }
}

extension Fault {
  fileprivate func through(_ call: Diagnostic.Call) -> Fault {
    var diagnostic = diagnostic
    diagnostic.add(call)
    return Fault(diagnostic)
  }
}

/// The variables of one call, and where it stands.
///
/// Passed down by `inout`, so that reading and writing variables needs no checks at run time.
struct Frame {
  /// The variables that only this call sees; nil before their first binding.
  var slots: [Value?]
  /// The variables it shares with functions around and inside it.
  var boxes: [Box]
  let runtime: Runtime
  let source: SourceText
  /// How many calls are around it.
  let depth: Int
  /// What `return` gives back.
  var result = Value.none
  /// The call with which the program ends, if its value is bound to a name.
  var last: (call: Span, name: String)?

  /// The fault that [message] describes.
  func fault(
    _ message: String, at span: Span, label: String = "", related: [Diagnostic.Label] = [],
    suggestion: String? = nil
  ) -> Unwind {
    .fault(
      Fault(
        Diagnostic(
          message, in: source, at: span, label: label, related: related, suggestion: suggestion)))
  }

  /// The fault behind a refusal; [arguments] are the places of what was given.
  func fault(_ error: CallError, at span: Span, arguments: [ArgumentPlace] = []) -> Unwind {
    .fault(Fault(Diagnostic(error, in: source, at: span, arguments: arguments)))
  }
}

/// A piece of a program, ready to run: the tree, with every name replaced by its place.
///
/// Classes rather than an enumeration, since a call of a method is the fastest way to get from a node
/// to what it does, and small methods keep the stack small. All are immutable.
class Node {
  /// Where it stands in the source.
  let span: Span

  init(_ span: Span) { self.span = span }

  /// Its value.
  func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    preconditionFailure("every node says how it is evaluated")
  }

  /// Its value, where only true and false will do.
  func isTrue(_ frame: inout Frame) throws(Unwind) -> Bool {
    let value = try evaluate(&frame)
    if case .truth(let truth) = value { return truth }
    throw frame.fault(
      "expected true or false, found \(value.found)", at: span, suggestion: value.kind.truthAdvice)
  }
}
