extension RandomStream {
  /// The numbers 0..<[count] in random order, each order equally likely (Fisher and Yates 1938).
  public func permutation(of count: Int) -> [Int] {
    if let short = Int32(exactly: count) { return shortPermutation(of: short).map(Int.init) }
    var order = Array(0..<count)
    var draws = Draws(self)
    for last in stride(from: count - 1, to: 0, by: -1) { order.swapAt(last, draws.below(last + 1)) }
    return order
  }

  /// `permutation` in half the memory, for the order of samples.
  package func shortPermutation(of count: Int32) -> [Int32] {
    precondition(count >= 0, "a permutation is of at least no numbers")
    var order = Array(0..<count)
    var draws = Draws(self)
    for last in stride(from: Int(count) - 1, to: 0, by: -1) { order.swapAt(last, draws.below(last + 1)) }
    return order
  }

  /// Exactly [k] distinct numbers of 0..<[n], ascending, each choice equally likely.
  ///
  /// Floyd's method: for each last = n − k, …, n − 1 one draw of 0...last is taken, or last itself if
  /// the draw was there already. More than half are chosen by choosing those left out. Time and
  /// memory follow [k] however large [n] is. Source: Bentley and Floyd 1987.
  public func choose(_ k: Int, of n: Int) -> [Int] {
    precondition(0 <= k && k <= n, "a choice is of between none and all")
    guard k > n - k else { return members(k, of: n) }
    return Self.others(than: members(n - k, of: n), of: n)
  }

  /// The numbers of 0..<[n] that are not among [chosen], which ascend; ascending too.
  static func others(than chosen: [Int], of n: Int) -> [Int] {
    var others: [Int] = []
    others.reserveCapacity(n - chosen.count)
    var next = 0
    for number in chosen {
      others.append(contentsOf: next..<number)
      next = number + 1
    }
    others.append(contentsOf: next..<n)
    return others
  }

  /// [count] numbers of 0..<[bound], each drawn from all of them.
  public func numbers(_ count: Int, below bound: Int) -> [Int] {
    precondition(bound > 0 || count == 0, "there is a number to draw")
    var draws = Draws(self)
    return (0..<count).map { _ in draws.below(bound) }
  }

  private func members(_ k: Int, of n: Int) -> [Int] {
    // A bit for each of the n takes no more room than a word for each of the k up to here.
    if n / 64 <= k { return floyd(k, of: n, into: BitMembers(capacity: n)) }
    return floyd(k, of: n, into: HashedMembers(capacity: k))
  }

  func floyd(_ k: Int, of n: Int, into empty: some Members) -> [Int] {
    var members = empty
    var draws = Draws(self)
    for last in (n - k)..<n {
      let isNew = members.insert(draws.below(last + 1))
      if !isNew { _ = members.insert(last) }
    }
    return members.sorted(count: k)
  }
}

/// A set of integers that only grows. Which one is used changes nothing but time and memory.
protocol Members {
  /// Adds [number]; false if it was there already.
  mutating func insert(_ number: Int) -> Bool
  /// All [count] of them, ascending.
  consuming func sorted(count: Int) -> [Int]
}

/// One bit for each number there could be.
struct BitMembers: Members {
  private var words: [UInt64]

  init(capacity: Int) { words = [UInt64](repeating: 0, count: (capacity + 63) / 64) }

  @inline(__always)
  mutating func insert(_ number: Int) -> Bool {
    let bit: UInt64 = 1 << UInt64(number & 63)
    guard words[number >> 6] & bit == 0 else { return false }
    words[number >> 6] |= bit
    return true
  }

  func sorted(count: Int) -> [Int] {
    var numbers: [Int] = []
    numbers.reserveCapacity(count)
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        numbers.append(index << 6 | rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
    return numbers
  }
}

/// Open addressing at half load at most, for few numbers out of very many.
struct HashedMembers: Members {
  private var slots: [Int]
  private let shift: Int

  init(capacity: Int) {
    let bits = max(1, Int.bitWidth - (2 * capacity).leadingZeroBitCount)
    slots = [Int](repeating: -1, count: 1 << bits)
    shift = 64 - bits
  }

  @inline(__always)
  mutating func insert(_ number: Int) -> Bool {
    // The upper bits of a product with the golden ratio (Knuth 1973) spread neighbours well.
    var slot = Int(truncatingIfNeeded: (UInt64(number) &* 0x9E37_79B9_7F4A_7C15) >> UInt64(shift))
    while slots[slot] >= 0 {
      if slots[slot] == number { return false }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = number
    return true
  }

  func sorted(count: Int) -> [Int] {
    var numbers: [Int] = []
    numbers.reserveCapacity(count)
    for number in slots where number >= 0 { numbers.append(number) }
    numbers.sort()
    return numbers
  }
}
