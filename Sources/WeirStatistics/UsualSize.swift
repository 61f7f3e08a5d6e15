extension [Double] {
  /// The median size of the numbers that are not zero, which a few huge ones do not change; zero if there are none.
  package var usualSize: Double {
    let sizes = map(\.magnitude).filter { $0 > 0 && $0.isFinite }
    return sizes.isEmpty ? 0 : Quantiles(sizes)[0.5]
  }
}
