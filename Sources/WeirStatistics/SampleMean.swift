extension [Double] {
  /// The mean; not a number without any.
  public var mean: Double { reduce(0, +) / Double(count) }

  /// The standard error of the mean, s / √n with s the deviation over n - 1; not a number for fewer than two.
  public var standardError: Double {
    let mean = mean
    let squares = reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(count - 1) / Double(count)).squareRoot()
  }
}
