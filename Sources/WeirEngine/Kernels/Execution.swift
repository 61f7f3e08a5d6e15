import CWeirKernels

/// How a computation runs: on how many threads. Never what it yields: results are the same bits for
/// any number.
public struct Execution: Sendable {
  /// The most threads an operation may use, the calling one included; small operations use fewer.
  public let threads: Int

  /// Runs on [threads] threads, at least one.
  public init(threads: Int) { self.threads = max(1, threads) }
}
