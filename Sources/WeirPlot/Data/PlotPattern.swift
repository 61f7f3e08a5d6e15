import WeirCatalog

/// Which places of a matrix are active. Nothing is stored for the others, so a pattern costs no more
/// than what is active in it.
public struct PlotPattern: Sendable {
  /// What it is a pattern of: "layer 0". Empty if it has no name.
  public var name: String
  /// How many rows there are; of a mask, its units.
  public var rows: Int
  /// How many columns there are; of a mask, its inputs.
  public var columns: Int
  /// How many neighbouring columns belong together, as the positions of a kernel do; 1 if each stands for itself.
  public var together: Int
  /// Hands every active place to [mark], each once, in any order.
  public var visit: @Sendable (_ mark: (_ row: Int, _ column: Int) -> Void) -> Void

  /// A pattern of [rows] × [columns] whose active places are those that [visit] hands out.
  public init(
    _ name: String = "", rows: Int, columns: Int, together: Int = 1,
    visit: @escaping @Sendable (_ mark: (_ row: Int, _ column: Int) -> Void) -> Void
  ) {
    (self.name, self.rows, self.columns) = (name, rows, columns)
    (self.together, self.visit) = (max(1, together), visit)
  }
}

/// A thing with a pattern: a mask, a sparse matrix.
public protocol PatternSource: Thing {
  /// Its pattern.
  var plotPattern: PlotPattern { get }
}

extension Conversion where Value == PlotPattern {
  /// What `spy` accepts: a mask, or rows of numbers, of which those other than zero are active.
  public static var pattern: Self {
    let expected = "a mask, or rows of numbers"
    let grid = Conversion<PlotGrid>.grid
    return Conversion(
      expected: expected,
      read: { (argument: Argument) throws(CallError) -> PlotPattern in
        if case .thing(let source as any PatternSource) = argument { return source.plotPattern }
        do throws(CallError) { return PlotPattern(try grid.read(PlotPattern.counted(argument))) } catch {
          guard case .mismatch = error.reason else { throw error }
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
      },
      show: { _ in nil })
  }
}

extension PlotPattern {
  /// The numbers of [grid] that are not zero. A value that is no number is active: it is not zero.
  fileprivate init(_ grid: PlotGrid) {
    let values = grid.values
    self.init(grid.name, rows: values.count, columns: grid.columns.count) { mark in
      for (row, numbers) in values.enumerated() {
        for (column, number) in numbers.enumerated() where number != 0 { mark(row, column) }
      }
    }
  }

  /// [argument] with `true` as 1 and `false` as 0, for masks written by hand.
  fileprivate static func counted(_ argument: Argument) -> Argument {
    switch argument {
    case .truth(let value): .integer(value ? 1 : 0)
    case .list(let items): .list(Argument.Items(items.map(counted)))
    case .none, .integer, .number, .text, .record, .thing: argument
    }
  }
}
