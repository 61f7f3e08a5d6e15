import CWeirKernels
import Synchronization
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@Suite struct ParallelTests {
  /// What the parts of a run did.
  private final class Tally: Sendable {
    let times: [Counter]
    let inside = Atomic(0), most = Atomic(0)

    final class Counter: Sendable { let value = Atomic(0) }

    init(parts: Int) { times = (0..<parts).map { _ in Counter() } }

    static let body: wk_body = { context, part in
      guard let context else { return }
      let tally = Unmanaged<Tally>.fromOpaque(context).takeUnretainedValue()
      let now = tally.inside.add(1, ordering: .sequentiallyConsistent).newValue
      tally.most.max(now, ordering: .sequentiallyConsistent)
      tally.times[Int(part)].value.add(1, ordering: .sequentiallyConsistent)
      tally.inside.subtract(1, ordering: .sequentiallyConsistent)
    }

    func run(threads: Int) {
      wk_parallel(
        Int32(threads), Int32(times.count), Self.body, Unmanaged.passUnretained(self).toOpaque())
    }

    var counts: [Int] { times.map { $0.value.load(ordering: .sequentiallyConsistent) } }
  }

  @Test(arguments: [1, 2, 3, 8, 200], [0, 1, 2, 7, 100])
  func `every part is done once, on no more threads than asked for`(threads: Int, parts: Int) {
    let tally = Tally(parts: parts)
    for round in 1...50 {
      tally.run(threads: threads)
      #expect(tally.counts == [Int](repeating: round, count: parts))
    }
    #expect(tally.most.load(ordering: .sequentiallyConsistent) <= threads)
  }

  @Test func `callers at the same time each get all their parts done once`() async {
    await withTaskGroup(of: Bool.self) { group in
      for caller in 1...6 {
        group.addTask {
          (1...200).allSatisfy { round in
            let tally = Tally(parts: round % 9)
            tally.run(threads: caller)
            return tally.counts == [Int](repeating: 1, count: round % 9)
          }
        }
      }
      for await right in group { #expect(right) }
    }
  }

  /// A run whose parts start runs of their own.
  private final class Nested: Sendable {
    let inner = (0..<10).map { _ in Tally(parts: 10) }
    static let body: wk_body = { context, part in
      guard let context else { return }
      Unmanaged<Nested>.fromOpaque(context).takeUnretainedValue().inner[Int(part)].run(threads: 4)
    }
  }

  @Test func `a run within a run is done by the thread that wants it`() {
    let nested = Nested()
    wk_parallel(4, 10, Nested.body, Unmanaged.passUnretained(nested).toOpaque())
    for tally in nested.inner {
      #expect(tally.counts == [Int](repeating: 1, count: 10))
      #expect(tally.most.load(ordering: .sequentiallyConsistent) == 1)
    }
  }

  /// What a worker finds about itself.
  private final class Witness: Sendable {
    let arrived = Atomic(0), workers = Atomic(0), interruptible = Atomic(0), wrongSets = Atomic(0)
    let caller = UInt(bitPattern: pthread_self().hashValue)

    static let body: wk_body = { context, _ in
      guard let context else { return }
      let witness = Unmanaged<Witness>.fromOpaque(context).takeUnretainedValue()
      if wk_instruction_set() != 0 { witness.wrongSets.add(1, ordering: .relaxed) }
      if UInt(bitPattern: pthread_self().hashValue) != witness.caller {
        var blocked = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &blocked)
        if sigismember(&blocked, SIGINT) != 1 { witness.interruptible.add(1, ordering: .relaxed) }
        witness.workers.add(1, ordering: .relaxed)
      }
      // Time for a worker to wake up and take the other part; no longer, since the pool may be taken.
      witness.arrived.add(1, ordering: .relaxed)
      for _ in 0..<1000 where witness.arrived.load(ordering: .relaxed) < 2 { usleep(100) }
    }
  }

  @Test func `workers take no signals and use the caller's instruction set`() {
    var workers = 0
    for _ in 0..<50 where workers == 0 {
      let witness = Witness()
      with(0) { wk_parallel(2, 2, Witness.body, Unmanaged.passUnretained(witness).toOpaque()) }
      #expect(witness.interruptible.load(ordering: .relaxed) == 0)
      #expect(witness.wrongSets.load(ordering: .relaxed) == 0)
      workers += witness.workers.load(ordering: .relaxed)
    }
    #expect(workers > 0)
  }
}
