/// Something that may stand where the cursor is.
public struct Completion: Sendable, Equatable {
  /// What sort of thing it is, for telling them apart in a list.
  public enum Sort: Sendable, CaseIterable {
    case label, choice, variable, member, function, thing, keyword, file
  }

  /// What to write.
  public let text: String
  /// What sort of thing it is.
  public let sort: Sort
  /// One line about it.
  public let summary: String
  /// What it takes the place of: the beginning that has been typed, in bytes of UTF-8.
  public let replaces: Span
}

extension Interpreter {
  /// What may stand at [offset], in bytes of UTF-8, of [text]: the likely first. Labels and choices of
  /// the call one is in, names, members of what stands in front of a dot, files inside of texts.
  public func complete(_ text: String, at offset: Int) -> [Completion] {
    let prefix = String(decoding: Array(text.utf8.prefix(max(0, offset))), as: UTF8.self)
    return LargeStack.run {
      let completer = Completer(SourceText(name: "", text: prefix), scope, folder: context.folder)
      return completer.completions()
    }
  }
}
