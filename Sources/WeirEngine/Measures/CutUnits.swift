/// How many units and inputs of a layer its mask cuts off.
public struct CutUnits: Sendable, Equatable {
  /// The name of the layer.
  public let layer: String
  /// How many units or filters there are, and how many of them have no active weight.
  public let units: Int, withoutFanIn: Int
  /// How many inputs or channels come in, and how many of them no active weight looks at.
  public let inputs: Int, withoutFanOut: Int
}

extension Network {
  /// What the masks cut off, layer after layer. Cost: a visit of each active weight.
  public var cutUnits: [CutUnits] {
    let weighted = places.flatMap(\.all).filter { $0.layer is any WeightedLayer }
    return zip(weighted, weightNames).map { place, name in
      let mask = parameters[place.parameters.lowerBound].mask
      var seen: [Bool]
      if let map = (place.layer as? any WeightedLayer)?.map(for: place.input) {
        seen = [Bool](repeating: false, count: place.channels)
        let (filters, area) = (map.filters / map.groups, map.kernel * map.kernel)
        mask.forEach { filter, column in seen[filter / filters * map.channels + column / area] = true }
      } else {
        seen = mask.fanOuts.map { $0 > 0 }
      }
      return CutUnits(
        layer: name, units: mask.rows, withoutFanIn: mask.fanIns.count { $0 == 0 }, inputs: seen.count,
        withoutFanOut: seen.count { !$0 })
    }
  }
}
