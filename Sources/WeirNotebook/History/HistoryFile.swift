#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The file in which all sessions keep what was entered: JSON lines, only ever appended to.
///
/// An entry is one write to a file opened for appending, under a lock. So sessions interleave by
/// whole lines, and a session that is killed loses at most the line it was writing.
struct HistoryFile {
  /// Where it is.
  let path: String
  /// How much of it has been read.
  private var offset: off_t = 0
  private var hasStarted = false
  /// Older entries than those in the last few megabytes are not offered any more.
  private static let most: off_t = 4 << 20

  init(path: String) { self.path = path }

  /// The entries that were added since the last call, by any session.
  mutating func newEntries() -> [HistoryLine] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    let size = lseek(file, 0, SEEK_END)
    if size < offset { offset = 0 }  // somebody has emptied it
    var isCut = false
    if !hasStarted, size > Self.most { (offset, isCut) = (size - Self.most, true) }
    hasStarted = true
    guard size > offset else { return [] }
    var bytes = [UInt8](repeating: 0, count: Int(size - offset))
    let count = pread(file, &bytes, bytes.count, offset)
    // What stands behind the last newline is still being written, or was torn off by a crash.
    guard count > 0, let last = bytes[..<count].lastIndex(of: Self.newline) else { return [] }
    offset += off_t(last + 1)
    let lines = bytes[..<last].split(separator: Self.newline)
    return lines.dropFirst(isCut ? 1 : 0).compactMap { HistoryLine(json: $0) }
  }

  /// Adds [entry]; false if the file cannot be written.
  func append(_ entry: HistoryLine) -> Bool {
    makeFolder()
    let file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    defer { close(file) }
    // Without a lock (some network file systems have none) lines may mix, which the reader survives.
    flock(file, LOCK_EX)
    var line = Array(entry.json.utf8) + [Self.newline]
    let size = lseek(file, 0, SEEK_END)
    var last = Self.newline
    if size > 0, pread(file, &last, 1, size - 1) == 1, last != Self.newline {
      // A torn line: ours would be lost with it.
      line.insert(Self.newline, at: 0)
    }
    return write(file, line, line.count) == line.count
  }

  private static let newline = UInt8(ascii: "\n")

  private func makeFolder() {
    var folder = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      folder += part + "/"
      mkdir(folder, 0o700)  // fails where there is one already
    }
  }
}
