import WeirCatalog

extension JSON {
  /// The value in the file at [path], if that has at most [most] bytes: a value takes many times as much memory.
  ///
  /// Errors: a file that cannot be read or is too large; what is no JSON, with its offset.
  public init(file path: String, most: Int) throws(DataError) {
    let file = try FileBytes(path)
    guard file.size <= most else {
      throw DataError(
        .unreadable(
          file: path,
          why:
            "it has \(Notation.bytes(Double(file.size))), and at most \(Notation.bytes(Double(most))) are read"
        ))
    }
    let bytes = try file.read(file.size)
    do throws(JSONError) { self = try JSON(bytes) } catch {
      throw DataError(
        .damaged(
          file: path, at: .byte(error.offset), expected: error.expected + ", as in JSON", found: error.found))
    }
  }

  /// Writes the value to the file at [path], replacing what is there. Errors: whatever the system refuses.
  public func write(to path: String) throws(DataError) {
    var file = try AtomicFile(path)
    try file.append((line + "\n").utf8)
    try file.commit()
  }
}
