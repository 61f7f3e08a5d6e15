import WeirCatalog

/// What `x.name` means for values of one kind.
public struct Member: Sendable {
  /// The name behind the dot.
  public let name: String
  /// What it is, in one sentence.
  public let summary: String
  /// The kind of what it gives, where it is always the same.
  public let result: Kind?
  /// What it gives for a value of its kind.
  public let get: @Sendable (Value) throws -> Value
  /// What can be said of it before anything runs.
  public let sketch: @Sendable (Sketch) -> Sketch

  /// A member of the things of type [owner] that is a list, all of whose items are of the kind [items].
  public init<Owner: Thing>(
    _ name: String, of owner: Owner.Type, _ summary: String, items: Kind,
    get: @escaping @Sendable (Owner) throws -> Value
  ) {
    self.init(
      name, of: owner, summary, result: .list, sketch: { _ in .list(items: .kind(items)) }, get: get)
  }

  /// A member of the things of type [owner].
  public init<Owner: Thing>(
    _ name: String, of owner: Owner.Type, _ summary: String, result: Kind? = nil,
    sketch: (@Sendable (Sketch) -> Sketch)? = nil, get: @escaping @Sendable (Owner) throws -> Value
  ) {
    self.init(name, summary, result: result, sketch: sketch) { value in
      guard case .thing(let thing) = value, let owner = thing as? Owner else {
        preconditionFailure("`\(name)` was asked of \(value.found)")
      }
      return try get(owner)
    }
  }

  /// A member of values that are no things.
  init(
    _ name: String, _ summary: String, result: Kind?, sketch: (@Sendable (Sketch) -> Sketch)? = nil,
    get: @escaping @Sendable (Value) throws -> Value
  ) {
    (self.name, self.summary, self.result, self.get) = (name, summary, result, get)
    self.sketch = sketch ?? { _ in result.map { .kind($0) } ?? .unknown }
  }
}

/// The members of all values of one kind.
public struct MemberTable: Sendable {
  /// The kind.
  public let kind: Kind
  /// Its members, in the order in which they are listed to people.
  public let members: [Member]

  /// The table of [kind].
  public init(_ kind: Kind, _ members: [Member]) { (self.kind, self.members) = (kind, members) }
}

/// All members, by kind.
public enum Members {
  /// The tables, in one place.
  public static let tables: [MemberTable] =
    generalMembers + engineMembers + statisticsMembers + comparisonMembers + [searchMembers]

  private static let byKind: [Kind: MemberTable] = Dictionary(
    tables.map { ($0.kind, $0) }, uniquingKeysWith: { MemberTable($0.kind, $0.members + $1.members) })

  /// The members of values of [kind]; none for most.
  public static func of(_ kind: Kind) -> [Member] { byKind[kind]?.members ?? [] }

  private static let allNames = Set(tables.flatMap { $0.members.map(\.name) })

  /// Whether values of some kind have a member called [name].
  static func isAny(_ name: String) -> Bool { allNames.contains(name) }

  /// The member called [name] of values of [kind].
  public static func named(_ name: String, of kind: Kind) -> Member? { of(kind).first { $0.name == name } }
}
