import WeirCatalog

/// The call that the cursor is inside of.
struct CompletedCall {
  /// What it can be given, in order.
  let settings: [Setting]
  /// The labels of the arguments there are.
  let given: [String?]
  /// The label in front of the cursor.
  let label: String?
  /// Whether a label may stand at the cursor: behind `(` or a comma.
  let isAtStart: Bool

  /// One thing it can be given.
  struct Setting {
    let name: String
    let summary: String
    var choices: [String] = []
    var kinds: [Kind] = []
  }

  func completions(_ completer: Completer) -> [Completion] {
    if let label {
      guard let setting = settings.first(where: { $0.name == label }) else { return [] }
      return choices(of: setting, completer)
    }
    guard isAtStart else { return [] }
    let labels = settings.filter { !given.contains($0.name) }.compactMap {
      completer.completion($0.name + ": ", .label, $0.summary)
    }
    let byPosition = given.count { $0 == nil }
    let next = settings.indices.contains(byPosition) ? choices(of: settings[byPosition], completer) : []
    return labels + next
  }

  private func choices(of setting: Setting, _ completer: Completer) -> [Completion] {
    let words = setting.choices.compactMap { word in
      completer.completion(word, .choice, Catalogue[word]?.summary ?? "")
    }
    let things = completer.scope.globals.filter {
      $0.value.value.map { setting.kinds.contains($0.kind) } ?? false
    }
    return things.keys.sorted().compactMap { name in
      completer.completion(name, .variable, completer.scope.globals[name]?.value?.found ?? "")
    } + words
  }
}

extension Completer {
  /// The call whose bracket is the innermost open one.
  func enclosingCall() -> CompletedCall? {
    var depth = 0
    var start = count - 1
    while start >= 0 {
      if case .symbol(let symbol) = tokens[start].kind {
        if symbol.isClosing { depth += 1 }
        if symbol.closing != nil { depth -= 1 }
      }
      if tokens[start].kind == .interpolationStart { return nil }
      if depth < 0 { break }
      start -= 1
    }
    guard start > 0, tokens[start].kind == .symbol(.openParenthesis),
      case .name(let callee) = tokens[start - 1].kind
    else { return nil }
    let isMethod = kind(start - 2) == .symbol(.dot)
    return call(of: callee, isMethod: isMethod, from: start + 1)
  }

  private func call(of callee: String, isMethod: Bool, from start: Int) -> CompletedCall? {
    guard var settings = settings(of: callee) else { return nil }
    if isMethod, !settings.isEmpty { settings.removeFirst() }
    var given: [String?] = []
    var label: String?
    var depth = 0
    for index in start..<max(start, count) {
      if case .symbol(let symbol) = tokens[index].kind {
        if symbol.closing != nil { depth += 1 }
        if symbol.isClosing { depth -= 1 }
        if depth == 0, symbol == .comma {
          given.append(label)
          label = nil
        }
        if depth == 0, symbol == .colon, case .name(let name) = kind(index - 1) { label = name }
      }
    }
    let last = kind(count - 1)
    return CompletedCall(
      settings: settings, given: given, label: last == .symbol(.colon) ? label : nil,
      isAtStart: last == .symbol(.openParenthesis) || last == .symbol(.comma))
  }

  private func settings(of callee: String) -> [CompletedCall.Setting]? {
    if case .function(let closure) = scope.globals[callee]?.value {
      return closure.parameters.map {
        CompletedCall.Setting(name: $0.name, summary: $0.isRequired ? "required" : "has a default")
      }
    }
    return Catalogue[callee]?.settings.map { setting in
      let standard = setting.isRequired ? "required" : setting.standard.map { "default " + $0 }
      let facts = [setting.expected, standard].compactMap(\.self).joined(separator: "; ")
      return CompletedCall.Setting(
        name: setting.name, summary: facts + ". " + setting.summary, choices: setting.choices,
        kinds: setting.kinds)
    }
  }
}
