import WeirCatalog
import WeirPlot

/// Whether [value] is what the comment `#=` says: its text as the prompt would show it, or an
/// expression of an equal value, with what it may be off: `0.87 +- 0.02`.
public func matches(_ value: Value, _ expectation: String, on display: Display) -> Bool {
  let shown = value.full(on: display)
  if trimmed(shown) == trimmed(expectation) || value.brief == expectation { return true }
  let parts = expectation.split(separator: "+-", maxSplits: 1).map(String.init)
  guard let expected = constant(parts[0]) else { return false }
  guard parts.count == 2 else { return expected == value || (isNotANumber(expected) && isNotANumber(value)) }
  guard let tolerance = constant(parts[1])?.asNumber else { return false }
  return isNear(value, expected, tolerance)
}

/// The lines without blanks at their ends, for editors take those away.
private func trimmed(_ text: String) -> [Substring] {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    line.lastIndex { $0 != " " }.map { line[...$0] } ?? ""
  }
}

/// The value of an expression without names.
private func constant(_ text: String) -> Value? {
  LargeStack.run {
    let program = Parser.parse(SourceText(name: "", text: text))
    guard program.diagnostics.isEmpty, program.statements.count == 1,
      case .expression(let expression) = program.statements[0].form
    else { return nil }
    return Folding.value(of: expression) { Scope.numbers[$0.text] }
  }
}

private func isNotANumber(_ value: Value) -> Bool { value.asNumber?.isNaN ?? false }

private func isNear(_ a: Value, _ b: Value, _ tolerance: Double) -> Bool {
  if let a = a.asNumber, let b = b.asNumber { return abs(a - b) <= tolerance }
  guard case .list(let a) = a, case .list(let b) = b, a.count == b.count else { return a == b }
  return zip(a, b).allSatisfy { isNear($0, $1, tolerance) }
}
