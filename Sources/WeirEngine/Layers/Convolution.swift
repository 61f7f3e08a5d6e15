import CWeirKernels

/// What a convolution makes of which numbers: the shapes in front and behind, and how its kernel moves.
///
///     y[f, i, j] = b[f] + Σ w[f, c, u, v] x[g + c, i stride + u - padding, j stride + v - padding]
///
/// The sum goes over the channels c of the filter's group, which begin at channel g of the sample, and over the
/// positions u, v of the kernel; outside of the sample x is zero. The weights are a matrix with a row a filter and
/// a column a channel and position: `[filters, channels / groups * kernel * kernel]`.
public struct Convolution: Sendable, Equatable {
  /// The shape of a sample in front: `[channels, height, width]`.
  public let input: [Int]
  /// The shape behind: `[filters, height, width]`, with the sides ⌊(side + 2 padding - kernel) / stride⌋ + 1.
  public let output: [Int]
  /// The side of the kernel.
  public let kernel: Int
  /// How far the kernel moves from one number of the output to the next.
  public let stride: Int
  /// How many rows and columns of zeros are thought around the sample, on each side.
  public let padding: Int
  /// Into how many groups channels and filters are divided, of which each sees nothing of the others.
  public let groups: Int

  /// The convolution of samples of shape [input]; nil if the kernel is larger than they are with their padding.
  public init?(filters: Int, kernel: Int, stride: Int = 1, padding: Int, groups: Int = 1, for input: [Int]) {
    let room = input[1...].map { $0 + 2 * padding - kernel }
    guard room.allSatisfy({ $0 >= 0 }) else { return nil }
    (self.input, output) = (input, [filters] + room.map { $0 / stride + 1 })
    (self.kernel, self.stride, self.padding, self.groups) = (kernel, stride, padding, groups)
  }

  /// How many channels a filter sees.
  public var channels: Int { input[0] / groups }
  /// How many filters there are.
  public var filters: Int { output[0] }
  /// The sides of the weights.
  public var weightShape: [Int] { [filters, channels, kernel, kernel] }
  /// How many numbers of the output a filter makes, of which each takes every weight of it once.
  public var positions: Int { output[1] * output[2] }

  /// The most bytes that a thread has in use at once besides batches and weights: the lines that it has packed
  /// (see `CWeirKernels/Loops/windows.h`), of the planes in front and of those behind.
  var scratchBytes: Double {
    func product(_ sides: Int...) -> Double { sides.reduce(1) { $0 * Double($1) } }
    let reach = (kernel - 1) / stride + 1
    let front = product(kernel + 3 * stride, input[0], (output[2] - 1) * stride + kernel)
    let behind = product(reach + 1, filters, (input[2] - 1 + padding) / stride + reach)
    return 4 * Double(WK_SLICE) * max(front + product(4, filters, output[2]), behind)
  }
}
