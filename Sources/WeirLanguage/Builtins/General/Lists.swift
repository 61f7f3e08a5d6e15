import WeirCatalog

/// `len`: how many.
struct Length: Builtin {
  @Required var of: Value
  static let result: Kind? = .integer
  static let entry = Entry<Length>(
    "len", "How many items a list, range, record, series or tensor has, or characters a text.",
    settings: [.required("of", \.$of, .value, "What is counted.")],
    examples: [Example("len(0..<5)", prints: "5")], words: ["length", "count"])

  func run(_ context: Context) throws -> Value {
    switch of {
    case .text(let text): return .integer(text.count)
    case .range(let range): return .integer(range.count)
    case .none, .truth, .integer, .number, .list, .record, .function, .word, .entry, .thing:
      guard let items = try of.elements() else {
        throw CallError(
          .mismatch(
            setting: "of", expected: "a list, range, record, series, tensor or text", found: of.found),
          position: 0)
      }
      return .integer(items.count)
    }
  }
}

/// A function applied to each item.
struct MapItems: Builtin {
  @Required var values: [Value]
  @Required var function: Value
  static let result: Kind? = .list
  static let entry = Entry<MapItems>(
    "map", "What a function gives for each item.",
    settings: [
      .required("values", \.$values, .sequence, "The items."),
      .required("function", \.$function, .function, "A function of one item."),
    ],
    examples: [Example("map([1, 2], x => 10 * x)", prints: "[10, 20]")])

  func run(_ context: Context) throws -> Value {
    var results: [Value] = []
    results.reserveCapacity(values.count)
    for value in values {
      try context.checkCancellation()
      results.append(try context.call(function, [value]))
    }
    return .list(of: results)
  }
}

/// The items that a function accepts.
struct FilterItems: Builtin {
  @Required var values: ItemSequence
  @Required var function: Value
  static let entry = Entry<FilterItems>(
    "filter", "The items for which a function gives true; of a table, a table of those rows.",
    settings: [
      .required("values", \.$values, .items, "The items."),
      .required("function", \.$function, .function, "A function of one item that gives true or false."),
    ],
    examples: [Example("filter(1...6, x => x mod 2 == 0)", prints: "[2, 4, 6]")])

  func run(_ context: Context) throws -> Value {
    var kept: [Int] = []
    for (place, value) in values.items.enumerated() {
      try context.checkCancellation()
      guard case .truth(let accepts) = try context.call(function, [value]) else {
        throw CallError.failed("the function of `filter` must give true or false")
      }
      if accepts { kept.append(place) }
    }
    return values.picking(kept)
  }

  static func sketch(_ call: SketchedCall) -> Sketch { ItemSequence.sketch(call["values"]) }
}

/// Items put together one after the other.
struct Fold: Builtin {
  @Required var values: [Value]
  @Required var start: Value
  @Required var function: Value
  static let entry = Entry<Fold>(
    "fold", "Puts items together, one after the other, beginning with a value.",
    settings: [
      .required("values", \.$values, .sequence, "The items."),
      .required("start", \.$start, .value, "What to begin with."),
      .required("function", \.$function, .function, "A function of what there is so far and the next item."),
    ],
    examples: [Example("fold([2, 3, 4], 1, (a, b) => a * b)", prints: "24")], words: ["reduce"])

  func run(_ context: Context) throws -> Value {
    var result = start
    for value in values {
      try context.checkCancellation()
      result = try context.call(function, [result, value])
    }
    return result
  }
}

/// The items from the last to the first.
struct Reverse: Builtin {
  @Required var values: ItemSequence
  static let entry = Entry<Reverse>(
    "reverse", "The items from the last to the first.",
    settings: [.required("values", \.$values, .items, "The items.")],
    examples: [Example("reverse(1...3)", prints: "[3, 2, 1]")])
  func run(_ context: Context) throws -> Value { values.picking(values.items.indices.reversed()) }
  static func sketch(_ call: SketchedCall) -> Sketch { ItemSequence.sketch(call["values"]) }
}

/// Items of two lists side by side.
struct Zip: Builtin {
  @Required var first: [Value]
  @Required var second: [Value]
  static let result: Kind? = .list
  static let entry = Entry<Zip>(
    "zip", "Items of two lists side by side, as many as the shorter one has.",
    settings: [
      .required("first", \.$first, .sequence, "One list."),
      .required("second", \.$second, .sequence, "The other."),
    ],
    examples: [Example(#"zip([1, 2], ["a", "b"])"#, prints: #"[[1, "a"], [2, "b"]]"#)])
  func run(_ context: Context) throws -> Value {
    .list(of: Swift.zip(first, second).map { .list([$0, $1]) })
  }
}

/// Items with their places.
struct Enumerate: Builtin {
  @Required var values: [Value]
  static let result: Kind? = .list
  static let entry = Entry<Enumerate>(
    "enumerate", "Each item with its place, counted from 0.",
    settings: [.required("values", \.$values, .sequence, "The items.")],
    examples: [Example(#"enumerate(["a", "b"])"#, prints: #"[[0, "a"], [1, "b"]]"#)])
  func run(_ context: Context) throws -> Value {
    .list(of: values.enumerated().map { .list([.integer($0), $1]) })
  }
}

/// The labels of a record.
struct Keys: Builtin {
  @Required var record: Value
  static let result: Kind? = .list
  static let entry = Entry<Keys>(
    "keys", "The labels of a record, in order.",
    settings: [.required("record", \.$record, .value, "A record.")],
    examples: [Example("keys({lr: 0.1, steps: 200})", prints: #"["lr", "steps"]"#)])
  func run(_ context: Context) throws -> Value {
    guard case .record(let fields) = record else {
      throw CallError(.mismatch(setting: "record", expected: "a record", found: record.found), position: 0)
    }
    return .list(of: fields.labels.map { .text($0) })
  }
}
