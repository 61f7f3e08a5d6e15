import WeirCatalog

/// A program as it was written, before anything is known of its names.
struct Program {
  let source: SourceText
  /// The statements that could be read.
  let statements: [Statement]
  /// How many names occur in it; each has an `id` below.
  let nameCount: Int
  /// All functions written in it, inner ones before those around them.
  let functions: [Function]
  /// The labels of all records written in it.
  let labels: Set<String>
  /// Names that may be bound by what could not be read: of these nobody knows whether they are known.
  let lost: Set<String>
  /// What could not be read, in the order of places.
  let diagnostics: [Diagnostic]
  /// Whether the first error is that the text ends too early.
  let endsTooEarly: Bool
}

/// A name where it stands. Its `id` is its own among all of the program, for passes to say what they
/// found out about it.
struct Name {
  let text: String
  let span: Span
  let id: Int
}

/// One statement.
struct Statement {
  /// What it does.
  indirect enum Form {
    case expression(Expression)
    /// `name = value`
    case binding(Name, Expression)
    /// `fn name(parameters) = body`
    case function(Name, Function)
    /// `for names in items { }`; several names take the items apart.
    case loop([Name], in: Expression, body: Block)
    case whileLoop(Expression, body: Block)
    case breakLoop
    case continueLoop
    case returnValue(Expression?)
    /// `use "file.weir"`
    case use(path: String, span: Span)
    case expectation(Expression, message: Expression?)
  }

  let form: Form
  let span: Span
  /// What the comment `#=` under it says that its value is.
  var expectation: Expectation?
}

/// Statements between braces. Its value is that of the last one.
struct Block {
  let statements: [Statement]
  let span: Span
  /// How deep its statements are nested.
  let depth: Int

  init(_ statements: [Statement], span: Span) {
    (self.statements, self.span) = (statements, span)
    depth = 1 + (statements.map(\.form.depth).max() ?? 0)
  }
}

/// What can be given to a function, as it is written.
struct ParameterSyntax {
  let name: Name
  let standard: Expression?
}

/// A function as it is written: by `fn`, or as `x => x + 1`.
final class Function {
  let name: String?
  let parameters: [ParameterSyntax]
  let body: Expression
  /// The `##` lines above it.
  let documentation: String?
  let span: Span

  init(name: String?, parameters: [ParameterSyntax], body: Expression, documentation: String?, span: Span) {
    (self.name, self.parameters, self.body) = (name, parameters, body)
    (self.documentation, self.span) = (documentation, span)
  }
}

/// Something that has a value.
struct Expression {
  /// How it is made.
  indirect enum Form {
    case constant(Value)
    /// A text with expressions inside.
    case interpolation([Expression])
    case name(Name)
    case list([Expression])
    case record([RecordField])
    case comprehension(Expression, [Clause])
    case range(Expression, Expression, isClosed: Bool)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    case call(Expression, [ArgumentSyntax])
    /// `receiver.name(arguments)`
    case method(Expression, Name, [ArgumentSyntax])
    /// `receiver.name`
    case member(Expression, Name)
    case index(Expression, [Expression])
    case lambda(Function)
    case conditional(Expression, then: Block, otherwise: Expression?)
    case block(Block)
  }

  /// `label: value`
  struct RecordField {
    let label: String
    let labelSpan: Span
    let value: Expression
  }

  /// What follows the first expression of a comprehension.
  enum Clause {
    case each([Name], in: Expression)
    case condition(Expression)
  }

  let form: Form
  let span: Span
  /// How many expressions are inside one another here. The parser keeps it small, so that all later
  /// passes may walk down by recursion.
  let depth: Int

  init(_ form: Form, span: Span) {
    (self.form, self.span) = (form, span)
    depth = 1 + form.innerDepth
  }
}

/// An argument as it is written.
struct ArgumentSyntax {
  let label: String?
  let labelSpan: Span?
  let value: Expression

  var place: ArgumentPlace { value.place(label: labelSpan) }
}

/// Operators in front of a value.
enum UnaryOperator: String {
  case minus = "-"
  case not
}

/// Operators between two values.
enum BinaryOperator: String {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case quotient = "div"
  case remainder = "mod"
  case power = "^"
  case equal = "=="
  case unequal = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case contained = "in"
  case and
  case or
}
