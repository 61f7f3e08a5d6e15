import WeirCatalog
import WeirEngine

extension Value: Equatable {
  /// Whether two values have equal contents. An integer and a number are equal if they are the same
  /// number, exactly; not-a-number equals nothing; networks are compared bit for bit.
  public static func == (a: Value, b: Value) -> Bool {
    switch a {
    case .none: if case .none = b { return true }
    case .truth(let a): if case .truth(let b) = b { return a == b }
    case .integer(let a):
      if case .integer(let b) = b { return a == b }
      if case .number(let b) = b { return Int(exactly: b) == a }
    case .number(let a):
      if case .number(let b) = b { return a == b }
      if case .integer(let b) = b { return Int(exactly: a) == b }
    case .text(let a): if case .text(let b) = b { return a == b }
    case .list(let a): if case .list(let b) = b { return a.items == b.items }
    case .record(let a): if case .record(let b) = b { return a == b }
    case .range(let a): if case .range(let b) = b { return a == b }
    case .function(let a): if case .function(let b) = b { return a === b }
    case .word(let a): if case .word(let b) = b { return a == b }
    case .entry(let a):
      if case .entry(let b) = b { return a.name == b.name }
      if case .thing(let b) = b { return stands(a, for: b) }
    case .thing(let a):
      if case .thing(let b) = b { return areEqual(a, b) }
      if case .entry(let b) = b { return stands(b, for: a) }
    }
    return false
  }

  /// Things that say how they compare are asked; those of the catalogue are equal if their settings
  /// are; others have no contents to compare.
  private static func areEqual(_ a: any Thing, _ b: any Thing) -> Bool {
    if let a = a as? any Equatable { return matches(a, b) }
    if let a = a as? any Catalogued, let b = b as? any Catalogued {
      return type(of: a) == type(of: b) && a.identity == b.identity
    }
    return false
  }

  private static func matches<Contents: Equatable>(_ a: Contents, _ b: any Thing) -> Bool {
    (b as? Contents) == a
  }

  /// A bare name stands for its defaults: `erk == erk()`.
  private static func stands(_ entry: AnyEntry, for thing: any Thing) -> Bool {
    guard let thing = thing as? any Catalogued, type(of: thing).name == entry.name else { return false }
    return (try? entry.make([]))?.identity == thing.identity
  }
}

extension Catalogued {
  fileprivate static var name: String { entry.name }
}

extension Record: Equatable {
  /// Records are equal that have the same values behind the same labels, in any order.
  public static func == (a: Record, b: Record) -> Bool {
    a.count == b.count && a.fields.allSatisfy { b[$0.label] == $0.value }
  }
}
