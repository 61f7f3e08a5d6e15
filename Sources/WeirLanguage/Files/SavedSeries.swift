import WeirCatalog
import WeirEngine

extension Series: SavedAsJSON {
  var members: [JSON.Member] {
    [
      .init("name", .text(name)), .init("axis", .text(axis)), .init("positions", .numbers(positions)),
      .init("values", .numbers(values)),
    ]
  }

  init?(_ object: JSON) {
    guard let name = object["name"]?.text, let axis = object["axis"]?.text,
      let positions = object["positions"]?.numbers, let values = object["values"]?.numbers,
      positions.count == values.count
    else { return nil }
    self.init(name, over: axis, positions: positions, values: values)
  }
}

extension Flow: SavedAsJSON {
  var members: [JSON.Member] {
    [
      .init("norm", .integer(norm.rawValue)), .init("layers", .list(layers.map { .text($0) })),
      .init("steps", .list(steps.map { .integer($0) })), .init("values", .list(values.map { .numbers($0) })),
    ]
  }

  init?(_ object: JSON) {
    guard let norm = object["norm"]?.integer.flatMap(FlowNorm.init), let layers = object["layers"]?.items,
      let steps = object["steps"]?.items, let values = object["values"]?.items
    else { return nil }
    let names = layers.compactMap(\.text)
    let places = steps.compactMap(\.integer)
    let rows = values.compactMap(\.numbers)
    guard names.count == layers.count, places.count == steps.count, rows.count == layers.count,
      rows.allSatisfy({ $0.count == steps.count })
    else { return nil }
    self.init(layers: names, norm: norm, steps: places, values: rows)
  }
}
