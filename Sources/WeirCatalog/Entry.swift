/// What a named thing says of itself, once. Argument checks, help, completion, the reference page,
/// run identity, example tests and law tests are all made from it.
public struct Entry<Owner>: Sendable {
  /// The name in the language, in snake case.
  public let name: String
  /// What it is, in one sentence.
  public let summary: String
  /// Formula, shapes, units, cost: what a person wants to know next. Empty if the summary says all.
  public let details: String
  /// Author and year of where it comes from; nil for what everybody knows.
  public let source: String?
  /// What can be chosen, in the order of a call.
  public let settings: [Setting<Owner>]
  /// How many of the leading settings may be given without a label.
  public let positional: Int
  /// Short programs that show it, each with its result where that is worth stating.
  public let examples: [Example]
  /// Further words to find it by.
  public let words: [String]

  /// An entry. Required and `rest` settings may be given by position, and so may the first
  /// [positional] ones; the default is as many as are required.
  public init(
    _ name: String, _ summary: String, details: String = "", source: String? = nil,
    settings: [Setting<Owner>] = [], positional: Int? = nil, examples: [Example] = [], words: [String] = []
  ) {
    (self.name, self.summary, self.details, self.source) = (name, summary, details, source)
    (self.settings, self.examples, self.words) = (settings, examples, words)
    let leading = settings.prefix { $0.isRequired }.count
    let rest = settings.firstIndex { $0.isRest }.map { $0 + 1 }
    self.positional = positional ?? rest ?? leading
  }
}

/// A program that shows an entry, and what its last expression prints.
public struct Example: Sendable, ExpressibleByStringLiteral {
  /// The program.
  public let code: String
  /// What the value of its last expression prints as; nil where that is not stated.
  public let result: String?

  /// The program [code], printing [result].
  public init(_ code: String, prints result: String? = nil) { (self.code, self.result) = (code, result) }
  /// A program without a stated result.
  public init(stringLiteral code: String) { self.init(code) }
}

/// A type whose values are described by an entry: made from its defaults, then changed by settings.
public protocol Catalogued: Sendable {
  /// What the type says of itself.
  static var entry: Entry<Self> { get }
  /// The value with every default; required settings are not set yet.
  init()
  /// Looks at settings that must go together, once all are read. Errors: they do not.
  func check() throws(CallError)
}

extension Catalogued {
  /// The value that [given] asks for. Every mistake in a call is found here, before anything runs.
  public static func assemble(_ given: [Given]) throws(CallError) -> Self {
    let value = try entry.fill(given.map { ($0.label, $0.value) })
    try value.check()
    return value
  }

  /// Any settings go together.
  public func check() throws(CallError) {}

  /// The value in the language's notation, with the settings that differ from their defaults:
  /// `sgd(lr: 0.5)`, `dropout(0.5)`. A setting added later, at its default, leaves this unchanged; so the text can
  /// serve as the identity of a run.
  public var identity: String {
    let blank = Self()
    let parts = Self.entry.settings.enumerated().compactMap { place, setting -> String? in
      guard let mine = setting.shown(self) else { return nil }
      if setting.isRequired, place < Self.entry.positional { return mine }
      if !setting.isRequired, mine == setting.shown(blank) { return nil }
      return "\(setting.name): \(mine)"
    }
    return Self.entry.name + "(" + parts.joined(separator: ", ") + ")"
  }
}

extension Entry where Owner: Catalogued {
  /// The defaults with those of [given] that are known written over them. What is unknown yet (nil)
  /// counts as given, and is not checked.
  func fill(_ given: [(label: String?, value: Argument?)]) throws(CallError) -> Owner {
    let places: [Int]
    do throws(CallError) { places = try place(given.map(\.label)) } catch {
      throw CallError(
        error.reason, position: error.position,
        suggestion: error.suggestion ?? advice(error.reason, given.compactMap(\.value)))
    }
    var value = Owner()
    for position in places.indices {
      guard let argument = given[position].value else { continue }
      do throws(CallError) { try settings[places[position]].write(&value, argument) } catch {
        var placed = error
        placed.position = position
        throw placed
      }
    }
    for place in settings.indices where settings[place].isRequired && !places.contains(place) {
      throw CallError(.missing(settings[place].name, callee: name, expected: settings[place].expected))
    }
    return value
  }

  /// The question whether the setting was meant that [label] begins, or goes on, `epsilon` for `eps`, `batch` for
  /// `batch_size`; or whose sentence has the words of [label], `lr` for `learning_rate`.
  private func meant(by label: String) -> String? {
    let words = label.lowercased().replacing("_", with: " ")
    let alike = settings.filter { setting in
      (label.count >= 3 && setting.name.hasPrefix(label)) || label.hasPrefix(setting.name + "_")
    }
    let setting =
      alike.count == 1
      ? alike.first : words.count < 4 ? nil : settings.first { $0.summary.lowercased().contains(words) }
    return setting.map { "did you mean `\($0.name)`?" }
  }

  /// What to write where [given] are too many by position: the items of a list, or what has a name.
  private func advice(_ reason: CallError.Reason, _ given: [Argument]) -> String? {
    guard case .tooMany = reason else { return nil }
    return listAdvice(given)
      ?? (settings.indices.contains(positional)
        ? "the next setting is written `\(settings[positional].name): ...`" : nil)
  }

  private func listAdvice(_ given: [Argument]) -> String? {
    guard let first = settings.first, first.expected.hasPrefix("a list"), given.count > 1 else { return nil }
    let items = given.compactMap { argument in
      if case .integer = argument {
        argument.found
      } else if case .number = argument {
        argument.found
      } else {
        nil
      }
    }
    guard items.count == given.count else { return nil }
    return "`\(first.name)` is one list: write `\(name)([\(items.joined(separator: ", "))])`"
  }

  /// The place of the setting that each argument is for.
  private func place(_ labels: [String?]) throws(CallError) -> [Int] {
    var places: [Int] = []
    var next = 0
    for (position, label) in labels.enumerated() {
      let place: Int
      if let label {
        guard let found = settings.firstIndex(where: { $0.name == label }) else {
          throw CallError(
            .unknownLabel(label, callee: name, known: settings.map(\.name)), position: position,
            suggestion: Spelling.suggestion(for: label, among: settings.map(\.name)) ?? meant(by: label))
        }
        place = found
      } else {
        guard next < positional else {
          throw CallError(.tooMany(callee: name, accepted: positional), position: position)
        }
        place = next
        if !settings[place].isRest { next += 1 }
      }
      if !settings[place].isRest, places.contains(place) {
        throw CallError(.repeated(settings[place].name), position: position)
      }
      places.append(place)
    }
    return places
  }
}
