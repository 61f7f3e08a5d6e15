/// Numbers in order, to be asked what share of them lies below.
public struct Quantiles: Sendable {
  private let sorted: [Double]

  /// The quantiles of [values], of which there is at least one.
  public init(_ values: [Double]) {
    precondition(!values.isEmpty, "quantiles are of at least one number")
    sorted = values.sorted()
  }

  /// The number below which the share [share] of all lies, between two of them in proportion (Hyndman and Fan 1996,
  /// type 7).
  public subscript(share: Double) -> Double {
    let place = min(max(share, 0), 1) * Double(sorted.count - 1)
    let low = Int(place)
    guard low + 1 < sorted.count else { return sorted[low] }
    return sorted[low] + (place - Double(low)) * (sorted[low + 1] - sorted[low])
  }
}
