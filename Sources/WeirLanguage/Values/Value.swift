import WeirCatalog

/// A value of the language. All are immutable: what changes is which value a name stands for.
///
/// Small on purpose (two words and a tag), since the evaluator copies values all the time; what is
/// larger stands behind a reference.
public enum Value: Sendable {
  case none
  case truth(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list(List)
  case record(Record)
  case range(IntegerRange)
  /// A function that a person wrote.
  case function(Closure)
  /// A bare word such as `unit`, for the setting it stands in.
  case word(Word)
  /// The bare name of a catalogue entry: a builtin to pass on, or a thing with its defaults.
  case entry(AnyEntry)
  /// Whatever has a kind of its own: a network, an optimizer, a chart.
  indirect case thing(any Thing)

  /// A number of the engine: the double whose shortest decimal is that of [single], so that `0.1`
  /// prints as `0.1`, and reads back to the same bits in single precision.
  public static func number(_ single: Float) -> Value { .number(Double("\(single)") ?? Double(single)) }

  /// A list of [items].
  public static func list(of items: some Sequence<Value>) -> Value { .list(List(items)) }

  /// What sort of thing it is.
  public var kind: Kind {
    switch self {
    case .none: .none
    case .truth: .truth
    case .integer: .integer
    case .number: .number
    case .text: .text
    case .list: .list
    case .record: .record
    case .range: .range
    case .function, .entry: .function
    case .word: .word
    case .thing(let thing): type(of: thing).kind
    }
  }
}

extension Kind {
  /// What to write where a value of this kind was meant to be true or false.
  var truthAdvice: String? {
    self == .integer || self == .number
      ? "say what makes it true, as in `x != 0`"
      : self == .list || self == .text ? "say what makes it true, as in `len(xs) > 0`" : nil
  }

  /// What to write where a value of this kind was meant to be called.
  var callAdvice: String? {
    self == .list || self == .text || self == .record
      ? "an item stands between `[` and `]`"
      : self == .integer || self == .number ? "write `*` to multiply" : nil
  }

  /// The kind of `none`.
  public static let none = Kind("none")
  /// The kind of `true` and `false`.
  public static let truth = Kind("truth")
  /// The kind of `12`.
  public static let integer = Kind("integer")
  /// The kind of `0.5`.
  public static let number = Kind("number")
  /// The kind of `"text"`.
  public static let text = Kind("text")
  /// The kind of `[1, 2]`.
  public static let list = Kind("list")
  /// The kind of `{lr: 0.1}`.
  public static let record = Kind("record")
  /// The kind of `1...5`.
  public static let range = Kind("range")
  /// The kind of all that can be called.
  public static let function = AnyEntry.kind
  /// The kind of bare words.
  public static let word = Word.kind
}
