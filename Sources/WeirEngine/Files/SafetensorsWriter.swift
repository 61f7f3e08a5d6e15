/// Tensors on their way into a file of the safetensors format.
///
/// They are collected first, since the header with the places of all of them stands in front; the elements are
/// asked for one block after the other when the file is written, so that no tensor need be in memory as a whole.
public struct SafetensorsWriter {
  /// Takes the elements of a tensor, in order.
  struct Elements: ~Copyable {
    fileprivate var file: AtomicFile
    /// Of all that was written; nil where nobody asks for it.
    fileprivate var digest: Digest?
    private var bytes: [UInt8] = []

    fileprivate init(_ file: consuming AtomicFile, digest: Digest?) {
      self.file = file
      self.digest = digest
    }

    mutating func append(_ values: some Sequence<Float>) throws(DataError) {
      try append(values.lazy.map(\.bitPattern))
    }
    mutating func append(_ values: some Sequence<Double>) throws(DataError) {
      try append(values.lazy.map(\.bitPattern))
    }
    mutating func append(_ values: some Sequence<Bool>) throws(DataError) {
      try append(values.lazy.map { $0 ? 1 as UInt8 : 0 })
    }
    /// Integers of the width that their type has in the file.
    mutating func append<Bits: FixedWidthInteger>(_ values: some Sequence<Bits>) throws(DataError) {
      bytes.removeAll(keepingCapacity: true)
      for value in values {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
      }
      try append(bytes: bytes)
    }
    fileprivate mutating func append(bytes: [UInt8]) throws(DataError) {
      digest?.add(bytes)
      try file.append(bytes)
    }
  }

  private struct Item {
    let name: String
    let type: ElementType
    let shape: [Int]
    let write: (inout Elements) throws(DataError) -> Void

    var size: Int { shape.reduce(type.size, *) }
  }

  private var metadata: [(String, String)]
  private var items: [Item] = []
  /// The tensor that ends the file with a digest of all before it.
  private var seal: Item?

  /// A file of no tensors yet, with texts to go with them.
  public init(metadata: [(String, String)]) { self.metadata = metadata }

  /// Adds a text called [label].
  public mutating func add(_ label: String, _ text: String) { metadata.append((label, text)) }

  /// Adds a tensor whose elements [write] will hand over, as many as [shape] holds.
  mutating func add(
    _ name: String, _ type: ElementType, _ shape: [Int],
    _ write: @escaping (inout Elements) throws(DataError) -> Void
  ) {
    items.append(Item(name: name, type: type, shape: shape, write: write))
  }

  /// Adds a vector or matrix of floats.
  mutating func add(_ name: String, _ shape: [Int], _ values: [Float]) {
    add(name, .single, shape) { (elements) throws(DataError) in try elements.append(values) }
  }

  /// Ends the file with a tensor called [name] that holds the digest of all bytes before it, by which a reader finds
  /// what has been changed since.
  mutating func seal(_ name: String) {
    seal = Item(name: name, type: .unsigned8, shape: [Digest.size]) { (elements) throws(DataError) in
      if let digest = elements.digest { try elements.append(CollectionOfOne(digest.bits)) }
    }
  }

  /// Writes the file at [path], replacing what is there once all is written. Errors: whatever the system
  /// refuses; the old file is untouched then.
  public func write(to path: String) throws(DataError) {
    // Large elements first, so that each begins at a multiple of its size; the header is a multiple of 8 long.
    let ordered =
      items.enumerated().sorted {
        ($1.element.type.size, $0.offset) < ($0.element.type.size, $1.offset)
      }.map(\.element) + [seal].compactMap(\.self)
    var elements = Elements(try AtomicFile(path), digest: seal == nil ? nil : Digest())
    try elements.append(bytes: header(ordered))
    for item in ordered {
      let before = elements.file.count
      try item.write(&elements)
      precondition(
        elements.file.count - before == item.size, "`\(item.name)` has as many elements as it says")
    }
    try elements.finish()
  }

  private func header(_ items: [Item]) -> [UInt8] {
    var members: [JSON.Member] = []
    if !metadata.isEmpty {
      members.append(JSON.Member("__metadata__", .object(metadata.map { JSON.Member($0.0, .text($0.1)) })))
    }
    var offset = 0
    for item in items {
      members.append(
        JSON.Member(
          item.name,
          .object([
            JSON.Member("dtype", .text(item.type.rawValue)),
            JSON.Member("shape", .list(item.shape.map { .integer($0) })),
            JSON.Member("data_offsets", .list([.integer(offset), .integer(offset + item.size)])),
          ])))
      offset += item.size
    }
    var text = Array(JSON.object(members).line.utf8)
    text += [UInt8](repeating: UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
    return (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) } + text
  }
}

extension SafetensorsWriter.Elements {
  fileprivate consuming func finish() throws(DataError) { try file.commit() }
}
