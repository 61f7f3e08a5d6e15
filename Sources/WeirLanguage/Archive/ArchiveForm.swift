import WeirEngine

/// What stands in an archive for values that JSON has no word for: an object with one member, called so.
enum ArchiveForm: String {
  case notANumber = "not_a_number"
  case infinity
  case record, range, word, entry, function, tensors, run, json, parts, thing
  /// Of a setting: its text in the notation of the language.
  case notation
  /// Of a setting that takes all further arguments: these.
  case rest

  /// Collections inside one another that are written, each as two of JSON's, of which 500 are read.
  static let mostNested = 200

  /// The object for [contents].
  func node(_ contents: JSON) -> JSON { .object([.init(rawValue, contents)]) }

  /// What [node] is, and its contents; nil if it is something else.
  static func read(_ node: JSON) -> (form: ArchiveForm, contents: JSON)? {
    guard case .object(let members) = node, members.count == 1,
      let form = ArchiveForm(rawValue: members[0].label)
    else { return nil }
    return (form, members[0].value)
  }
}
