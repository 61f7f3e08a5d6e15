/// What sort of thing a value is, as a person would call it: `network`, `optimizer`.
public struct Kind: Hashable, Sendable, CustomStringConvertible {
  /// The bare noun, in lower case.
  public let name: String

  /// A kind called [name].
  public init(_ name: String) { self.name = name }

  /// The noun with its article, for sentences: "an optimizer".
  public var description: String { Kind.article(for: name) + " " + name }

  /// The noun for several of them: "optimizers", "losses", "strategies".
  public var plural: String {
    if let stem = name.wholeMatch(of: #/(.*[^aeiou])y/#) { return stem.1 + "ies" }
    return name + (name.hasSuffix("s") ? "es" : "s")
  }

  private static func article(for noun: String) -> String {
    noun.first.map { "aeiou".contains($0) } == true ? "an" : "a"
  }
}

/// A value of a kind that people can name, pass and print: a network, a dataset, an optimizer.
public protocol Thing: Sendable {
  /// The kind all values of this type are of.
  static var kind: Kind { get }
}
