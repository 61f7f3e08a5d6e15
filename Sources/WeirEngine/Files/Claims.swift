#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file by which processes, perhaps on several machines that share a file system, agree on who does what.
///
/// A claim is the lock of one byte of the file (POSIX record locks), which need not exist. The system gives it back
/// when the process ends, however it ends, so nothing is left to be cleared away. Two claims in one process do
/// not exclude each other.
public final class Claims: Sendable {
  private let descriptor: CInt

  /// The claims in the file at [path], which is made if it is not there. Errors: whatever the system refuses.
  public init(_ path: String) throws(DataError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw DataError(.unwritable(file: path, why: systemReason())) }
  }

  deinit { close(descriptor) }

  /// Whether [place] is ours now: nobody else has it.
  public func claim(_ place: Int) -> Bool { set(F_WRLCK, place, F_SETLK) }

  /// Joins those who share [place], which then nobody can claim. Waits while somebody has it.
  public func share(_ place: Int) {
    while !set(F_RDLCK, place, F_SETLKW), errno == EINTR {}
  }

  /// Gives [place] back.
  public func release(_ place: Int) { _ = set(F_UNLCK, place, F_SETLK) }

  private func set(_ type: some BinaryInteger, _ place: Int, _ command: CInt) -> Bool {
    var lock = flock()
    lock.l_type = Int16(type)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = off_t(place)
    lock.l_len = 1
    return fcntl(descriptor, command, &lock) == 0
  }
}
