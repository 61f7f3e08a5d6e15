/// What a reader of lines asks while a person types: the language's part of editing.
///
/// A protocol, so that the editor can be tested without an interpreter.
public protocol Assistant: AnyObject {
  /// Whether [text] can be run, or wants to go on.
  func completeness(of text: String) -> Completeness
  /// What could stand at the end of [text].
  func completion(of text: String) -> Completion
  /// How [text] looks, one style a scalar.
  func styles(of text: String) -> [Style]
}
