import WeirCatalog

extension Checker {
  /// A call of [function], behind [receiver] if there is one.
  mutating func call(
    _ function: Sketch, behind receiver: (sketch: Sketch, span: Span)?, _ arguments: [ArgumentSyntax],
    at span: Span, named name: Span
  ) -> Sketch {
    var known = arguments.map { (label: $0.label, sketch: sketch(of: $0.value)) }
    var places = arguments.map(\.place)
    if let receiver {
      known.insert((nil, receiver.sketch), at: 0)
      places.insert(ArgumentPlace(label: nil, value: receiver.span), at: 0)
    }
    switch function {
    case .constant(.entry(let entry)): return call(entry, known, places, at: span)
    case .constant(.function(let closure)):
      return call(closure.parameters, of: closure.name, known, places, at: span)
    case .function(let name, let parameters): return call(parameters, of: name, known, places, at: span)
    case .unknown, .constant, .kind, .network, .trained, .data, .list, .record:
      guard let kind = function.kind, kind != .function else { return .unknown }
      let found = function.constant?.found ?? "\(kind)"
      report(
        .failed("\(found) cannot be called: it is no function", suggestion: kind.callAdvice), at: name)
      return .unknown
    }
  }

  private mutating func call(
    _ parameters: [Parameter], of name: String?, _ arguments: [(label: String?, sketch: Sketch)],
    _ places: [ArgumentPlace], at span: Span
  ) -> Sketch {
    do throws(CallError) { _ = try parameters.places(for: arguments.map(\.label), of: name) } catch {
      report(error, at: span, arguments: places)
    }
    return .unknown
  }

  private mutating func call(
    _ entry: AnyEntry, _ arguments: [(label: String?, sketch: Sketch)], _ places: [ArgumentPlace],
    at span: Span
  ) -> Sketch {
    let settings = entry.settings(for: arguments.map(\.label))
    let given = zip(arguments, settings).map { argument, setting in
      (label: argument.label, value: argument.sketch.argument(for: setting))
    }
    do throws(CallError) {
      try entry.check(given)
      try checkKinds(arguments.map(\.sketch), settings)
      guard let builtin = builtinTypes[entry.name] else { return thing(entry, given) }
      return try builtin.sketch(
        SketchedCall(zip(settings, arguments).map { ($0?.name ?? "", $1.sketch) }))
    } catch {
      report(error, at: span, arguments: places)
      guard let builtin = builtinTypes[entry.name] else { return .kind(entry.shelf) }
      // What it gives whatever it is given, for completion.
      return (try? builtin.sketch(SketchedCall([]))) ?? .unknown
    }
  }

  /// What a call of a thing of the catalogue makes: the thing itself, if all is known.
  private func thing(_ entry: AnyEntry, _ given: [(label: String?, value: Argument?)]) -> Sketch {
    let known = given.compactMap { argument in argument.value.map { Given(argument.label, $0) } }
    guard known.count == given.count, let thing = try? entry.make(known) as? any Thing else {
      return .kind(entry.shelf)
    }
    return Sketch(of: .thing(thing))
  }

  /// Things of the wrong kind, of which no more than the kind is known.
  private func checkKinds(_ arguments: [Sketch], _ settings: [AnyEntry.SettingInfo?]) throws(CallError) {
    for (position, (sketch, setting)) in zip(arguments, settings).enumerated() {
      guard let setting, !setting.kinds.isEmpty, Kind.ofLanguage.isDisjoint(with: setting.kinds),
        sketch.constant == nil, let kind = sketch.kind, !setting.kinds.contains(kind), kind != .function
      else { continue }
      throw CallError(
        .mismatch(setting: setting.name, expected: setting.expected, found: "\(kind)"), position: position)
    }
  }

  /// `receiver.name(arguments)`
  mutating func method(
    _ receiver: Expression, _ name: Name, _ arguments: [ArgumentSyntax], at span: Span
  ) -> Sketch {
    let known = sketch(of: receiver)
    if let field = known.field(name.text), field.kind == .function {
      return call(field, behind: nil, arguments, at: span, named: name.span)
    }
    guard resolution[name] != nil else {
      arguments.forEach { _ = sketch(of: $0.value) }
      reportUnknownMethod(name, of: known)
      return .unknown
    }
    let function = sketch(of: name)
    // A record may have a function of that name, which comes first.
    let receives = known.kind.map { $0 != .record && Members.named(name.text, of: $0) == nil } ?? false
    guard receives || !labels.contains(name.text) else {
      arguments.forEach { _ = sketch(of: $0.value) }
      return .unknown
    }
    return call(function, behind: (known, receiver.span), arguments, at: span, named: name.span)
  }

  /// Reports a method that is known nowhere: neither as a function, nor as a member of what it is called
  /// on, as far as that is known.
  private mutating func reportUnknownMethod(_ name: Name, of known: Sketch) {
    if resolution.mayBind(name.text) { return }
    let kind = known.kind
    if let kind, Members.named(name.text, of: kind) != nil { return }
    if kind == nil || kind == .record, labels.contains(name.text) || Members.isAny(name.text) { return }
    let members = kind.map { Members.of($0).map(\.name) } ?? []
    let functions = resolution.globals.keys.sorted() + Catalogue.all.map(\.name)
    report(
      .failed(
        "there is no function `\(name.text)`"
          + (kind.map { ", and \($0) has no member of that name" } ?? ""),
        suggestion: AdviceForNewcomers.function(for: name.text)
          ?? Spelling.suggestion(for: name.text, among: members + functions)), at: name.span)
  }
}

extension Sketch {
  /// The value as an argument, where it is known.
  fileprivate func argument(for setting: AnyEntry.SettingInfo?) -> Argument? {
    switch self {
    case .constant(let value): return try? value.argument(isHeld: setting?.kinds == [Held.kind])
    case .record(let fields):
      var known: [Argument.Field] = []
      for field in fields {
        guard let value = field.sketch.argument(for: nil) else { return nil }
        known.append(Argument.Field(field.label, value))
      }
      return .record(known)
    case .unknown, .kind, .network, .trained, .data, .list, .function: return nil
    }
  }
}

extension Kind {
  /// The kinds of values that are no things: what accepts one of them may accept others.
  fileprivate static let ofLanguage: Set<Kind> = [
    .none, .truth, .integer, .number, .text, .list, .record, .range, .function, .word, Held.kind,
  ]
}
