import WeirCatalog
import WeirEngine

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Why a program could not be read.
public struct UnreadableSource: Error, Sendable {
  /// The whole sentence.
  public let message: String

  /// What is wrong with a file that was to be read or written, in the sentence of [error].
  public static func sentence(of error: any Error) -> String {
    switch error {
    case let error as UnreadableSource: error.message
    case let error as DataError: error.message
    case let error as CallError: error.message
    default: "\(error)"
    }
  }
}

extension SourceText {
  /// The most bytes a program may have.
  private static let sizeLimit = 16 << 20

  /// The program in the file at [path], which is also its name. Errors: no such file, too large, not
  /// UTF-8; the place of the first byte that is not.
  public convenience init(file path: String) throws(UnreadableSource) {
    let bytes = try SourceText.bytes(of: path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let offset = SourceText.firstInvalid(in: bytes)
      throw UnreadableSource(
        message: "`\(path)` is no text: at offset \(offset), UTF-8 was expected and byte "
          + "0x" + String(bytes[offset], radix: 16) + " found")
    }
    self.init(name: path, text: text)
  }

  /// How many bytes at the beginning are well-formed UTF-8.
  private static func firstInvalid(in bytes: [UInt8]) -> Int {
    var offset = 0
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&rest) { offset += UTF8.width(scalar) }
    return min(offset, bytes.count - 1)
  }

  private static func bytes(of path: String) throws(UnreadableSource) -> [UInt8] {
    // The system would read up to it, and open another file than was named.
    if path.utf8.contains(0) {
      throw UnreadableSource(message: "`\(path)` cannot be read: its name holds a NUL byte")
    }
    guard let file = fopen(path, "rb") else {
      throw refusal(path)
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while bytes.count <= sizeLimit {
      let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        // In bounds: no more than the buffer holds is asked for.
        count = fread(buffer.baseAddress, 1, buffer.count, file)
      }
      if ferror(file) != 0 {
        throw refusal(path)
      }
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
    throw UnreadableSource(message: "`\(path)` is no program: it has more than \(sizeLimit >> 20) MiB")
  }

  /// What the system has just refused.
  private static func refusal(_ path: String) -> UnreadableSource {
    UnreadableSource(message: "`\(path)` cannot be read: \(systemReason())")
  }
}
