/// Why a call was refused: facts, from which one sentence is made in one place.
///
/// [position] is the index of the offending argument among those given, so that the language can
/// underline it; nil where the call as a whole is at fault.
public struct CallError: Error, Sendable {
  /// What is wrong.
  public enum Reason: Sendable, Equatable {
    case unknownLabel(String, callee: String, known: [String])
    case missing(String, callee: String, expected: String)
    case repeated(String)
    case tooMany(callee: String, accepted: Int)
    case mismatch(setting: String?, expected: String, found: String)
    case failed(String)
  }

  /// What is wrong.
  public let reason: Reason
  /// Which of the given arguments is at fault, counted from zero.
  public var position: Int?
  /// Which item of that argument, if it is a list, and which item of that; empty where it is the argument as a whole.
  public var items: [Int] = []
  /// The one thing to try, if there is one.
  public var suggestion: String?
  /// What to say beside single arguments, where several are at odds with one another.
  public var labels: [Label] = []

  /// A remark beside one argument.
  public struct Label: Sendable, Equatable {
    /// The index of the argument among those given.
    public let position: Int
    /// The remark: "this network takes 784 inputs".
    public let text: String

    /// A remark [text] beside the argument at [position].
    public init(_ position: Int, _ text: String) { (self.position, self.text) = (position, text) }
  }

  /// An error with its facts.
  public init(_ reason: Reason, position: Int? = nil, suggestion: String? = nil) {
    (self.reason, self.position) = (reason, position)
    self.suggestion = suggestion ?? CallError.suggestion(for: reason)
  }

  /// A refusal in the engine's own words.
  public static func failed(_ message: String, suggestion: String? = nil) -> CallError {
    CallError(.failed(message), suggestion: suggestion)
  }

  /// The sentence, without place and suggestion.
  public var message: String {
    switch reason {
    case .unknownLabel(let label, let callee, let known):
      "`\(callee)` has no setting `\(label)`"
        + (known.isEmpty
          ? "; it takes none" : "; it takes " + known.map { "`\($0)`" }.joined(separator: ", "))
    case .missing(let name, let callee, let expected): "`\(callee)` needs `\(name)`: \(expected)"
    case .repeated(let name): "`\(name)` is given twice"
    case .tooMany(let callee, 0): "`\(callee)` takes no arguments by position; give them by name"
    case .tooMany(let callee, let accepted):
      "`\(callee)` takes at most \(accepted) argument\(accepted == 1 ? "" : "s") by position; give the others by name"
    case .mismatch(let setting?, let expected, let found): "`\(setting)` must be \(expected), but is \(found)"
    case .mismatch(nil, let expected, let found): "expected \(expected), found \(found)"
    case .failed(let message): message
    }
  }

  private static func suggestion(for reason: Reason) -> String? {
    guard case .unknownLabel(let label, _, let known) = reason else { return nil }
    return Spelling.suggestion(for: label, among: known)
  }
}
