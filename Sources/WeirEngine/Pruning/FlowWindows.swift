/// What windows are to flow: the mean is linear as it is, and the largest number is one of those in front.
extension ScaledVector {
  /// The mean of each window.
  func averaged(over window: Window) -> ScaledVector {
    var means: [Double] = []
    window.forEach { _, inputs in means.append(inputs.reduce(0) { $0 + values[$1] } / Double(window.size)) }
    return ScaledVector(means, exponent: exponent)
  }

  /// What each number in front of `averaged` adds, given what those behind do.
  func spread(over window: Window) -> ScaledVector {
    var front = [Double](repeating: 0, count: window.input.reduce(1, *))
    window.forEach { output, inputs in
      for input in inputs { front[input] += values[output] / Double(window.size) }
    }
    return ScaledVector(front, exponent: exponent)
  }

  /// Each number at the place of the one that passed.
  func moved(to winners: [Int], of window: Window) -> ScaledVector {
    var front = [Double](repeating: 0, count: window.input.reduce(1, *))
    for (value, place) in zip(values, winners) { front[place] += value }
    return ScaledVector(front, exponent: exponent)
  }
}

extension Window {
  /// The place of the largest of [values] in each window, the first of equals.
  func winners(of values: [Double]) -> [Int] {
    var winners: [Int] = []
    forEach { _, inputs in
      winners.append(inputs.dropFirst().reduce(inputs[0]) { values[$1] > values[$0] ? $1 : $0 })
    }
    return winners
  }
}
