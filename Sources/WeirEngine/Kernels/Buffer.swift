import CWeirKernels

/// Floats in aligned memory, with the semantics of a value: a copy shares its memory until one of the
/// two is written to.
///
/// The one storage type of the engine. The kernels reach its pointer, here in this folder; all others
/// use it by element or as a span.
public struct Buffer: Sendable, Equatable {
  private var storage: Storage
  /// How many floats it holds.
  public var count: Int { storage.count }

  /// [count] zeros.
  public init(count: Int) { storage = Storage(count: count, zeroed: true) }

  /// The given floats.
  public init(_ values: some Collection<Float>) {
    storage = Storage(count: values.count, zeroed: false)
    _ = UnsafeMutableBufferPointer(start: storage.start, count: values.count).initialize(from: values)
  }

  /// One float. Reading or writing outside 0..<count is a mistake of ours.
  public subscript(index: Int) -> Float {
    get {
      precondition(index >= 0 && index < count, "an index into a buffer lies inside it")
      return storage.start[index]
    }
    set {
      precondition(index >= 0 && index < count, "an index into a buffer lies inside it")
      makeUnique()
      storage.start[index] = newValue
    }
  }

  /// All floats as an array. Cost: a copy.
  public var array: [Float] { Array(UnsafeBufferPointer(start: storage.start, count: count)) }

  /// Calls [body] with the floats, for reading.
  public func withSpan<Result>(_ body: (Span<Float>) throws -> Result) rethrows -> Result {
    try body(UnsafeBufferPointer(start: storage.start, count: count).span)
  }

  /// Calls [body] with the floats, for writing. Cost: a copy first, if the memory is shared.
  public mutating func withMutableSpan<Result>(
    _ body: (inout MutableSpan<Float>) throws -> Result
  ) rethrows -> Result {
    makeUnique()
    var span = UnsafeMutableBufferPointer(start: storage.start, count: count).mutableSpan
    return try body(&span)
  }

  /// The memory itself, for kernels. Valid while the buffer is: callers keep it alive over the use.
  var pointer: UnsafePointer<Float> { UnsafePointer(storage.start) }

  /// The memory for kernels to write into. Cost: a copy first, if it is shared.
  var mutablePointer: UnsafeMutablePointer<Float> {
    mutating get {
      makeUnique()
      return storage.start
    }
  }

  /// Whether both hold the same bits; so not-a-number equals itself, and 0 differs from -0.
  public static func == (a: Buffer, b: Buffer) -> Bool {
    a.storage === b.storage
      || a.count == b.count && zip(a.array, b.array).allSatisfy { $0.bitPattern == $1.bitPattern }
  }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) { storage = Storage(copying: storage) }
  }

  /// The memory, 64-byte aligned so that a row of a tile is four whole AVX-512 registers. Its floats are
  /// written only through a buffer that holds the sole reference, which is what makes it sendable.
  private final class Storage: @unchecked Sendable {
    let start: UnsafeMutablePointer<Float>
    let count: Int

    init(count: Int, zeroed: Bool) {
      self.count = count
      // Kernels read values ahead of their use, so some are there behind the last, whatever they hold.
      let capacity = count + Int(WK_AHEAD)
      let bytes = capacity * MemoryLayout<Float>.stride
      start = wk_allocate(bytes).bindMemory(to: Float.self, capacity: capacity)
      if zeroed { start.initialize(repeating: 0, count: count) }
    }

    convenience init(copying other: Storage) {
      self.init(count: other.count, zeroed: false)
      start.initialize(from: other.start, count: count)
    }

    deinit { wk_free(start) }
  }
}
