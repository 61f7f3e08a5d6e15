/// A text on its way to a file.
public struct StoredText: Sendable {
  private let text: String

  /// The file's text, as it is.
  public init(_ text: String) { self.text = text }

  /// Writes it to the file at [path], replacing what is there. Errors: whatever the system refuses.
  public func write(to path: String) throws(DataError) {
    var file = try AtomicFile(path)
    try file.append(text.utf8)
    try file.commit()
  }
}
