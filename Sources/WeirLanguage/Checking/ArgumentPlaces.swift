import WeirCatalog

extension AnyEntry {
  /// The setting that each argument is for, as `assemble` would have it; nil where there is none.
  func settings(for labels: [String?]) -> [SettingInfo?] {
    let settings = self.settings
    var next = 0
    return labels.map { label in
      if let label { return settings.first { $0.name == label } }
      guard next < min(positional, settings.count) else { return nil }
      let setting = settings[next]
      if !setting.isRest { next += 1 }
      return setting
    }
  }

  /// Whether the setting that each argument is for takes values as they are.
  func holds(for labels: [String?]) -> [Bool] { settings(for: labels).map { $0?.kinds == [Held.kind] } }
}
