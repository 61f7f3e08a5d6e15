import WeirCatalog

/// A convolution, sparse or not: every filter is moved over the sample, and what it sees is summed by its weights.
///
/// The formula stands at `Convolution`. Cost: active weights times positions times batch, three times a step.
public struct Conv: WeightedLayer {
  /// How many filters, each of which makes a channel.
  @Required public var filters: Int
  /// The side of the kernel.
  public var kernel = 3
  /// How far the kernel moves at a time.
  public var stride = 1
  /// What is thought around the sample.
  public var padding = Padding.same
  /// Into how many groups channels and filters are divided.
  public var groups = 1
  /// Whether a bias is added to each channel.
  public var bias = true

  /// How it is named and set.
  public static let entry = Entry<Conv>(
    "conv", "Moves filters over an image and sums what they see by their weights.",
    details: """
      A sample must be [channels, height, width] and becomes [filters, ...], with sides \
      floor((side + 2 padding - kernel) / stride) + 1. `padding: same` is (kernel - 1) / 2, which keeps the sides \
      where the stride is 1. A filter sees the channels of its group only; with as many groups as channels, each \
      sees one (depthwise). In front of batch norm a bias is of no use.
      """,
    source: "LeCun et al. 1989",
    settings: [
      .required(
        "filters", \.$filters, .integer(in: 1...), "How many filters, each of which makes a channel."),
      Setting("kernel", \.kernel, .integer(in: 1...31), "Side of the kernel."),
      Setting("stride", \.stride, .integer(in: 1...31), "How far the kernel moves at a time."),
      Setting("padding", \.padding, .padding, "Rows and columns of zeros on each side."),
      Setting("groups", \.groups, .integer(in: 1...), "Groups of channels and filters that see each other."),
      Setting("bias", \.bias, .truth, "Whether a bias is added to each channel."),
    ],
    examples: [
      Example(
        "network([conv(8), relu, conv(16, stride: 2), dense(10)], input: [1, 12, 12]).layers[1].shape",
        prints: "[16, 8, 3, 3]")
    ],
    words: ["convolution", "conv2d", "kernel", "depthwise"])

  /// Without filters yet.
  public init() {}

  /// A layer of [filters] filters.
  public init(
    _ filters: Int, kernel: Int = 3, stride: Int = 1, padding: Padding = .same, groups: Int = 1,
    bias: Bool = true
  ) {
    (self.filters, self.kernel, self.stride) = (filters, kernel, stride)
    (self.padding, self.groups, self.bias) = (padding, groups, bias)
  }

  /// The filters.
  public var width: Int {
    get { filters }
    set { filters = newValue }
  }

  /// What stands around a sample.
  public enum Padding: Sendable, Equatable {
    /// As much as keeps the sides where the stride is 1.
    case same
    /// So many rows and columns of zeros on each side.
    case by(Int)
  }

  /// A channel a filter.
  public func outputShape(for input: [Int]) throws(ShapeError) -> [Int] {
    guard input.count == 3 else {
      throw ShapeError(
        message: "`\(identity)` needs samples of shape [channels, height, width], but they are \(input)")
    }
    if padding == .same, kernel % 2 == 0 {
      throw ShapeError(
        message: "`padding: same` needs a kernel with a middle, but that of `\(identity)` is \(kernel) wide; "
          + "give the padding as a number")
    }
    for (count, name) in [(input[0], "channel"), (filters, "filter")] where count % groups != 0 {
      throw ShapeError(
        message:
          "\(Notation.grouped(count)) \(name)\(count == 1 ? "" : "s") cannot be divided evenly into the "
          + "\(Notation.grouped(groups)) groups of `\(identity)`")
    }
    guard let map = map(for: input) else {
      throw ShapeError(
        message:
          "the kernel of `\(identity)` is larger than a sample of \(input[1]) x \(input[2]) with its padding")
    }
    // The loops count what they have packed in 32 bits.
    guard map.scratchBytes / 4 <= Double(Int32.max) else {
      throw ShapeError(
        message:
          "the lines that `\(identity)` works on at once need \(Notation.bytes(map.scratchBytes)) for samples of "
          + "\(input), but can have 8 GB at most")
    }
    return map.output
  }

  /// How its filters are moved.
  public func map(for input: [Int]) -> Convolution? {
    let sides =
      switch padding {
      case .same: (kernel - 1) / 2
      case .by(let sides): sides
      }
    return Convolution(
      filters: filters, kernel: kernel, stride: stride, padding: sides, groups: groups, for: input)
  }

  /// Weights, and a bias if wished.
  public func parameters(for input: [Int], _ drawing: Drawing) throws(ShapeError) -> [Parameter] {
    let shape = [filters, input[0] / groups, kernel, kernel]
    let all = Mask(fullRows: filters, columns: shape[1...].reduce(1, *))
    let stream = RandomStream(seed: drawing.seed, purpose: .weights, part: drawing.part)
    let draw = Draw(drawing.initializer, shape, mask: all, stream: stream)
    let weights = Parameter(shape, mask: all, draw: draw)
    return bias ? [weights, Parameter(.bias, [Float](repeating: 0, count: filters))] : [weights]
  }
}

extension Conversion where Value == Conv.Padding {
  /// `same`, or so many rows and columns on each side.
  static var padding: Self {
    let expected = "same, or an integer in 0...30"
    return Conversion(
      expected: expected, choices: ["same"],
      read: { (argument: Argument) throws(CallError) -> Conv.Padding in
        switch argument {
        case .thing(let thing as Word) where thing.name == "same": return .same
        case .text("same"): return .same
        case .integer(let sides) where (0...30).contains(sides): return .by(sides)
        case .none, .truth, .integer, .number, .text, .list, .record, .thing:
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
      },
      show: { padding in
        switch padding {
        case .same: "same"
        case .by(let sides): Notation.integer(sides)
        }
      })
  }
}
