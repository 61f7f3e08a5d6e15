import WeirCatalog

/// What a function does, made once; with the variables it captures it becomes a `Closure`.
///
/// Unchecked: nodes are immutable, though nothing but their habit says so.
final class Code: @unchecked Sendable {
  let name: String?
  let parameters: [Parameter]
  /// The default of each parameter that has one, with its place among them.
  let standards: [(slot: Int, node: Node)]
  let body: Node
  let documentation: String?
  let source: SourceText
  /// Its variables before any is bound; the first ones are its parameters. A call takes a copy, which is made faster than an
  /// array is from nothing: that asks for the type of its storage each time.
  let freshSlots: [Value?]
  /// How many of them have boxes of their own.
  let boxCount: Int
  /// The parameters that inner functions see, with the places of their boxes.
  let boxedParameters: [(slot: Int, box: Int)]
  /// The names of the top level that it uses, with where their values are kept.
  let globals: [(name: String, box: Box)]
  /// Where it stands in the source.
  let span: Span

  init(_ function: Function, _ locals: Locals, standards: [Node?], body: Node, source: SourceText) {
    (name, documentation, self.source) = (function.name, function.documentation, source)
    parameters = function.parameters.map { Parameter($0.name.text, isRequired: $0.standard == nil) }
    self.standards = standards.enumerated().compactMap { slot, node in node.map { (slot, $0) } }
    self.body = body
    freshSlots = locals.variables.map { _ in nil }
    boxCount = locals.boxCount - locals.captures.count
    globals = locals.globals.compactMap { variable in variable.global.map { (variable.name, $0) } }
    span = function.span
    boxedParameters = locals.variables.prefix(parameters.count).filter(\.isCaptured).map { ($0.slot, $0.box) }
  }

  /// Runs it with its parameters in the first of [slots].
  func run(
    _ slots: consuming [Value?], captured: [Box], _ runtime: Runtime, depth: Int
  ) throws(Unwind) -> Value {
    if runtime.cancellation.isRequested { throw .interrupted }
    // Consumed, so that the frame is the only holder of its variables, and need not copy them to bind one.
    var frame = Frame(slots: consume slots, boxes: captured, runtime: runtime, source: source, depth: depth)
    for _ in 0..<boxCount { frame.boxes.append(Box()) }
    for parameter in boxedParameters { frame.boxes[parameter.box].value = frame.slots[parameter.slot] }
    for (slot, standard) in standards where frame.slots[slot] == nil {
      let value = try standard.evaluate(&frame)
      frame.slots[slot] = value
      for parameter in boxedParameters where parameter.slot == slot {
        frame.boxes[parameter.box].value = value
      }
    }
    do throws(Unwind) { return try body.evaluate(&frame) } catch {
      guard case .returnValue = error else { throw error }
      return frame.result
    }
  }
}
