/// Labelled values in the order in which they were written: `{lr: 0.1, steps: 200}`.
public struct Record: Sendable, ExpressibleByDictionaryLiteral {
  /// One labelled value.
  public struct Field: Sendable {
    /// The name in front of the colon.
    public let label: String
    /// What stands behind it.
    public let value: Value

    /// The field `label: value`.
    public init(_ label: String, _ value: Value) { (self.label, self.value) = (label, value) }
  }

  /// Kept behind one reference, so that a `Value` stays small.
  private final class Storage: Sendable {
    let fields: [Field]
    /// Where each label is; nil for short records, where looking at each field is faster.
    let places: [String: Int]?
    let depth: Int

    init(_ fields: [Field], places: [String: Int]?) {
      (self.fields, self.places) = (fields, places)
      depth = 1 + fields.reduce(0) { max($0, $1.value.depth) }
    }
  }

  private let storage: Storage

  /// A record of [fields]. Where a label occurs twice, its first place and its last value stay.
  public init(_ fields: [Field]) {
    var places: [String: Int] = [:]
    var kept: [Field] = []
    for field in fields {
      if let place = places[field.label] {
        kept[place] = field
      } else {
        places[field.label] = kept.count
        kept.append(field)
      }
    }
    storage = Storage(kept, places: kept.count > 8 ? places : nil)
  }

  /// A record written down in Swift.
  public init(dictionaryLiteral elements: (String, Value)...) {
    self.init(elements.map { Field($0.0, $0.1) })
  }

  /// The fields, in order.
  public var fields: [Field] { storage.fields }
  /// The labels, in order.
  public var labels: [String] { storage.fields.map(\.label) }
  /// How many fields there are.
  public var count: Int { storage.fields.count }
  /// One more than the deepest of the values.
  var depth: Int { storage.depth }

  /// The value behind [label]; nil if there is none.
  public subscript(label: String) -> Value? {
    guard let places = storage.places else {
      return storage.fields.first { $0.label == label }?.value
    }
    return places[label].map { storage.fields[$0].value }
  }
}
