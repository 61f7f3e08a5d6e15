@testable import WeirLanguage

/// An expression with every operation in round brackets, for tests of how things are grouped.
func shape(_ expression: Expression) -> String {
  switch expression.form {
  case .constant(let value): value.brief
  case .interpolation(let parts): "(text " + parts.map(shape).joined(separator: " ") + ")"
  case .name(let name): name.text
  case .list(let items): "[" + items.map(shape).joined(separator: ", ") + "]"
  case .record(let fields):
    "{" + fields.map { $0.label + ": " + shape($0.value) }.joined(separator: ", ") + "}"
  case .comprehension(let item, let clauses):
    "[" + shape(item) + clauses.map { " " + shape($0) }.joined() + "]"
  case .range(let lower, let upper, let isClosed):
    "(\(shape(lower)) \(isClosed ? "..." : "..<") \(shape(upper)))"
  case .unary(let unary, let operand): "(\(unary.rawValue) \(shape(operand)))"
  case .binary(let binary, let left, let right): "(\(shape(left)) \(binary.rawValue) \(shape(right)))"
  case .call(let callee, let arguments): shape(callee) + shape(arguments)
  case .method(let receiver, let name, let arguments): shape(receiver) + "." + name.text + shape(arguments)
  case .member(let receiver, let name): shape(receiver) + "." + name.text
  case .index(let receiver, let indices):
    shape(receiver) + "[" + indices.map(shape).joined(separator: ", ") + "]"
  case .lambda(let function): shape(function)
  case .conditional(let condition, let then, let otherwise):
    "(if \(shape(condition)) \(shape(then))" + (otherwise.map { " else " + shape($0) } ?? "") + ")"
  case .block(let block): shape(block)
  }
}

func shape(_ statement: Statement) -> String {
  switch statement.form {
  case .expression(let value): shape(value)
  case .binding(let name, let value): name.text + " = " + shape(value)
  case .function(let name, let function): "fn " + name.text + shape(function)
  case .loop(let names, let items, let body):
    "for \(names.map(\.text).joined(separator: ", ")) in \(shape(items)) \(shape(body))"
  case .whileLoop(let condition, let body): "while \(shape(condition)) \(shape(body))"
  case .breakLoop: "break"
  case .continueLoop: "continue"
  case .returnValue(let value): "return" + (value.map { " " + shape($0) } ?? "")
  case .use(let path, _): "use \"\(path)\""
  case .expectation(let condition, let message):
    "expect " + shape(condition) + (message.map { ", " + shape($0) } ?? "")
  }
}

/// The statements of [text], separated by ` | `.
func shapes(_ text: String) -> String {
  Parser.parse(SourceText(name: "test", text: text)).statements.map(shape).joined(separator: " | ")
}

private func shape(_ clause: Expression.Clause) -> String {
  switch clause {
  case .each(let names, let items): "for \(names.map(\.text).joined(separator: ", ")) in \(shape(items))"
  case .condition(let condition): "if \(shape(condition))"
  }
}

private func shape(_ arguments: [ArgumentSyntax]) -> String {
  "(" + arguments.map { ($0.label.map { $0 + ": " } ?? "") + shape($0.value) }.joined(separator: ", ") + ")"
}

private func shape(_ function: Function) -> String {
  let parameters = function.parameters.map { $0.name.text + ($0.standard.map { " = " + shape($0) } ?? "") }
  return "(" + parameters.joined(separator: ", ") + ") => " + shape(function.body)
}

private func shape(_ block: Block) -> String {
  "{" + block.statements.map(shape).joined(separator: " | ") + "}"
}
