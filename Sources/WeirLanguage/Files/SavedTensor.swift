import WeirEngine

extension Tensor: SavedAsJSON {
  var members: [JSON.Member] {
    [
      .init("shape", .list(shape.map { .integer($0) })),
      // The shortest decimals that read back to the same singles.
      .init("values", .numbers(values.map { Double("\($0)") ?? Double($0) })),
    ]
  }

  init?(_ object: JSON) {
    guard let sides = object["shape"]?.items, let values = object["values"]?.numbers else { return nil }
    let shape = sides.compactMap(\.integer)
    let count = shape.reduce(Int?(1)) { product, side in
      let next = product?.multipliedReportingOverflow(by: side)
      return next?.overflow == false ? next?.partialValue : nil
    }
    guard shape.count == sides.count, shape.allSatisfy({ $0 >= 0 }), count == values.count else { return nil }
    self.init(shape: shape, values: values.map { Float($0) })
  }
}
