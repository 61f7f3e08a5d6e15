/// What a person may choose about a thing: its name, where it is stored, what it accepts, in one line.
///
/// The default is the stored property's own initial value; nothing else states it. A class, since it is passed about in
/// every call.
public final class Setting<Owner>: Sendable {
  /// The label in a call, in snake case.
  public let name: String
  /// One sentence that says what it does, with its unit if it has one.
  public let summary: String
  /// What it accepts, for sentences.
  public let expected: String
  /// The words to offer when completing.
  public var choices: [String] { list() }
  /// The kinds of things it accepts; empty where that is no matter of kinds.
  public let kinds: [Kind]
  /// Whether a call must give it.
  public let isRequired: Bool
  /// Whether it takes all further arguments given by position.
  public let isRest: Bool
  private let list: @Sendable () -> [String]
  let shown: @Sendable (Owner) -> String?
  /// The argument that would be read as what is there, where no notation says all of it.
  let given: @Sendable (Owner) -> Argument?
  let write: @Sendable (inout Owner, Argument) throws(CallError) -> Void

  /// A setting with a default: what [path] holds in a fresh [Owner].
  public convenience init<Value>(
    _ name: String, _ path: WritableKeyPath<Owner, Value> & Sendable, _ conversion: Conversion<Value>,
    _ summary: String
  ) {
    self.init(
      name: name, summary: summary, expected: conversion.expected, list: conversion.list,
      kinds: conversion.kinds, isRequired: false, isRest: false,
      shown: { conversion.show($0[keyPath: path]) }, given: { conversion.argument?($0[keyPath: path]) },
      write: { (owner: inout Owner, argument: Argument) throws(CallError) in
        owner[keyPath: path] = try Self.read(argument, conversion, for: name)
      })
  }

  /// A setting that every call must give; [path] is the projection of a `Required` property: `\.$network`.
  public static func required<Value>(
    _ name: String, _ path: WritableKeyPath<Owner, Value?> & Sendable, _ conversion: Conversion<Value>,
    _ summary: String
  ) -> Setting {
    Setting(
      name: name, summary: summary, expected: conversion.expected, list: conversion.list,
      kinds: conversion.kinds, isRequired: true, isRest: false,
      shown: { $0[keyPath: path].flatMap(conversion.show) },
      given: { owner in conversion.argument.flatMap { given in owner[keyPath: path].flatMap(given) } },
      write: { (owner: inout Owner, argument: Argument) throws(CallError) in
        owner[keyPath: path] = try Self.read(argument, conversion, for: name)
      })
  }

  /// All further arguments by position, however many; must be the last of those by position.
  public static func rest<Item>(
    _ name: String, _ path: WritableKeyPath<Owner, [Item]> & Sendable, _ item: Conversion<Item>,
    _ summary: String
  ) -> Setting {
    Setting(
      name: name, summary: summary, expected: item.expected, list: item.list, kinds: item.kinds,
      isRequired: false, isRest: true, shown: { _ in nil },
      given: { owner in
        let arguments = item.argument.map { owner[keyPath: path].compactMap($0) } ?? []
        return arguments.count == owner[keyPath: path].count ? .list(Argument.Items(arguments)) : nil
      },
      write: { (owner: inout Owner, argument: Argument) throws(CallError) in
        owner[keyPath: path].append(try Self.read(argument, item, for: name))
      })
  }

  private init(
    name: String, summary: String, expected: String, list: @escaping @Sendable () -> [String], kinds: [Kind],
    isRequired: Bool, isRest: Bool, shown: @escaping @Sendable (Owner) -> String?,
    given: @escaping @Sendable (Owner) -> Argument?,
    write: @escaping @Sendable (inout Owner, Argument) throws(CallError) -> Void
  ) {
    (self.name, self.summary, self.expected, self.list) = (name, summary, expected, list)
    (self.kinds, self.isRequired, self.isRest) = (kinds, isRequired, isRest)
    (self.shown, self.given, self.write) = (shown, given, write)
  }

  /// Reads [argument], and adds the setting's name to a mismatch.
  private static func read<Value>(
    _ argument: Argument, _ conversion: Conversion<Value>, for name: String
  ) throws(CallError) -> Value {
    do throws(CallError) { return try conversion.read(argument) } catch {
      guard case .mismatch(nil, let expected, let found) = error.reason else { throw error }
      // What is a word elsewhere is a thing here, and stands without quotation marks.
      let word: String? =
        if case .text(let text) = argument, conversion.choices.contains(text) { text } else { nil }
      var named = CallError(
        .mismatch(setting: name, expected: expected, found: found),
        suggestion: error.suggestion ?? word.map { "write `\($0)`, without quotation marks" })
      named.items = error.items
      throw named
    }
  }
}

/// A stored property without a default: every call must give it, and `assemble` sees to that.
@propertyWrapper
public struct Required<Value: Sendable>: Sendable {
  private var stored: Value?

  /// What was given, if it was; the way in which a setting writes it.
  public var projectedValue: Value? {
    get { stored }
    set { stored = newValue }
  }

  /// Not given yet.
  public init() {}

  /// The value given. Reading it before it was set is a mistake of ours, not of a person's.
  public var wrappedValue: Value {
    get {
      guard let stored else { preconditionFailure("a required setting was read before it was set") }
      return stored
    }
    set { stored = newValue }
  }
}
