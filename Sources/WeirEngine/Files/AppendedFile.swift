#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file to which several processes append, each a whole piece of text at a time.
public final class AppendedFile: Sendable {
  private let descriptor: CInt

  /// The file at [path], which is made if it is not there. Errors: whatever the system refuses.
  public init(_ path: String) throws(DataError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw DataError(.unwritable(file: path, why: systemReason())) }
  }

  deinit { close(descriptor) }

  /// Adds [text] at the end. What cannot be written is lost; false says so to those who depend on it.
  @discardableResult public func append(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return write(descriptor, bytes, bytes.count) == bytes.count
  }
}
