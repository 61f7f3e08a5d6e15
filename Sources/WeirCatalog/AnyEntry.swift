/// An entry whose type is forgotten: what help, completion, checks and the evaluator work with.
///
/// It is a thing itself: a bare name such as `erk`, passed where a distribution is expected, travels
/// as the entry and stands for its defaults. A class, since it is passed about in every call of a builtin.
public final class AnyEntry: Thing {
  /// The kind of a bare name.
  public static let kind = Kind("function")

  /// One setting, for help and completion.
  public struct SettingInfo: Sendable {
    /// The label in a call.
    public let name: String
    /// What it does.
    public let summary: String
    /// What it accepts.
    public let expected: String
    /// The words to offer when completing.
    public let choices: [String]
    /// The kinds of things it accepts; empty where that is no matter of kinds.
    public let kinds: [Kind]
    /// Whether a call must give it.
    public let isRequired: Bool
    /// Whether it takes all further arguments.
    public let isRest: Bool
    /// Its default in the language's notation; nil where there is none to show.
    public let standard: String?
  }

  /// The shelf it stands on: `optimizer`, `activation`, `builtin`.
  public let shelf: Kind
  /// The name in the language.
  public let name: String
  /// What it is, in one sentence.
  public let summary: String
  /// What a person wants to know next.
  public let details: String
  /// Where it comes from.
  public let source: String?
  /// How many settings may be given by position.
  public let positional: Int
  /// Programs that show it.
  public let examples: [Example]
  /// Further words to find it by.
  public let words: [String]
  /// What can be chosen. Made on demand, for a start-up should not pay for help pages.
  public var settings: [SettingInfo] { describe() }
  /// Makes the value that a call asks for.
  public let make: @Sendable ([Given]) throws(CallError) -> any Catalogued
  /// Checks a call of which only some arguments are known yet (nil: unknown): labels, counts, and
  /// the kinds and ranges of those known.
  public let check: @Sendable ([(label: String?, value: Argument?)]) throws(CallError) -> Void
  private let describe: @Sendable () -> [SettingInfo]

  /// The entry of [type], standing on [shelf].
  public init<T: Catalogued>(_ type: T.Type, shelf: Kind) {
    let entry = T.entry
    (self.shelf, name, summary, details) = (shelf, entry.name, entry.summary, entry.details)
    (source, positional, examples, words) = (entry.source, entry.positional, entry.examples, entry.words)
    make = { (given: [Given]) throws(CallError) -> any Catalogued in try T.assemble(given) }
    check = { (given: [(label: String?, value: Argument?)]) throws(CallError) in _ = try entry.fill(given) }
    describe = {
      let blank = T()
      return entry.settings.map {
        SettingInfo(
          name: $0.name, summary: $0.summary, expected: $0.expected, choices: $0.choices, kinds: $0.kinds,
          isRequired: $0.isRequired, isRest: $0.isRest,
          standard: $0.isRequired || $0.isRest ? nil : $0.shown(blank))
      }
    }
  }

  /// The call as one would type it, with settings and defaults: `sgd(lr: 0.1, momentum: 0.0)`.
  public var signature: String {
    let parts = settings.enumerated().map { index, setting in
      if setting.isRest { return setting.name + ", …" }
      if setting.isRequired { return index < positional ? setting.name : setting.name + ":" }
      return setting.name + ": " + (setting.standard ?? "…")
    }
    return name + "(" + parts.joined(separator: ", ") + ")"
  }
}
