extension Network {
  /// The network with the active weights at zero that [pruning] would take away: they stay active, and training
  /// moves them.
  ///
  /// Errors: those of `pruned`.
  public func zeroed(_ pruning: Pruning) throws -> Network {
    let kept = try pruned(pruning)
    var network = drawn
    for index in weightIndices {
      let parameter = network.parameters[index]
      network.parameters[index] = parameter.masked(by: kept.parameters[index].mask).masked(by: parameter.mask)
    }
    return network
  }
}
