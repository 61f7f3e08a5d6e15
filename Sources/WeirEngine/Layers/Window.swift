/// How a window moves over the planes of a sample, the side of what comes out being
/// ⌊(side + 2 padding - window) / stride⌋ + 1.
public struct Window: Sendable, Equatable {
  /// The shape of a sample in front: `[channels, height, width]`.
  public let input: [Int]
  /// The shape behind: as many channels, and the sides.
  public let output: [Int]
  /// The sides of the window.
  public let rows: Int, columns: Int
  /// How far it moves from one number of the output to the next.
  public let stride: Int
  /// How many rows and columns are thought around the sample, on each side.
  public let padding: Int

  /// A square window of side [size] over samples of shape [input].
  ///
  /// Errors, in the words of the layer [name]: samples that have no planes or are smaller than the window, and
  /// padding of which a window could be full.
  init(size: Int, stride: Int, padding: Int, over input: [Int], for name: String) throws(ShapeError) {
    try Self.checkPlanes(input, for: name)
    guard size >= 1, stride >= 1, padding >= 0, size <= Self.most, stride <= Self.most else {
      throw ShapeError(
        message: "`\(name)` needs a size and a stride of 1 to \(Self.most), and no negative padding")
    }
    guard padding <= size / 2 else {
      throw ShapeError(
        message: "the padding of `\(name)` can be at most half its size of \(size), but is \(padding)")
    }
    let room = input[1...].map { $0 + 2 * padding - size }
    guard room.allSatisfy({ $0 >= 0 }) else {
      throw ShapeError(
        message: "a window of \(size) x \(size) of `\(name)` does not fit into samples of shape \(input)"
          + (padding == 0 ? "" : " with a padding of \(padding)"))
    }
    (self.input, output) = (input, [input[0]] + room.map { $0 / stride + 1 })
    (rows, columns, self.stride, self.padding) = (size, size, stride, padding)
  }

  /// A window as large as a plane.
  init(whole input: [Int], for name: String) throws(ShapeError) {
    try Self.checkPlanes(input, for: name)
    (self.input, output, rows, columns) = (input, [input[0], 1, 1], input[1], input[2])
    (stride, padding) = (1, 0)
  }

  private static func checkPlanes(_ input: [Int], for name: String) throws(ShapeError) {
    guard input.count == 3 else {
      throw ShapeError(
        message:
          "`\(name)` needs samples of shape [channels, height, width], but they are \(input)")
    }
  }

  /// The largest side and stride: far beyond any use, and small enough for the kernels to count with.
  static let most = 10_000

  /// How many numbers a whole window has, padding included.
  var size: Int { rows * columns }

  /// Calls [body] with every number of the output and the numbers of the input in its window, row after row.
  func forEach(_ body: (_ output: Int, _ inputs: [Int]) -> Void) {
    for index in 0..<output.reduce(1, *) {
      let (channel, place) = index.quotientAndRemainder(dividingBy: output[1] * output[2])
      let (i, j) = place.quotientAndRemainder(dividingBy: output[2])
      let (top, left) = (i * stride - padding, j * stride - padding)
      let inside = (max(0, top)..<min(input[1], top + rows)).flatMap { row in
        (max(0, left)..<min(input[2], left + columns)).map { (channel * input[1] + row) * input[2] + $0 }
      }
      body(index, inside)
    }
  }
}
