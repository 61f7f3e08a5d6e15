import CEditline

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Bytes from the terminal, taken apart into scalars.
struct Keyboard {
  private var bytes: ArraySlice<UInt8> = []
  /// Scalars to come before those of the terminal.
  private var returned: [Unicode.Scalar] = []

  /// Whether there is something to take.
  var isEmpty: Bool { bytes.isEmpty && returned.isEmpty }

  /// Adds what the terminal has, waiting for the first byte; false at the end of the input.
  mutating func fill() -> Bool {
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &chunk, chunk.count)
    if count > 0 { bytes += chunk[..<count] }
    return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN))
  }

  /// Adds [more], as if the terminal had sent them.
  mutating func feed(_ more: some Sequence<UInt8>) { bytes += more }

  /// Gives back a scalar that somebody else is to have.
  mutating func putBack(_ scalar: Unicode.Scalar) { returned.append(scalar) }

  /// The next scalar that a line can hold, once all its bytes are there. Bytes that are no UTF-8 are
  /// dropped, and so is what cannot be printed: libedit would show it in cells we do not count.
  mutating func next() -> Unicode.Scalar? {
    if let scalar = returned.popLast() { return scalar }
    while let first = bytes.first {
      let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      let head = bytes.prefix(length)
      let text = String(validating: head, as: UTF8.self)
      if text == nil, head.count < length, head.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }) { return nil }
      bytes = bytes.dropFirst(text == nil ? 1 : length)
      if let scalar = text?.unicodeScalars.first, scalar.value < 0x80 || scalar.isPrintable {
        return scalar
      }
    }
    return nil
  }
}

extension Unicode.Scalar {
  /// Whether the terminal is believed to show it: the C library gives other scalars no width.
  fileprivate var isPrintable: Bool { wcwidth(wchar_t(bitPattern: value)) >= 0 }
}
