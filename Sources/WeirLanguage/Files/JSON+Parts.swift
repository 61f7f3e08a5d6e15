import WeirEngine

/// What things are made of in JSON.
extension JSON {
  /// A list of [values].
  static func numbers(_ values: [Double]) -> JSON { .list(values.map { .number($0) }) }

  /// The text, if it is one.
  public var text: String? {
    if case .text(let text) = self { text } else { nil }
  }
  /// The integer, if it is one.
  public var integer: Int? {
    if case .integer(let value) = self { value } else { nil }
  }
  /// The items, if it is a list.
  public var items: [JSON]? {
    if case .list(let items) = self { items } else { nil }
  }

  /// A list of nothing but numbers, infinite ones as they are written, among which null stands for what is not one.
  var numbers: [Double]? {
    guard let items else { return nil }
    var numbers: [Double] = []
    numbers.reserveCapacity(items.count)
    for item in items {
      guard let number = item == .null ? .nan : item.asNumber else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}
