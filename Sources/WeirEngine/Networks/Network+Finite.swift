import WeirCatalog

extension Network {
  /// Refuses a network that holds a number that is not finite, and names the first: whatever is measured of it, or of
  /// what lies between it and others, would say nothing of its layers. Cost: a look at each number.
  public func checkFinite() throws(PlanError) {
    let names = zip(weightIndices, weightNames)
    for (index, parameter) in parameters.enumerated() where !Updates.areFinite(parameter.values) {
      var (found, place) = (Float.nan, "")
      parameter.forEachActive { position, row, column in
        let value = parameter.values[position]
        guard place.isEmpty, !value.isFinite else { return }
        (found, place) = (value, parameter.role == .weight ? "[\(row), \(column)]" : "[\(row)]")
      }
      let layer = names.first { $0.0 == index }.map { "the weights of layer `\($0.1)`" }
      throw PlanError(
        message: "the network has numbers that are not finite, so nothing can be said of it: in "
          + "\(layer ?? "`\(parameterNames[index])`") number \(place) is \(Notation.number(Double(found)))")
    }
  }
}
