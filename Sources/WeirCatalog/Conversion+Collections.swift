extension Conversion where Value == Bool {
  /// `true` or `false`; nothing else is taken for either.
  public static var truth: Self {
    Conversion(
      expected: "true or false", choices: ["true", "false"],
      read: { (argument: Argument) throws(CallError) -> Bool in
        guard case .truth(let value) = argument else {
          throw CallError(.mismatch(setting: nil, expected: "true or false", found: argument.found))
        }
        return value
      },
      show: { $0 ? "true" : "false" })
  }
}

extension Conversion where Value == String {
  /// A text.
  public static var text: Self {
    Conversion(
      expected: "a text", kinds: [Kind("text")],
      read: { (argument: Argument) throws(CallError) -> String in
        guard case .text(let value) = argument else {
          throw CallError(.mismatch(setting: nil, expected: "a text", found: argument.found))
        }
        return value
      },
      show: { Notation.text($0) })
  }

  /// The name of a folder. An empty one is refused: behind it everything would lie in the root of the file system.
  public static var folder: Self {
    Conversion(
      expected: "the name of a folder", kinds: [Kind("text")],
      read: { (argument: Argument) throws(CallError) -> String in
        guard case .text(let name) = argument, !name.isEmpty else {
          let found = if case .text = argument { "empty" } else { argument.found }
          throw CallError(.mismatch(setting: nil, expected: "the name of a folder", found: found))
        }
        return name
      },
      show: { Notation.text($0) })
  }
}

/// One of a fixed list of words. In the language they are bare names: `fan: unit`. Where `none` is
/// among them, the language's own `none` is taken for it.
public protocol Choice: RawRepresentable<String>, CaseIterable, Sendable, Equatable {}

/// A bare word such as `unit`, which means something only to the setting that expects it.
public struct Word: Thing, Equatable {
  /// The kind of all words.
  public static let kind = Kind("word")
  /// The word itself.
  public let name: String

  /// The word [name].
  public init(_ name: String) { self.name = name }
}

extension Conversion where Value: Choice {
  /// One of the words of [Value].
  public static var choice: Self {
    let words = Value.allCases.map(\.rawValue)
    let expected = (words.count > 1 ? "one of " : "") + words.joined(separator: ", ")
    return Conversion(
      expected: expected, choices: words,
      read: { (argument: Argument) throws(CallError) -> Value in
        let word: String
        switch argument {
        case .none: word = "none"
        case .text(let text): word = text
        case .thing(let thing as Word): word = thing.name
        case .thing(let entry as AnyEntry): word = entry.name
        case .truth, .integer, .number, .list, .record, .thing:
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
        guard let value = Value(rawValue: word) else {
          throw CallError(
            .mismatch(setting: nil, expected: expected, found: "`\(word)`"),
            suggestion: Spelling.suggestion(for: word, among: words))
        }
        return value
      },
      show: { $0.rawValue })
  }
}

extension Conversion {
  /// `none`, or what [wrapped] accepts.
  public static func optional<Wrapped>(_ wrapped: Conversion<Wrapped>) -> Self where Value == Wrapped? {
    Conversion(
      expected: wrapped.expected + ", or none", choices: wrapped.choices, kinds: wrapped.kinds,
      read: { (argument: Argument) throws(CallError) -> Wrapped? in
        if case .none = argument { return nil }
        return try wrapped.read(argument)
      },
      show: { $0.map(wrapped.show) ?? "none" },
      argument: Self.argument(of: wrapped))
  }

  /// A list of [count] items, each read by [item].
  public static func list<Item>(of item: Conversion<Item>, count: PartialRangeFrom<Int> = 0...) -> Self
  where Value == [Item] {
    let least = count.lowerBound
    let expected = "a list of " + (least > 0 ? "at least \(least), each " : "items, each ") + item.expected
    return Conversion(
      expected: expected, kinds: [Kind("list")],
      read: { (argument: Argument) throws(CallError) -> [Item] in
        guard case .list(let given) = argument, count.contains(given.count) else {
          let isItem = (try? item.read(argument)) != nil
          throw CallError(
            .mismatch(setting: nil, expected: expected, found: argument.found),
            suggestion: isItem ? "a list stands in brackets, as in `[\(argument.found), ...]`" : nil)
        }
        var items: [Item] = []
        items.reserveCapacity(given.count)
        for (place, one) in given.enumerated() {
          do throws(CallError) { items.append(try item.read(one)) } catch {
            guard case .mismatch(nil, _, let found) = error.reason else { throw error }
            var whole = CallError(
              .mismatch(setting: nil, expected: expected, found: "a list with " + found),
              suggestion: error.suggestion)
            whole.items = [place] + error.items
            throw whole
          }
        }
        return items
      },
      show: { items in
        let shown = items.compactMap(item.show)
        return shown.count == items.count ? "[" + shown.joined(separator: ", ") + "]" : nil
      },
      argument: Self.argument(ofEach: item))
  }

  /// The same list, in which no item may occur twice.
  public func distinct<Item: Hashable>() -> Self where Value == [Item] {
    let (expected, read, show) = (expected, read, show)
    return Conversion(
      expected: expected, choices: choices, kinds: kinds,
      read: { (argument: Argument) throws(CallError) -> [Item] in
        let items = try read(argument)
        var known = Set<Item>()
        guard let twice = items.first(where: { !known.insert($0).inserted }) else { return items }
        let words = show([twice]).map { String($0.dropFirst().dropLast()) } ?? "an item"
        throw CallError(
          .mismatch(
            setting: nil, expected: expected + ", no two alike", found: "a list with \(words) twice"))
      },
      show: show, argument: self.argument)
  }

  private static func argument<Wrapped>(
    of wrapped: Conversion<Wrapped>
  ) -> (@Sendable (Wrapped?) -> Argument?)? {
    guard let given = wrapped.argument else { return nil }
    return { value in
      guard let value else { return Argument.none }
      return given(value)
    }
  }

  private static func argument<Item>(
    ofEach item: Conversion<Item>
  ) -> (@Sendable ([Item]) -> Argument?)? {
    guard let given = item.argument else { return nil }
    return { items in
      let arguments = items.compactMap(given)
      return arguments.count == items.count ? .list(Argument.Items(arguments)) : nil
    }
  }

  /// A list of words of [Item].
  public static func choices<Item: Choice>(of item: Item.Type) -> Self where Value == [Item] {
    let list = Conversion.list(of: Conversion<Item>.choice)
    return Conversion(
      expected: list.expected, choices: Item.allCases.map(\.rawValue), read: list.read, show: list.show)
  }

  /// A thing of type [Value]: a network, a dataset, a run.
  public static func thing(_ type: Value.Type) -> Self where Value: Thing {
    let expected = "\(Value.kind)"
    return Conversion(
      expected: expected, kinds: [Value.kind],
      read: { (argument: Argument) throws(CallError) -> Value in
        guard case .thing(let thing) = argument, let value = thing as? Value else {
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
        return value
      },
      show: { _ in nil }, argument: { .thing($0) })
  }
}
