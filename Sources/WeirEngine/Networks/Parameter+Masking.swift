extension Parameter {
  /// [numbers], stored as this parameter's values are, of the active weights row after row: in the order in
  /// which the mask counts them, by which ties break.
  func listed(_ numbers: Buffer) -> [Float] {
    if mask.isFull { return numbers.array }
    if let pattern { return pattern.listed(numbers) }
    var list: [Float] = []
    list.reserveCapacity(count)
    numbers.withSpan { numbers in
      mask.forEach { row, column in list.append(numbers[row * mask.columns + column]) }
    }
    return list
  }

  /// The numbers of the active weights, given row after row, stored as this parameter's values are.
  func stored(_ list: [Float]) -> Buffer {
    precondition(list.count == count, "a number for each active weight")
    if mask.isFull { return Buffer(list) }
    if let pattern { return pattern.stored(list) }
    var (numbers, rank) = (Buffer(count: storedCount), 0)
    numbers.withMutableSpan { numbers in
      mask.forEach { row, column in
        numbers[row * mask.columns + column] = list[rank]
        rank += 1
      }
    }
    return numbers
  }

  /// The numbers of active weights of [dense], a whole matrix row after row, stored as this parameter's values.
  func gathered(from dense: Buffer) -> Buffer {
    let columns = mask.columns
    var numbers = Buffer(count: storedCount)
    numbers.withMutableSpan { numbers in
      dense.withSpan { dense in
        forEachActive { index, row, column in numbers[index] = dense[row * columns + column] }
      }
    }
    return numbers
  }

  /// The parameter under another mask, and an optimizer's [memories] with it, of which the first [perWeight] are
  /// stored as its values are: what is active under both keeps its value and its memory, what is new has zeros
  /// in all of them. The others say nothing of single weights and stay as they are. [shared] is how many weights
  /// are active under both.
  ///
  /// Cost: linear in the active weights of both.
  func moved(
    to mask: Mask, _ memories: [Buffer] = [], perWeight: Int = 0, execution: Execution = Execution(threads: 1)
  ) -> (parameter: Parameter, memories: [Buffer], shared: Int) {
    var parameter = Parameter(shape, mask: mask, values: Buffer(count: 0), execution: execution)
    var (moved, shared) = execution.move([values] + memories.prefix(perWeight), from: self, to: parameter)
    parameter.values = moved.removeFirst()
    return (parameter, moved + memories.dropFirst(perWeight), shared)
  }
}
