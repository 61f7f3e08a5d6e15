import CWeirKernels

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Every instruction set of this machine.
let instructionSets = Array(0...wk_instruction_set())

/// Does [body] with the loops of one instruction set.
func with<Result>(_ set: Int32, _ body: () throws -> Result) rethrows -> Result {
  wk_limit_instruction_set(set)
  defer { wk_limit_instruction_set(-1) }
  return try body()
}

/// Elements that end where a page begins that nobody may touch: whoever reads or writes behind them
/// ends the program.
final class Guarded<Element: BitwiseCopyable> {
  let pointer: UnsafeMutablePointer<Element>
  let count: Int
  private let pages: UnsafeMutableRawPointer
  private let size: Int

  init(_ elements: [Element]) {
    let page = Int(getpagesize())
    let bytes = elements.count * MemoryLayout<Element>.stride
    count = elements.count
    size = (bytes + page - 1) / page * page + page
    guard let pages = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0),
      pages != MAP_FAILED, mprotect(pages + size - page, page, PROT_NONE) == 0
    else { preconditionFailure("no memory") }
    self.pages = pages
    pointer = (pages + size - page - bytes).bindMemory(to: Element.self, capacity: elements.count)
    pointer.initialize(from: elements, count: elements.count)
  }

  deinit { munmap(pages, size) }

  var array: [Element] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

  subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count)
    return pointer[index]
  }
}

extension Guarded where Element == Float {
  /// Numbers that nobody should find again.
  convenience init(unwritten count: Int) { self.init([Float](repeating: -777, count: count)) }

  convenience init(zeros count: Int) { self.init([Float](repeating: 0, count: count)) }

  /// The bits, since equal numbers may differ in their sign of zero, and no not-a-number equals another.
  var bits: [UInt32] { array.map(\.bitPattern) }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Random: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Small lengths, with both ends and the neighbours of vector lengths more often than by chance.
  mutating func length(upTo most: Int) -> Int {
    let usual = [0, 1, 2, 15, 16, 17, 31, 33, 64, 65, most - 1, most].filter { (0...most).contains($0) }
    return Bool.random(using: &self)
      ? usual.randomElement(using: &self) ?? most : Int.random(in: 0...most, using: &self)
  }

  mutating func floats(_ count: Int, in range: ClosedRange<Float> = -1...1) -> [Float] {
    (0..<count).map { _ in Float.random(in: range, using: &self) }
  }

  /// Where to cut 0 ..< [end] into ranges.
  mutating func cuts(_ end: Int) -> [Range<Int>] {
    let places = ([0, end] + (0..<3).map { _ in Int.random(in: 0...end, using: &self) }).sorted()
    return zip(places, places.dropFirst()).map { $0..<$1 }
  }
}

/// A sum taken in double beside the size of its summands, which bounds the error of any order of
/// summation in float: n products summed round at most n + 1 times each, so the sum is off by at most
/// (n + 1) 2^-24 times the sizes.
struct ExactSum {
  private(set) var value = 0.0
  private var size = 0.0
  private var count = 0

  mutating func add(_ a: Float, _ b: Float = 1) {
    value += Double(a) * Double(b)
    size += abs(Double(a) * Double(b))
    count += 1
  }

  func admits(_ found: Float) -> Bool {
    abs(Double(found) - value) <= Double(count + 1) * 0x1p-24 * size
  }
}

/// Samples in tiles: feature f of sample s is at [s / 64][f][s % 64]. Random, also behind the samples.
struct Tiles {
  let features: Int, tiles: Int
  let memory: Guarded<Float>

  init(features: Int, tiles: Int, filledBy random: inout Random, in range: ClosedRange<Float> = -1...1) {
    self.features = features
    self.tiles = tiles
    memory = Guarded(random.floats(features * tiles * lanes, in: range))
  }

  init(unwritten features: Int, tiles: Int) {
    self.features = features
    self.tiles = tiles
    memory = Guarded(unwritten: features * tiles * lanes)
  }

  var stride: Int { features * lanes }

  func tile(_ t: Int) -> UnsafeMutablePointer<Float> { memory.pointer + t * stride }

  subscript(feature: Int, sample: Int) -> Float {
    memory[sample / lanes * stride + feature * lanes + sample % lanes]
  }
}

/// Samples in a tile.
let lanes = Int(WK_LANES)

/// A shape with every tail: any number of rows, any number of samples in the last tile; rows alone or in
/// channels.
struct RowsShape {
  let channels: Int, area: Int, tiles: Int, samples: Int
  /// Channels, cut into ranges.
  let parts: [Range<Int>]

  init(random: inout Random, mostArea: Int = 1) {
    area = mostArea == 1 || Bool.random(using: &random) ? 1 : Int.random(in: 2...mostArea, using: &random)
    channels = random.length(upTo: area == 1 ? 40 : 5)
    tiles = Int.random(in: 1...3, using: &random)
    samples = (tiles - 1) * lanes + max(1, random.length(upTo: lanes))
    parts = random.cuts(channels)
  }

  init(channels: Int, area: Int, tiles: Int, samples: Int) {
    (self.channels, self.area, self.tiles, self.samples) = (channels, area, tiles, samples)
    parts = [0..<channels]
  }

  var rows: Int { channels * area }
  var all: Range<Int> { 0..<tiles * lanes }

  /// Every row and sample of a channel.
  func places(_ channel: Int) -> [(row: Int, sample: Int)] {
    (channel * area..<(channel + 1) * area).flatMap { row in (0..<samples).map { (row, $0) } }
  }
}
