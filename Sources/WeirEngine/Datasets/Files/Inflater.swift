import CZlib

/// Unpacks one gzip member, as much at a time as is asked for.
///
/// A class, because zlib's stream has an identity: it knows its own address, and so gets a place in
/// memory to stay at. zlib writes only into buffers whose length it is told.
final class Inflater {
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  /// How many packed bytes were taken from the file.
  private(set) var consumed = 0
  private var isFinished = false

  /// An inflater at the first byte of a member. [path] is for the error that there is no memory.
  init(for path: String) throws(DataError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: 1 << 18, alignment: 16)
    // 15 is the largest window there is, and 16 stands for gzip's header and checksum.
    guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw DataError(.unreadable(file: path, why: "zlib has no memory for it"))
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  /// Unpacks from [file] into [buffer] until it is full or the member ends; yields how many bytes
  /// there were. Errors: data that zlib refuses, a wrong checksum, a file that ends too early.
  func read(into buffer: UnsafeMutableRawBufferPointer, from file: borrowing FileBytes) throws(DataError)
    -> Int
  {
    var filled = 0
    while filled < buffer.count, !isFinished, let base = buffer.baseAddress {
      if stream.pointee.avail_in == 0 { try refill(from: file) }
      let room = min(buffer.count - filled, 1 << 30)
      let packed = stream.pointee.avail_in
      // In bounds: [room] is at most what is left of the buffer behind [filled].
      stream.pointee.next_out = (base + filled).assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(room)
      let status = inflate(stream, Z_NO_FLUSH)
      consumed += Int(packed - stream.pointee.avail_in)
      filled += room - Int(stream.pointee.avail_out)
      switch status {
      case Z_OK, Z_BUF_ERROR: continue
      case Z_STREAM_END: isFinished = true
      case _:
        let complaint = stream.pointee.msg.map { String(cString: $0) } ?? "status \(status) of zlib"
        throw DataError(
          .damaged(file: file.path, at: .byte(consumed), expected: "sound gzip data", found: complaint))
      }
    }
    return filled
  }

  private func refill(from file: borrowing FileBytes) throws(DataError) {
    let count = try file.read(into: input)
    guard count > 0 else {
      throw DataError(
        .damaged(
          file: file.path, at: .byte(consumed), expected: "more gzip data", found: "the end of the file"))
    }
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(count)
  }
}
