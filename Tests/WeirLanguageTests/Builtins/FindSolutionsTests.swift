import Synchronization
import Testing
import WeirEngine
import WeirLanguage
import WeirPlot

@Suite struct FindSolutionsTests {
  /// A host that wishes to stop as soon as progress says that [part] has done a step.
  private final class StoppingHost: Host {
    let part: String?
    let cancellation = Cancellation()
    let display = Display(width: 80, height: 24, charset: .ascii)
    let isInteractive = false
    private let seen = Mutex<[String]>([])
    private let left = Mutex<Value?>(nil)

    init(part: String?) { self.part = part }

    /// The parts that progress named, in order.
    var parts: [String] { seen.withLock { $0 } }
    /// What was left for somebody to go on with.
    var paused: Value? { left.withLock { $0 } }

    func print(_ text: String) {}
    func note(_ line: String) {}
    func paused(_ run: Value) { left.withLock { $0 = run } }
    func progress(_ state: Progress?) {
      guard let part = state?.part else { return }
      seen.withLock { if $0.last != part { $0.append(part) } }
      if part == self.part { cancellation.request() }
    }
  }

  private static let program = """
    found = solutions(mlp([2, 12, 2], seed: 1), moons(samples: 60), to: 80%, every: 5, rewind: 4, steps: 30, seed: 1)
    """

  private func found(_ host: StoppingHost) throws -> Solutions {
    let interpreter = Interpreter(context: Context(host: host))
    _ = try? interpreter.run(Self.program)
    return try #require(Self.solutions(interpreter["found"] ?? host.paused))
  }

  private static func solutions(_ value: Value?) -> Solutions? {
    guard case .thing(let thing)? = value else { return nil }
    return thing as? Solutions
  }

  @Test func `progress says which of the five is trained`() throws {
    let host = StoppingHost(part: nil)
    let all = try found(host)
    #expect(host.parts == ["pruned", "lottery", "scratch", "shuffled", "small_dense"])
    #expect(all.next == nil && host.paused == nil)
  }

  @Test(arguments: Solution.allCases) func `stopped in any of them, it goes on to the same bits`(
    solution: Solution
  ) throws {
    let whole = try found(StoppingHost(part: nil))
    let host = StoppingHost(part: solution.rawValue)
    let stopped = try found(host)
    #expect(stopped.next == solution && host.paused != nil)
    let interpreter = Interpreter(context: Context(host: StoppingHost(part: nil)))
    interpreter.bind("stopped", to: .thing(stopped))
    let resumed = try #require(Self.solutions(try interpreter.run("resume(stopped)")))
    #expect(resumed == whole && resumed.next == nil)
  }
}
