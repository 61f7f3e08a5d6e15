import WeirCatalog

/// What a person may pass to a function of the language.
public struct Parameter: Sendable, Equatable {
  /// Its name, which is also its label.
  public let name: String
  /// Whether it has no default.
  public let isRequired: Bool

  /// A parameter.
  public init(_ name: String, isRequired: Bool = true) { (self.name, self.isRequired) = (name, isRequired) }
}

/// A function that a person wrote, together with the surroundings it was made in.
///
/// A class: two functions are the same only if they are one.
public final class Closure: Thing {
  /// The kind of all functions.
  public static let kind = Kind("function")
  /// What it runs when called; the evaluator's own matter.
  typealias Body = @Sendable (_ arguments: [Value?], _ context: Context) throws -> Value

  /// Its name; nil for one without, such as `x => x + 1`.
  public let name: String?
  /// What it can be given, in order.
  public let parameters: [Parameter]
  /// Its doc comment, without the `##`.
  public let documentation: String?
  /// How many functions hold one another here.
  let depth: Int
  let body: Body

  init(name: String?, parameters: [Parameter], documentation: String?, depth: Int, body: @escaping Body) {
    (self.name, self.parameters, self.documentation) = (name, parameters, documentation)
    (self.depth, self.body) = (depth, body)
  }

  /// What it gives for [arguments], all by position.
  func call(_ arguments: [Value], in context: Context) throws -> Value { try body(arguments, context) }

  /// The function as one would call it: `gain(a, b: …)`.
  public var signature: String {
    let parts = parameters.map { $0.isRequired ? $0.name : $0.name + ": ..." }
    return (name ?? "function") + "(" + parts.joined(separator: ", ") + ")"
  }
}
