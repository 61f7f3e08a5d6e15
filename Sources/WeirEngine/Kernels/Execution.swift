import CWeirKernels

/// How a computation runs: on how many threads. Never what it yields: results are the same bits for
/// any number.
public struct Execution: Sendable {
  /// The most threads an operation may use, the calling one included; small operations use fewer.
  public let threads: Int

  /// Runs on [threads] threads, at least one, and no more than the pool can have.
  public init(threads: Int) { self.threads = min(max(1, threads), Self.mostThreads) }

  /// Calls [body] for every part, shared among threads if the [work], in floating-point operations, is
  /// worth it: handing over and waiting cost about a microsecond, in which one core does 50,000.
  func parallel(parts: Int, work: Int, _ body: (Int) -> Void) {
    guard threads > 1, parts > 1, work > Self.worthSharing else {
      for part in 0..<parts { body(part) }
      return
    }
    withoutActuallyEscaping(body) { body in
      var body = body
      // The closure outlives the call: `wk_parallel` returns when every part is done.
      withUnsafeMutablePointer(to: &body) { context in
        wk_parallel(
          Int32(threads), Int32(parts),
          { context, part in
            context?.assumingMemoryBound(to: ((Int) -> Void).self).pointee(Int(part))
          }, context)
      }
    }
  }

  /// Calls [body] with ranges that cover 0..<[count], cut at multiples of [step], one a thread or more
  /// where that evens out the load.
  func parallel(over count: Int, step: Int = 1, work: Int, _ body: (Range<Int>) -> Void) {
    let units = (count + step - 1) / step
    let parts = work > Self.worthSharing ? min(threads, units) : 1
    parallel(parts: parts, work: work) { part in
      let begin = units * part / parts * step
      let end = min(count, units * (part + 1) / parts * step)
      if begin < end { body(begin..<end) }
    }
  }

  private static let worthSharing = 200_000
  private static let mostThreads = 64
}
