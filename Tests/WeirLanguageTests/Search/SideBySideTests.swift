import Synchronization
import Testing
import WeirCatalog
import WeirEngine
import WeirTestSupport

@testable import WeirLanguage

@Suite struct SideBySideTests {
  @Test(arguments: [1, 2, 5]) func `pieces are all done, on no more threads than there are`(threads: Int)
    throws
  {
    let state = Mutex((now: 0, most: 0, done: [Int](repeating: 0, count: 20)))
    let pool = SideBySide(Execution(threads: threads), pieces: 20)
    #expect(pool.execution.threads == 1)
    // Every piece comes back once.
    try pool.run(Array(0..<20)) { piece in
      state.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      return state.withLock {
        $0.now -= 1
        $0.done[piece % 20] += 1
        return piece < 20 ? piece + 20 : nil
      }
    }
    let (now, most, done) = state.withLock { $0 }
    #expect(now == 0 && (1...threads).contains(most) && done.allSatisfy { $0 == 2 })
  }

  @Test func `one piece has all threads for itself, and an error ends the rest`() throws {
    #expect(SideBySide(Execution(threads: 3), pieces: 1).execution.threads == 3)
    let begun = Mutex(0)
    #expect(throws: CallError.self) {
      try SideBySide(Execution(threads: 2), pieces: 100).run(Array(0..<100)) { piece in
        begun.withLock { $0 += 1 }
        throw CallError.failed("\(piece)")
      }
    }
    #expect(begun.withLock { $0 } <= 2)
  }

  @Test func `a search has the same trials, finals and record on any number of threads`() throws {
    func record(threads: Int) throws -> (String, Value) {
      let folder = try TemporaryFolder()
      let (interpreter, _) = Interpreter.recording(folder: folder.path)
      interpreter.context.execution = Execution(threads: threads)
      let found = try #require(
        try interpreter.run(
          """
          found = snas(blobs(samples: 120, classes: 3, seed: 1), record: "trials.json", width: 12, max_depth: 2, trials: 4,
            epochs: 3, seeds: [1, 2], budget: 90, seed: 1)
          [found.trials, found.finals, found.unbeaten]
          """))
      return (try String(contentsOfFile: folder.path + "/trials.json", encoding: .utf8), found)
    }
    let (alone, found) = try record(threads: 1)
    for threads in [2, 4] {
      let (text, value) = try record(threads: threads)
      #expect(text == alone)
      #expect(value == found)
    }
  }

  // Trainings in the end were kept by nobody, and a search that was killed there had all of them before it.
  @Test func `a search that is stopped in its end goes on there`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/trials.json"
    func search() throws -> Value {
      let (interpreter, _) = Interpreter.recording(folder: folder.path)
      return try #require(
        try interpreter.run(
          """
          found = snas(blobs(samples: 120, classes: 3, seed: 1), record: "trials.json", width: 40, max_depth: 2, trials: 2,
            epochs: 3, seeds: [1, 2], budget: 90, strategies: [random_search], seed: 1)
          [found.trials, found.finals]
          """))
    }
    let whole = try search()
    let text = try String(contentsOfFile: path, encoding: .utf8)
    // What is on record is not trained again: the number there is taken, however wrong it is.
    guard case .list(let ends)? = try JSON(file: path, most: 1 << 20)["finals"] else {
      Issue.record("no finals on record")
      return
    }
    #expect(ends.count >= 10)
    // As it stood when a few of them were done.
    try JSON.object([
      .init("search", try #require(JSON(file: path, most: 1 << 20)["search"])),
      .init("trials", try #require(JSON(file: path, most: 1 << 20)["trials"])),
      .init("finals", .list(Array(ends.prefix(4)))),
    ]).write(to: path)
    #expect(try search() == whole)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    try text.replacing(#""score":"#, with: #""score":0.5,"was":"#).write(
      toFile: path, atomically: true, encoding: .utf8)
    #expect(try search() != whole)
  }
}
