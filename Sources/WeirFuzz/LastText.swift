#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The text at hand, in a file that is there even if the program is not any more.
final class LastText {
  private static let size = 1 << 20
  private let memory: UnsafeMutableRawPointer

  /// Kept in the file at [path]; nil if that cannot be written.
  init?(_ path: String) {
    let file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0, ftruncate(file, off_t(Self.size)) == 0 else { return nil }
    defer { close(file) }
    guard let memory = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), memory != MAP_FAILED
    else {
      return nil
    }
    self.memory = memory
  }

  /// Keeps [text], as far as it fits.
  func keep(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      let count = min(bytes.count, Self.size - 1)
      // In bounds: both are at least as long.
      if let start = bytes.baseAddress { memory.copyMemory(from: start, byteCount: count) }
      memory.storeBytes(of: 0, toByteOffset: count, as: UInt8.self)
    }
  }

  deinit { munmap(memory, Self.size) }
}
