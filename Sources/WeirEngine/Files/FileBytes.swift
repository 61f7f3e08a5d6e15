#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A regular file, read from the front to the end, or here and there.
///
/// One of the few places that touch memory by address, for the system's `read` asks for it; each
/// address comes from an array or a buffer that is longer than what is asked for.
struct FileBytes: ~Copyable {
  /// Its path.
  let path: String
  /// How many bytes it had when it was opened.
  let size: Int
  private let descriptor: CInt

  /// Opens the file at [path]. Errors: `unreadable`, also for what is no regular file: a pipe could
  /// keep us waiting, and a device could go on forever.
  init(_ path: String) throws(DataError) {
    // The system would read up to it, and open another file than was named.
    if path.utf8.contains(0) { throw DataError(.unreadable(file: path, why: "its name holds a NUL byte")) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Self.failure(path) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else {
      let error = Self.failure(path)
      close(descriptor)
      throw error
    }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw DataError(.unreadable(file: path, why: "it is not a regular file"))
    }
    (self.path, self.descriptor, size) = (path, descriptor, Int(facts.st_size))
  }

  deinit { close(descriptor) }

  /// Whether there is something other than a folder at [path].
  static func exists(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT != S_IFDIR
  }

  /// Reads on into [buffer] until it is full or the file ends; yields how many bytes there were.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
    var filled = 0
    while filled < buffer.count, let base = buffer.baseAddress {
      // In bounds: [filled] bytes are behind us, and no more than the rest is asked for.
      let count = systemRead(descriptor, base + filled, min(buffer.count - filled, 1 << 30))
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw Self.failure(path)
      }
      filled += count
    }
    return filled
  }

  /// The next bytes, at most [count].
  func read(_ count: Int) throws(DataError) -> [UInt8] {
    var failure: DataError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(DataError) { filled = try read(into: UnsafeMutableRawBufferPointer(buffer)) } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// The [count] bytes from [offset] on, wherever reading on goes on; fewer only where the file ends.
  func read(_ count: Int, at offset: Int) throws(DataError) -> [UInt8] {
    var failure: DataError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count, let base = buffer.baseAddress {
        // In bounds: [filled] bytes are behind us, and no more than the rest is asked for.
        let more = pread(descriptor, base + filled, min(count - filled, 1 << 30), off_t(offset + filled))
        if more == 0 { break }
        if more < 0 {
          if errno == EINTR { continue }
          failure = Self.failure(path)
          break
        }
        filled += more
      }
    }
    if let failure { throw failure }
    return bytes
  }

  private static func failure(_ path: String) -> DataError {
    DataError(.unreadable(file: path, why: systemReason()))
  }
}

/// The system's words for what it refused last.
public func systemReason() -> String { String(cString: strerror(errno)).lowercased() }

/// The system's `read`, which the method of the same name hides.
private func systemRead(_ descriptor: CInt, _ address: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, address, count)
}
