/// A setting of a thing, as it can be written down and given again.
public enum Part: Sendable {
  /// By its text in the notation of the language.
  case notation(String)
  /// By the value itself, since no notation says all of it.
  case argument(Argument)
  /// By several values, one argument by position each.
  case rest([Argument])
}

extension Catalogued {
  /// The settings that differ from their defaults, in order: with these, `assemble` makes the value again. Nil if one
  /// of them can neither be written down nor given, as the lines of a plot.
  public var parts: [(name: String, part: Part)]? {
    let blank = Self()
    var parts: [(name: String, part: Part)] = []
    for setting in Self.entry.settings {
      if setting.isRest {
        guard case .list(let items) = setting.given(self) else { return nil }
        if !items.isEmpty { parts.append((setting.name, .rest(Array(items)))) }
      } else if let shown = setting.shown(self), !setting.isRequired, shown == setting.shown(blank) {
        continue
      } else if let argument = setting.given(self) {
        parts.append((setting.name, .argument(argument)))
      } else if let shown = setting.shown(self) {
        parts.append((setting.name, .notation(shown)))
      } else {
        return nil
      }
    }
    return parts
  }
}
