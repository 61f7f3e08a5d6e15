#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file that is written beside the one it is to replace, and takes its place when it is whole. Whoever looks
/// meanwhile, or after a crash, finds the old file, or none.
struct AtomicFile: ~Copyable {
  /// Where it is to be.
  let path: String
  private let temporary: String
  private var descriptor: CInt
  private var pending: [UInt8] = []
  /// How many bytes were appended.
  private(set) var count = 0

  /// About how many bytes are written at once.
  private static let block = 1 << 18

  /// Begins a file that will be at [path]. Errors: no such folder, no right to write there, or something at
  /// [path] that is no regular file and not to be replaced by one.
  init(_ path: String) throws(DataError) {
    func refuse(_ why: String) -> DataError { DataError(.unwritable(file: path, why: why)) }
    if path.utf8.contains(0) { throw refuse("its name holds a NUL byte") }
    var facts = stat()
    if stat(path, &facts) == 0, facts.st_mode & S_IFMT != S_IFREG {
      throw refuse(facts.st_mode & S_IFMT == S_IFDIR ? "it is a folder" : "it is not a regular file")
    }
    // The name is ours alone: the file is made only if there is none of that name.
    var (name, descriptor, attempt) = ("", -1 as CInt, 0)
    repeat {
      name = "\(path).\(getpid())-\(attempt).part"
      descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      attempt += 1
    } while descriptor < 0 && errno == EEXIST && attempt < 1000
    guard descriptor >= 0 else { throw refuse(systemReason()) }
    (self.path, temporary, self.descriptor) = (path, name, descriptor)
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
      unlink(temporary)
    }
  }

  /// Adds [bytes] at the end.
  mutating func append(_ bytes: some Sequence<UInt8>) throws(DataError) {
    let before = pending.count
    pending.append(contentsOf: bytes)
    count += pending.count - before
    if pending.count >= Self.block { try flush() }
  }

  /// Makes the file what is found at `path`.
  consuming func commit() throws(DataError) {
    try flush()
    guard fsync(descriptor) == 0 else { throw refusal() }
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0, rename(temporary, path) == 0 else {
      let error = refusal()
      unlink(temporary)
      throw error
    }
  }

  private mutating func flush() throws(DataError) {
    var written = 0
    while written < pending.count {
      let count = pending.withUnsafeBytes { bytes in
        // In bounds: [written] bytes are behind us, and no more than the rest is asked for.
        write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw refusal()
      }
      written += count
    }
    pending.removeAll(keepingCapacity: true)
  }

  private func refusal() -> DataError { DataError(.unwritable(file: path, why: systemReason())) }
}
