/// Labels on a sheet, each on a line that it belongs to, where it is not cut at the sides and covers no other.
struct SpacedLabels {
  /// A text, and its middle.
  struct Label {
    let text: String
    let at: Drawing.Point
    let ink: Ink
  }

  /// The columns between which they stand.
  let left, right: Double
  private(set) var all: [Label] = []
  /// What is taken: middles, and half of how wide each is.
  private var taken: [(at: Drawing.Point, half: Double)] = []

  /// Labels between these columns.
  init(left: Double, right: Double) { (self.left, self.right) = (left, right) }

  /// Keeps labels off [place], so many columns wide.
  mutating func keepFree(_ place: Drawing.Point, width: Double) { taken.append((place, width / 2)) }

  /// Puts [text] on the line through [places], as near to its middle as there is room for it; in its middle where there is
  /// none, and nowhere without places.
  mutating func add(_ text: String, along places: [Drawing.Point], _ ink: Ink) {
    guard !places.isEmpty else { return }
    // Letters are narrower than a column, as a rule.
    let half = 0.4 * Double(TextWidth.columns(text)) + 0.5
    let middle = places.count / 2
    let order = places.indices.sorted { abs($0 - middle) < abs($1 - middle) }
    func isInside(_ place: Drawing.Point) -> Bool { place.x - half >= left && place.x + half <= right }
    let free = order.first { index in
      isInside(places[index])
        && taken.allSatisfy {
          abs($0.at.x - places[index].x) >= $0.half + half || abs($0.at.y - places[index].y) >= 1
        }
    }
    var place = places[free ?? order.first { isInside(places[$0]) } ?? middle]
    place.x = max(left + half, min(right - half, place.x))
    all.append(Label(text: text, at: place, ink: ink))
    taken.append((place, half))
  }
}
