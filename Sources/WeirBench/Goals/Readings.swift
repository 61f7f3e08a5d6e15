import Foundation

/// The measurements that a benchmark printed: lines of JSON, which are all that goals are judged by.
struct Readings {
  /// One line.
  struct Line: Decodable {
    private let fields: [String: Field]

    private enum Field: Decodable {
      case number(Double)
      case text(String)

      init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        self = try (try? .number(value.decode(Double.self))) ?? .text(value.decode(String.self))
      }
    }

    init(from decoder: any Decoder) throws {
      fields = try decoder.singleValueContainer().decode([String: Field].self)
    }

    /// The number under [key]; nil if there is none.
    func number(_ key: String) -> Double? {
      if case .number(let number) = fields[key] { return number }
      return nil
    }

    /// The text under [key]; nil if there is none.
    func text(_ key: String) -> String? {
      if case .text(let text) = fields[key] { return text }
      return nil
    }
  }

  private let lines: [Line]

  /// The measurements among [lines].
  init(_ lines: [Data]) { self.lines = lines.compactMap { try? JSONDecoder().decode(Line.self, from: $0) } }

  /// Calls [body] with every line.
  func forEach(_ body: (Line) -> Void) { lines.forEach(body) }

  /// What [number] says of the lines, by the text under [key].
  func grouped(_ key: String, _ number: (Line) -> Double?) -> [String: [Double]] {
    var groups: [String: [Double]] = [:]
    for line in lines {
      if let text = line.text(key), let number = number(line) { groups[text, default: []].append(number) }
    }
    return groups
  }

  /// The numbers under [key] of the lines that fulfil [condition], round after round.
  func values(_ key: String, where condition: (Line) -> Bool) -> [Double] {
    lines.filter(condition).compactMap { $0.number(key) }
  }

  /// The numbers under [key] of a side: "weir", or "torch", whatever its version.
  func values(_ key: String, of side: String, where condition: (Line) -> Bool = { _ in true }) -> [Double] {
    values(key) { line in
      let name = line.text("name") ?? ""
      return (name == side || name.hasPrefix(side + " ")) && !name.hasPrefix(side + ",") && condition(line)
    }
  }
}

extension Goal.Reading {
  /// How many times the [others] are of [own]: the median of what rounds say, and the ratio of the minima. Nil if
  /// either has none.
  init?(ratioOf others: [Double], to own: [Double]) {
    guard let other = others.min(), let least = own.min() else { return nil }
    self.init(median(zip(others, own).map { $0 / $1 }), best: other / least)
  }

  /// The median of times, and the least of them. Nil if there are none.
  init?(_ times: [Double]) {
    guard let least = times.min() else { return nil }
    self.init(median(times), best: least)
  }
}
