/// Which stored rows make up a part, in order: a run of neighbours, or a list.
public enum Rows: Sendable, Equatable {
  case run(Range<Int>)
  case list([Int32])

  /// How many rows there are.
  public var count: Int {
    switch self {
    case .run(let range): range.count
    case .list(let list): list.count
    }
  }

  /// The stored row at a place.
  public subscript(place: Int) -> Int {
    switch self {
    case .run(let range):
      precondition(place >= 0 && place < range.count, "a place in the part")
      return range.lowerBound + place
    case .list(let list): return Int(list[place])
    }
  }

  /// The rows at [places] of these.
  public subscript(places: Range<Int>) -> Rows {
    precondition(places.lowerBound >= 0 && places.upperBound <= count, "places in the part")
    switch self {
    case .run(let range):
      return .run((range.lowerBound + places.lowerBound)..<(range.lowerBound + places.upperBound))
    case .list(let list): return .list(Array(list[places]))
    }
  }

  /// The rows at [places] of these, in the order of [places].
  public func picking(_ places: [Int]) -> Rows { .list(places.map { Int32(self[$0]) }) }
}
