import WeirCatalog

extension AnyEntry {
  /// One argument as it is written.
  typealias WrittenArgument = (label: String?, text: String)

  /// The question whether a setting was meant that this does not have, but one of the things that it takes has: the
  /// learning rate of an optimizer, `optimizer: sgd(lr: 0.1)`. Nil if none has a setting [label].
  ///
  /// What is [given] comes first, and what stands there by default; then the first thing that has such a setting.
  func advice(onInner label: String, _ value: String, given: [WrittenArgument]) -> String? {
    let unlabelled = given.filter { $0.label == nil }.map(\.text)
    var others: [String] = []
    for (place, setting) in settings.enumerated() {
      let isByPosition = place < unlabelled.count
      let written = isByPosition ? unlabelled[place] : given.first { $0.label == setting.name }?.text
      let head = isByPosition ? "" : setting.name + ": "
      let call = WrittenCall(written ?? setting.standard ?? "")
      if let call, let inner = Catalogue[call.name]?.name(ofSetting: label) {
        let more = inner + ": " + WrittenCall.shortened(value)
        return "did you mean `\(head)\(written == nil ? "\(call.name)(\(more))" : call.with(inner, more))`?"
      }
      for entry in setting.choices.compactMap({ Catalogue[$0] }) where setting.kinds.contains(entry.shelf) {
        guard let inner = entry.name(ofSetting: label) else { continue }
        others.append("did you mean `\(head)\(entry.name)(\(inner): \(WrittenCall.shortened(value)))`?")
      }
    }
    return others.first
  }

  /// The name of the setting that is called [label], or in whose sentence are the words of that.
  private func name(ofSetting label: String) -> String? {
    if settings.contains(where: { $0.name == label }) { return label }
    let words = label.replacing("_", with: " ")
    return label.contains("_") ? settings.first { $0.summary.lowercased().contains(words) }?.name : nil
  }
}

/// A call of something, as a person has written it, or its bare name.
private struct WrittenCall {
  let name: String
  /// What stands between the brackets; empty without them.
  private let arguments: Substring

  /// Nil if [text] is something else, or goes on behind the call.
  init?(_ text: String) {
    let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    guard !name.isEmpty else { return nil }
    self.name = String(name)
    let rest = text[name.endIndex...]
    guard !rest.isEmpty else {
      arguments = ""
      return
    }
    guard rest.first == "(", rest.last == ")" else { return nil }
    arguments = rest.dropFirst().dropLast()
    var depth = 0
    for character in arguments {
      depth += character == "(" ? 1 : character == ")" ? -1 : 0
      if depth < 0 { return nil }
    }
  }

  /// The call with [more], which gives the setting [name].
  func with(_ name: String, _ more: String) -> String {
    let isWhole = arguments.count <= 60 && !arguments.contains(where: \.isNewline)
    let kept = isWhole && !arguments.contains(name + ":") && !arguments.allSatisfy { $0 == " " }
    return self.name + "(" + (kept ? arguments + ", " : "") + more + ")"
  }

  /// [value], if it is short enough for a sentence.
  static func shortened(_ value: String) -> String {
    value.count > 40 || value.contains(where: \.isNewline) ? "..." : value
  }
}
