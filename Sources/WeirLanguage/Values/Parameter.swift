import WeirCatalog

/// What a person may pass to a function of the language.
public struct Parameter: Sendable, Equatable {
  /// Its name, which is also its label.
  public let name: String
  /// Whether it has no default.
  public let isRequired: Bool

  /// A parameter.
  public init(_ name: String, isRequired: Bool = true) { (self.name, self.isRequired) = (name, isRequired) }
}

extension [Parameter] {
  /// The parameter that each argument is for, by its label or its position. Errors: what a call of the
  /// function [name] with such arguments does wrong.
  func places(for labels: [String?], of name: String?) throws(CallError) -> [Int] {
    let callee = name ?? "the function"
    var places: [Int] = []
    var next = 0
    for (position, label) in labels.enumerated() {
      let place: Int
      if let label {
        guard let found = firstIndex(where: { $0.name == label }) else {
          throw CallError(.unknownLabel(label, callee: callee, known: map(\.name)), position: position)
        }
        place = found
      } else {
        guard next < count else { throw tooMany(labels.count, name, position) }
        place = next
        next += 1
      }
      if places.contains(place) { throw CallError(.repeated(self[place].name), position: position) }
      places.append(place)
    }
    for (place, parameter) in enumerated() where parameter.isRequired && !places.contains(place) {
      throw .failed("\(Self.told(name)) needs `\(parameter.name)`")
    }
    return places
  }

  private static func told(_ name: String?) -> String { name.map { "`\($0)`" } ?? "the function" }

  private func tooMany(_ given: Int, _ name: String?, _ position: Int) -> CallError {
    let accepted = count == 0 ? "no arguments" : count == 1 ? "1 argument" : "\(count) arguments"
    return CallError(
      .failed("\(Self.told(name)) takes \(accepted), but \(given) \(given == 1 ? "is" : "are") given"),
      position: position)
  }
}
