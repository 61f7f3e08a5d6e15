extension Argument {
  /// The items of a list: arguments of any kind, or numbers alone, of which there may be a million.
  public struct Items: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
    private enum Storage: Sendable {
      case arguments([Argument])
      case integers([Int])
      case numbers([Double])
    }
    private let storage: Storage

    /// Arguments of any kind.
    public init(_ arguments: [Argument]) { storage = .arguments(arguments) }

    /// Integers alone.
    public init(_ integers: [Int]) { storage = .integers(integers) }

    /// Numbers alone.
    public init(_ numbers: [Double]) { storage = .numbers(numbers) }

    /// The arguments written down.
    public init(arrayLiteral arguments: Argument...) { self.init(arguments) }

    /// Always zero.
    public var startIndex: Int { 0 }

    /// How many there are.
    public var endIndex: Int {
      switch storage {
      case .arguments(let arguments): arguments.count
      case .integers(let integers): integers.count
      case .numbers(let numbers): numbers.count
      }
    }

    /// The item at [index], from zero.
    public subscript(index: Int) -> Argument {
      switch storage {
      case .arguments(let arguments): arguments[index]
      case .integers(let integers): .integer(integers[index])
      case .numbers(let numbers): .number(numbers[index])
      }
    }

    /// All of them as numbers, `none` as not-a-number; nil if one of them is something else.
    public var numbers: [Double]? {
      switch storage {
      case .numbers(let numbers): return numbers
      case .integers(let integers): return integers.map { Double($0) }
      case .arguments(let arguments):
        var numbers: [Double] = []
        numbers.reserveCapacity(arguments.count)
        for argument in arguments {
          switch argument {
          case .integer(let value): numbers.append(Double(value))
          case .number(let value): numbers.append(value)
          case .none: numbers.append(.nan)
          case .truth, .text, .list, .record, .thing: return nil
          }
        }
        return numbers
      }
    }
  }
}
