import Synchronization

/// A flag that one thread raises and another looks at between two steps: the wish to stop.
///
/// A class, since its identity is the point. Nothing is undone by raising it: a training step ends
/// first, and what was reached is kept.
public final class Cancellation: Sendable {
  private let flag = Atomic(false)

  /// A flag that is down.
  public init() {}

  /// Whether somebody wishes the work to stop.
  public var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// Raises the flag. Safe in a signal handler.
  public func request() { flag.store(true, ordering: .relaxed) }

  /// Takes the flag down again, before the next piece of work.
  public func reset() { flag.store(false, ordering: .relaxed) }
}
