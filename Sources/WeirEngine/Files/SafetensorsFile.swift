import WeirCatalog

/// A file of named tensors in the safetensors format (Hugging Face 2022): the length of a header in eight
/// bytes, the header in JSON, and the elements of all tensors, one behind the other.
///
/// Everything the header says is held against the size of the file when it is opened, so whoever takes memory
/// for a tensor takes no more than the file has. Elements are read when they are asked for.
public struct SafetensorsFile: ~Copyable {
  /// Its path.
  public let path: String
  /// Texts that came with the tensors.
  public let metadata: [String: String]
  /// All tensors, in the order of their places.
  public let tensors: [StoredTensor]
  private let byName: [String: StoredTensor]
  private let file: FileBytes

  /// The most bytes of a header, by the format.
  static let longestHeader = 100_000_000
  /// About how many bytes are read at once.
  private static let block = 1 << 18

  /// Opens the file at [path] and reads its header.
  ///
  /// Errors: no such file, or one that is not of this format, with the offset or the tensor, what was expected
  /// and what was found. Cost: linear in the header.
  public init(_ path: String) throws(DataError) {
    let file = try FileBytes(path)
    let length = try file.read(8)
    guard length.count == 8 else {
      throw Self.damaged(path, 0, "the length of a header in 8 bytes", "the end after \(length.count)")
    }
    let count = length.reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    guard count <= Self.longestHeader else {
      throw Self.damaged(
        path, 0, "a header of at most \(Notation.grouped(Self.longestHeader)) bytes, as safetensors begin",
        "a length of \(count)")
    }
    guard count <= file.size - 8 else {
      throw Self.damaged(
        path, 0, "a header of at most \(max(0, file.size - 8)) bytes, for the file holds no more",
        "a length of \(count)")
    }
    let bytes = try file.read(Int(count))
    guard bytes.count == count else {
      throw Self.damaged(path, 8 + bytes.count, "a header of \(count) bytes", "the end of the file")
    }
    let header = try SafetensorsHeader(bytes, path: path, room: file.size - 8 - bytes.count)
    (metadata, tensors) = (header.metadata, header.tensors)
    byName = Dictionary(tensors.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.path = path
    self.file = file
  }

  /// The tensor called [name].
  public subscript(name: String) -> StoredTensor? { byName[name] }

  /// Calls [body] with place and value of each element of [tensor], the last axis running fastest.
  ///
  /// Half and double precision become single. Errors: a type of integers; a double that is finite but too
  /// large for a single.
  public func forEachNumber(
    of tensor: StoredTensor, _ body: (_ place: Int, _ value: Float) throws(DataError) -> Void
  ) throws(DataError) {
    guard tensor.type.number(0) != nil else {
      throw error(tensor, "numbers of type F16, BF16, F32 or F64", "type \(tensor.type.rawValue)")
    }
    try forEachElement(of: tensor) { (place, bits) throws(DataError) in
      if tensor.type == .single {
        // Not by way of a double, which would change the bits of some that are no numbers.
        return try body(place, Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
      }
      let number = tensor.type.number(bits) ?? 0
      let value = Float(number)
      guard value.isFinite || !number.isFinite else {
        throw error(tensor, "numbers that fit single precision", "\(number) at element \(place)")
      }
      try body(place, value)
    }
  }

  /// All elements of [tensor], which must be of double precision, or of less.
  public func numbers(of tensor: StoredTensor) throws(DataError) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(tensor.count)
    try forEachElement(of: tensor) { (_, bits) throws(DataError) in
      guard let number = tensor.type.number(bits) else {
        throw error(tensor, "a type of numbers", "type \(tensor.type.rawValue)")
      }
      numbers.append(number)
    }
    return numbers
  }

  /// Calls [body] with place and value of each element of [tensor], which must lie in [range].
  ///
  /// Errors: a type of numbers with fractions; an integer outside of [range].
  public func forEachInteger(
    of tensor: StoredTensor, in range: ClosedRange<Int>,
    _ body: (_ place: Int, _ value: Int) throws(DataError) -> Void
  ) throws(DataError) {
    guard tensor.type.number(0) == nil else {
      throw error(tensor, "a type of integers", "type \(tensor.type.rawValue)")
    }
    try forEachElement(of: tensor) { (place, bits) throws(DataError) in
      guard let value = tensor.type.integer(bits), range.contains(value) else {
        let found = tensor.type.integer(bits).map { "\($0)" } ?? "\(bits)"
        throw error(
          tensor, "integers in \(range.lowerBound)...\(range.upperBound)", "\(found) at element \(place)")
      }
      try body(place, value)
    }
  }

  /// Calls [body] with place and value of each element of [tensor], which must be zero or one, of any type.
  public func forEachTruth(
    of tensor: StoredTensor, _ body: (_ place: Int, _ value: Bool) throws(DataError) -> Void
  ) throws(DataError) {
    try forEachElement(of: tensor) { (place, bits) throws(DataError) in
      let value = tensor.type.number(bits) ?? tensor.type.integer(bits).map { Double($0) } ?? .nan
      guard value == 0 || value == 1 else {
        throw error(tensor, "zeros and ones", "\(Notation.plain(value)) at element \(place)")
      }
      try body(place, value == 1)
    }
  }

  /// The elements of [tensor] as they stand in the file, read at once. Errors: the file ends before.
  func bytes(of tensor: StoredTensor) throws(DataError) -> [UInt8] {
    let count = tensor.count * tensor.type.size
    let bytes = try file.read(count, at: tensor.start)
    guard bytes.count == count else {
      throw Self.damaged(
        path, tensor.start + bytes.count, "the elements of \(Notation.text(tensor.name))",
        "the end of the file")
    }
    return bytes
  }

  /// Makes sure that no byte has changed since the file was written, where [seal] holds the digest of all before it.
  ///
  /// Errors: another digest. Cost: the file is read once more.
  func check(_ seal: StoredTensor) throws(DataError) {
    var digest = Digest()
    for start in stride(from: 0, to: seal.start, by: Self.block) {
      digest.add(try file.read(min(Self.block, seal.start - start), at: start))
    }
    let stored = try bytes(of: seal).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    guard digest.bits == stored else {
      throw error(
        seal, "\(Digest.text(stored)), as was written of all bytes before it",
        "bytes of \(digest.text): some were changed since")
    }
  }

  /// Calls [body] with place and bits of each element.
  private func forEachElement(
    of tensor: StoredTensor, _ body: (_ place: Int, _ bits: UInt64) throws(DataError) -> Void
  ) throws(DataError) {
    let (size, count) = (tensor.type.size, tensor.count)
    var place = 0
    while place < count {
      let few = min(count - place, Self.block / size)
      let offset = tensor.start + place * size
      let bytes = try file.read(few * size, at: offset)
      guard bytes.count == few * size else {
        throw Self.damaged(
          path, offset + bytes.count, "the elements of \(Notation.text(tensor.name))", "the end of the file")
      }
      for element in 0..<few {
        var bits: UInt64 = 0
        for byte in 0..<size { bits |= UInt64(bytes[element * size + byte]) << (8 * byte) }
        try body(place + element, bits)
      }
      place += few
    }
  }

  /// The error that [tensor] is not what it should be.
  func error(_ tensor: StoredTensor, _ expected: String, _ found: String) -> DataError {
    DataError(.damaged(file: path, at: .tensor(tensor.name), expected: expected, found: found))
  }

  private static func damaged(
    _ path: String, _ offset: Int, _ expected: String, _ found: String
  ) -> DataError {
    DataError(.damaged(file: path, at: .byte(offset), expected: expected, found: found))
  }
}
