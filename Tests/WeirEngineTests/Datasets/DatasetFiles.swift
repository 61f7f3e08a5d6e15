import CZlib

@testable import WeirEngine

/// An IDX file of bytes.
func idx(_ shape: [Int], _ elements: [UInt8]) -> [UInt8] {
  [0, 0, 8, UInt8(shape.count)]
    + shape.flatMap { length in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
    } + elements
}

/// [bytes] packed by gzip.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  deflateInit2_(
    &stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var input = bytes
  return [UInt8](unsafeUninitializedCapacity: bytes.count + 1000) { buffer, filled in
    input.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      stream.next_out = buffer.baseAddress
      stream.avail_out = UInt32(buffer.count)
      deflate(&stream, Z_FINISH)
    }
    filled = buffer.count - Int(stream.avail_out)
  }
}

/// The four files of an image dataset with [train] and [test] samples: pixel p of image i is i + p,
/// and its label i, both without what does not fit.
func imageFiles(train: Int, test: Int) -> [(name: String, bytes: [UInt8])] {
  [("train", train), ("t10k", test)].flatMap { prefix, count in
    [
      (
        "\(prefix)-images-idx3-ubyte",
        idx(
          [count, 28, 28], (0..<count).flatMap { i in (0..<784).map { UInt8(truncatingIfNeeded: i + $0) } })
      ),
      ("\(prefix)-labels-idx1-ubyte", idx([count], (0..<count).map { UInt8($0 % 10) })),
    ]
  }
}

/// What [body] is refused for; nil if it is not.
func refusal<T>(_ body: () throws(DataError) -> T) -> String? {
  do throws(DataError) {
    _ = try body()
    return nil
  } catch { return error.message }
}

/// A file of coloured images, each with one or two labels: number p of image i is i + p, without what does not fit.
func colourImages(_ labels: [[UInt8]]) -> [UInt8] {
  labels.enumerated().flatMap { i, labels in labels + (0..<3072).map { UInt8(truncatingIfNeeded: i + $0) } }
}
