/// Sentences about data.
enum Sentence {
  /// [text] with a capital letter and a full stop, on one line.
  static func of(_ text: String) -> String {
    let text = TextWidth.printable(text)
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }
}

extension [PlotSeries] {
  /// How each goes, in a sentence that begins with their number and the [noun] for one, and leaves their names as they are.
  func sentence(_ noun: String) -> String {
    let hasNames = contains { !$0.name.isEmpty }
    return Sentence.of(
      (hasNames ? Readable.count(count, noun) + ": " : "") + map(\.trend).joined(separator: "; "))
  }
}

extension PlotSeries {
  /// How the series goes: "loss falls from 2.3 at step 0 to 0.31 at step 469".
  var trend: String {
    let subject = name.isEmpty ? "the series" : name
    let finite = zip(x, y).filter { $0.isFinite && $1.isFinite }
    let missing = y.count - finite.count
    let suffix =
      (remark.isEmpty ? "" : ", " + remark)
      + (missing == 0
        ? "" : ", and \(Readable.count(missing, "value")) \(missing == 1 ? "is" : "are") not finite")
    guard let first = finite.first, let last = finite.last else {
      return subject + " has no finite values"
    }
    let place = axis.isEmpty ? "" : axis + " "
    func at(_ point: (Double, Double)) -> String {
      "\(Readable.number(point.1)) at \(place)\(Readable.number(point.0))"
    }
    if finite.count == 1 { return "\(subject) is \(at(first))" + suffix }
    let verb = first.1 == last.1 ? "goes" : last.1 > first.1 ? "rises" : "falls"
    var text = "\(subject) \(verb) from \(at(first)) to \(at(last))"
    if let low = finite.min(by: { $0.1 < $1.1 }), let high = finite.max(by: { $0.1 < $1.1 }) {
      if low.1 == high.1 {
        text =
          "\(subject) stays at \(Readable.number(low.1)) from \(place)\(Readable.number(first.0)) to \(Readable.number(last.0))"
      } else if low.1 < min(first.1, last.1) {
        text += ", lowest \(at(low))"
      } else if high.1 > max(first.1, last.1) {
        text += ", highest \(at(high))"
      }
    }
    return text + suffix
  }
}
