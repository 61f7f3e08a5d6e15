/// A value on its way from the language into a setting.
///
/// The catalogue knows no interpreter, so the language translates its values into these before a
/// call. What is neither number, text nor collection travels as a `thing`: a network, a closure, or
/// the `AnyEntry` of a bare name such as `erk`, which stands for that entry with its defaults.
public enum Argument: Sendable {
  case none
  case truth(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list(Items)
  case record([Field])
  indirect case thing(any Thing)

  /// One labelled part of a record.
  public struct Field: Sendable {
    /// The name in front of the colon.
    public let label: String
    /// What stands behind it.
    public let value: Argument

    /// The field `label: value`.
    public init(_ label: String, _ value: Argument) { (self.label, self.value) = (label, value) }
  }

  /// The argument as an error message names it: "the text \"abc\"", "a list of 3".
  public var found: String {
    switch self {
    case .none: "none"
    case .truth(let value): value ? "true" : "false"
    case .integer(let value): Notation.integer(value)
    case .number(let value): Notation.number(value)
    case .text(let value): "the text " + Notation.text(value)
    case .list(let items): "a list of \(items.count)"
    case .record: "a record"
    case .thing(let thing as AnyEntry): "`\(thing.name)`"
    case .thing(let thing): "\(type(of: thing).kind)"
    }
  }
}

/// One argument as it stands in a call: with its label, if it has one.
public struct Given: Sendable {
  /// The label in front of the colon; nil for an argument given by position.
  public let label: String?
  /// What is passed.
  public let value: Argument

  /// An argument, labelled or by position.
  public init(_ label: String? = nil, _ value: Argument) { (self.label, self.value) = (label, value) }
}
