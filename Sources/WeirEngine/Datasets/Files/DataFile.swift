/// A file of bytes as it was published, plain or packed by gzip: told apart by how it begins, not by
/// its name.
struct DataFile: ~Copyable {
  /// The most bytes it can hold: its size, or what gzip's best ratio makes of that. Whoever believes
  /// a header compares it with this before taking memory.
  let limit: Int
  /// How many bytes were read.
  private(set) var offset = 0
  /// Whether it is packed.
  var isPacked: Bool { inflater != nil }
  private let file: FileBytes
  private let inflater: Inflater?

  /// Opens the file at [path].
  init(_ path: String) throws(DataError) {
    let isPacked = try FileBytes(path).read(2) == [0x1f, 0x8b]
    let file = try FileBytes(path)
    inflater = isPacked ? try Inflater(for: path) : nil
    // Deflate turns two bits into at most 258 bytes (Deutsch 1996): 1032 for 1.
    let (most, isTooLarge) = file.size.multipliedReportingOverflow(by: 1032)
    limit = isPacked ? (isTooLarge ? .max : most) : file.size
    self.file = file
  }

  /// The next [count] bytes, no fewer. [what] names them in the error that the content ends before.
  mutating func read(_ count: Int, of what: String) throws(DataError) -> [UInt8] {
    let bytes = try next(count)
    guard bytes.count == count else {
      throw error(
        at: offset + bytes.count, expected: "\(count) bytes of \(what)", found: "the end after \(bytes.count)"
      )
    }
    offset += count
    return bytes
  }

  /// The next [count] bytes, or fewer where the content ends.
  mutating func read(upTo count: Int) throws(DataError) -> [UInt8] {
    let bytes = try next(count)
    offset += bytes.count
    return bytes
  }

  /// Makes sure that the content ends here, that its checksum holds, and that nothing follows it in
  /// the file. [what] names what ends here.
  func expectEnd(of what: String) throws(DataError) {
    guard try next(1).isEmpty else {
      throw error(at: offset, expected: "the end of \(what)", found: "more bytes")
    }
    if let inflater, inflater.consumed < file.size {
      throw DataError(
        .damaged(
          file: file.path, at: .byte(inflater.consumed), expected: "the end of the file after its gzip data",
          found: "\(file.size - inflater.consumed) more bytes"))
    }
  }

  /// The error that something else stands at [offset] of the content than should.
  func error(at offset: Int, expected: String, found: String) -> DataError {
    DataError(
      .damaged(
        file: file.path, at: isPacked ? .unpacked(offset) : .byte(offset), expected: expected,
        found: found))
  }

  private func next(_ count: Int) throws(DataError) -> [UInt8] {
    guard let inflater else { return try file.read(count) }
    var failure: DataError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(DataError) {
        filled = try inflater.read(into: UnsafeMutableRawBufferPointer(buffer), from: file)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }
}
