/// All things of one kind, in the order in which they are listed to people.
///
/// A registry is written down once, beside the protocol of its things; adding a line to it is all
/// that a new thing needs besides its own file.
public struct Registry<Product>: Sendable {
  /// The kind of its things: `optimizer`.
  public let kind: Kind
  /// Their entries, in order.
  public let entries: [AnyEntry]

  /// A registry of the given types. A name must not occur twice, here or in another registry: a law
  /// test over all of them sees to it.
  public init(_ kind: Kind, _ types: [any Catalogued.Type]) {
    self.kind = kind
    entries = types.map { Self.entry(of: $0, kind) }
  }

  private static func entry<T: Catalogued>(of type: T.Type, _ kind: Kind) -> AnyEntry {
    AnyEntry(type, shelf: kind)
  }

  /// The entry called [name].
  public subscript(name: String) -> AnyEntry? { entries.first { $0.name == name } }

  /// Every thing of the registry with its defaults; things that need a setting are left out.
  public var standards: [Product] { entries.compactMap { (try? $0.make([])) as? Product } }
}

extension Conversion {
  /// A thing of [registry]: `sgd(lr: 0.1)`, or its bare name for its defaults.
  public static func made(by registry: Registry<Value>) -> Self { made(by: registry, kind: registry.kind) }

  /// The same, where an entry of the registry itself has the setting: the registry is made of entries, so
  /// it is looked at only when somebody asks, and its [kind] is named beside it.
  public static func made(
    by registry: @escaping @Sendable @autoclosure () -> Registry<Value>, kind: Kind
  ) -> Self {
    let expected = "\(kind)"
    return Conversion(
      expected: expected, choices: registry().entries.map(\.name), kinds: [kind],
      read: { (argument: Argument) throws(CallError) -> Value in
        switch argument {
        case .thing(let value as Value): return value
        case .thing(let entry as AnyEntry):
          if let value = try entry.make([]) as? Value { return value }
          throw CallError(
            .mismatch(setting: nil, expected: expected, found: argument.found),
            suggestion: "write one of \(registry().entries.map(\.name).joined(separator: ", "))")
        case .none, .truth, .integer, .number, .text, .list, .record, .thing:
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
      },
      show: { ($0 as? any Catalogued)?.identity },
      argument: { ($0 as? any Thing).map { .thing($0) } })
  }
}
