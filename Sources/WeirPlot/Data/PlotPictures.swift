import WeirCatalog

/// Many small pictures of one size: the filters of a convolution, the channels of what it makes.
public struct PlotPictures: Sendable {
  /// What they are: "layer 0". Empty if they have no name.
  public var name: String
  /// How many there are, and how many belong together, as those of one filter do, and get a line of their own; 1 if
  /// each stands for itself.
  public var count: Int, together: Int
  /// The sides of each.
  public var rows: Int, columns: Int
  /// The number at a place of a picture; nil where there is none, as for an inactive weight.
  public var value: @Sendable (_ picture: Int, _ row: Int, _ column: Int) -> Double?

  /// [count] pictures of [rows] × [columns].
  public init(
    _ name: String = "", count: Int, together: Int = 1, rows: Int, columns: Int,
    value: @escaping @Sendable (_ picture: Int, _ row: Int, _ column: Int) -> Double?
  ) {
    precondition(together >= 1 && count % together == 0, "what belongs together comes in whole groups")
    (self.name, self.count, self.together) = (name, count, together)
    (self.rows, self.columns, self.value) = (rows, columns, value)
  }

  /// What picture [index] is called: its number, or those of its group and of its place there.
  func label(_ index: Int) -> String {
    together == 1 ? "\(index)" : "\(index / together)/\(index % together)"
  }
}

/// A thing that consists of pictures: a convolution, a tensor of two axes or more.
public protocol PictureSource: Thing {
  /// Its pictures; nil if it has none after all.
  var plotPictures: PlotPictures? { get }
}

extension Conversion where Value == PlotPictures {
  /// What `pictures` accepts: a thing that consists of some, or rows of numbers, which are one.
  public static var pictures: Self {
    let expected = "a tensor of at least two axes, a layer, or rows of numbers"
    return Conversion(
      expected: expected,
      read: { (argument: Argument) throws(CallError) -> PlotPictures in
        if case .thing(let source as any PictureSource) = argument {
          if let pictures = source.plotPictures { return pictures }
        } else if case .list = argument {
          let values = try Conversion<PlotGrid>.grid.read(argument).values
          return PlotPictures(count: 1, rows: values.count, columns: values.first?.count ?? 0) {
            values[$1][$2]
          }
        }
        throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
      },
      show: { _ in nil })
  }
}
