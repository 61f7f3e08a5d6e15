import WeirCatalog

/// A builtin that makes one value of another, and looks at nothing else.
///
/// A call of one, written out by position, goes straight to it: past the arguments, the settings and the context that
/// other builtins are called with.
protocol PlainFunction: Builtin {
  /// The argument.
  var x: Value { get }
  /// What it gives for [x]. Errors: values that it does not know, at position 0.
  static func value(of x: Value) throws(CallError) -> Value
}

extension PlainFunction {
  func run(_ context: Context) throws -> Value { try Self.value(of: x) }
}

/// `f(x)`, where `f` is a plain function.
final class PlainCallNode: Node {
  private let function: any PlainFunction.Type
  private let argument: Node
  private let place: ArgumentPlace

  init(_ function: any PlainFunction.Type, _ argument: Node, at place: ArgumentPlace, _ span: Span) {
    (self.function, self.argument, self.place) = (function, argument, place)
    super.init(span)
  }

  override func evaluate(_ frame: inout Frame) throws(Unwind) -> Value {
    let value = try argument.evaluate(&frame)
    do throws(CallError) { return try function.value(of: value) } catch {
      throw frame.fault(error, at: span, arguments: [place])
    }
  }
}
