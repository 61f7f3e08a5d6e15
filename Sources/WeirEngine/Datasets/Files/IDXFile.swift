/// An array of bytes in the format of the MNIST files: two zeros, a type, the number of dimensions,
/// each dimension in four bytes, the highest first, and then the elements, the last dimension running
/// fastest. Source: LeCun, Cortes and Burges 1998.
struct IDXFile {
  /// The length along each dimension.
  let shape: [Int]
  /// The elements.
  let bytes: [UInt8]
  private let path: String
  private let isPacked: Bool
  private let start: Int

  /// Reads the array at [path], whose elements are called [what] in errors, and whose shape has to be
  /// [shape]; nil stands for any length up to [limit].
  ///
  /// Errors: another type, shape or size than expected, damage, anything behind the last element. The
  /// header is checked against the file's size first, so that a false one costs no memory.
  init(_ path: String, shape expected: [Int?], limit: Int, of what: String) throws(DataError) {
    var file = try DataFile(path)
    let magic = try file.read(4, of: "an IDX header")
    let right = [0, 0, 8, UInt8(expected.count)]
    guard magic == right else {
      throw file.error(
        at: 0, expected: "the IDX header \(Self.hexadecimal(right)) of \(what)",
        found: Self.hexadecimal(magic))
    }
    var shape: [Int] = []
    for length in expected {
      let offset = file.offset
      let found = try file.read(4, of: "an IDX header").reduce(0) { $0 << 8 | Int($1) }
      if let length, found != length {
        throw file.error(at: offset, expected: "\(length), a length of \(what)", found: "\(found)")
      }
      guard (1...limit).contains(found) else {
        throw file.error(at: offset, expected: "1 to \(limit) \(what)", found: "\(found)")
      }
      shape.append(found)
    }
    let (count, isTooLarge) = shape.reduce((1, false)) { product, length in
      let (next, overflows) = product.0.multipliedReportingOverflow(by: length)
      return (next, product.1 || overflows)
    }
    start = file.offset
    let room = max(0, file.limit - start)
    guard !isTooLarge, count <= room else {
      throw file.error(
        at: 4,
        expected: "a header that promises at most \(room) bytes of \(what), for the file holds no more",
        found: "lengths of \(shape.map(String.init).joined(separator: " x "))")
    }
    bytes = try file.read(count, of: what)
    try file.expectEnd(of: what)
    (self.path, self.shape, isPacked) = (path, shape, file.isPacked)
  }

  /// The error that another element than [expected] stands at [index].
  func error(at index: Int, expected: String) -> DataError {
    let offset = start + index
    return DataError(
      .damaged(
        file: path, at: isPacked ? .unpacked(offset) : .byte(offset), expected: expected,
        found: "\(bytes[index])"))
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}
