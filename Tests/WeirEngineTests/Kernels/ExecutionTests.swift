import Synchronization
import Testing

@testable import WeirEngine

@Suite struct ExecutionTests {
  @Test(arguments: [1, 2, 3, 8], [0, 1, 2, 5, 63, 64, 1000])
  func `every part is done once`(threads: Int, parts: Int) {
    let done = Mutex([Int](repeating: 0, count: parts))
    Execution(threads: threads).parallel(parts: parts, work: .max) { part in
      done.withLock { $0[part] += 1 }
    }
    #expect(done.withLock { $0 }.allSatisfy { $0 == 1 })
  }

  @Test(arguments: [1, 2, 3, 8], [1, 6, 16, 64])
  func `ranges cover everything once, cut at multiples of the step`(threads: Int, step: Int) {
    for count in [0, 1, 5, 6, 7, 63, 64, 65, 200] {
      let ranges = Mutex<[Range<Int>]>([])
      Execution(threads: threads).parallel(over: count, step: step, work: .max) { range in
        ranges.withLock { $0.append(range) }
      }
      let sorted = ranges.withLock { $0 }.sorted { $0.lowerBound < $1.lowerBound }
      #expect(sorted.flatMap { Array($0) } == Array(0..<count))
      #expect(sorted.allSatisfy { $0.lowerBound % step == 0 && !$0.isEmpty })
    }
  }

  @Test func `little work stays on one thread, in order`() {
    var order: [Int] = []
    Execution(threads: 4).parallel(parts: 10, work: 1000) { order.append($0) }
    #expect(order == Array(0..<10))
  }

  @Test func `work inside of work is done all the same`() {
    let sum = Mutex(0)
    let execution = Execution(threads: 3)
    execution.parallel(parts: 8, work: .max) { outer in
      execution.parallel(parts: 8, work: .max) { inner in
        sum.withLock { $0 += outer * 8 + inner }
      }
    }
    #expect(sum.withLock { $0 } == (0..<64).reduce(0, +))
  }
}
