import Testing
import WeirCatalog
import WeirEngine
import WeirTestSupport

@testable import WeirLanguage

/// What another process reads of values that were written down.
@Suite struct ArchiveTests {
  private let folder: TemporaryFolder
  private let interpreter: Interpreter

  init() throws {
    folder = try TemporaryFolder()
    (interpreter, _) = Interpreter.recording(arguments: ["first"], folder: folder.path)
  }

  /// [value] after its way through a folder.
  private func restored(_ value: Value) throws -> Value {
    let context = interpreter.context
    let path = folder.path + "/archive.json"
    try ValueWriter.archive(of: value, in: folder.path, context).write(to: path)
    // Who reads it knows nothing of the arguments of the script, nor of its names.
    let (other, _) = Interpreter.recording(folder: folder.path)
    return try ValueReader.value(at: path, files: folder.path, other.context)
  }

  private func value(_ program: String) throws -> Value {
    do { return try #require(try interpreter.run(program)) } catch let failure as Failure {
      Issue.record("\(failure.diagnostics.map { $0.render() })")
      throw failure
    }
  }

  /// What the function that [program] ends in gives after its way through a folder.
  private func called(_ program: String, _ arguments: Value...) throws -> Value {
    let function = try restored(value(program))
    return try LargeStack.run { Result { try interpreter.context.call(function, arguments) } }.get()
  }

  @Test(
    arguments: [
      "none", "true", "-3", "0.1", "1e-300", "inf", "-0.0", "\"a \\\"text\\\"\\n\"",
      "[1, [2.0, none], \"x\"]",
      "{a: 1, \"b c\": {d: []}}", "1...5", "0..<3", "erk", "per_layer([0.1, 0.2])",
      "sgd(lr: 0.3, momentum: 0.9)",
      "warmup(10, cosine())", "[relu(), dense(3, bias: [0.1, 0.2, 0.3])]", "mlp([2, 8, 2], seed: 3)",
      "mlp([2, 8, 2], batch_norm: true, activation: swish()).sparsify(density: 30%, seed: 2)",
      "moons(samples: 30)", "glyphs(samples: 20).standardize().augment(flip: true)",
      "dataset(inputs: [[1, 2], [3, 4], [5, 6]], targets: [[1], [2], [3]])",
      "spirals(samples: 50).split(50%, seed: 1)",
      "mlp([2, 8, 2]).sparsify(density: 50%).layers[0].mask",
      "train(mlp([2, 8, 2]), moons(), steps: 5, optimizer: adam()).loss",
      "start(mlp([2, 8, 2]), moons(), steps: 20, optimizer: adam()).step(5)",
      "-inf", "sc_sdc(inputs: 2, classes: 2, depth: 1, dense_width: 4, max_width: 8)",
      "mlp([2, 8, 2]).sparsify(density: 50%).summary", "mlp([2, 8, 2], seed: 3).layers",
      "train(mlp([2, 8, 2]).sparsify(density: 30%), moons(), steps: 3).net.layers",
      "network([conv(2), flatten(), dense(3)], input: [1, 4, 4]).layers",
      "wilcoxon([1.5, 2.1, 0.3, 3.3, -0.2])", "mann_whitney([1, 2, 3], [2, 3, 4.5])",
      "kendall([1, 2, 3, 4], [1, 3, 2, 4])", "ci([1, 2, 4])", "bootstrap([1, 2, 4], resamples: 20)",
      "power(5)", "power(8, tests: 3, effect: 1)",
      "judge([{w: 1, sparse: 2, dense: 1}, {w: 1, sparse: 3, dense: 4}, {w: \"x\", sparse: 2, dense: 1}, {w: \"x\", sparse: 5, dense: 3}], by: [\"w\"], resamples: 20)",
    ]) func `a value comes back with equal contents`(program: String) throws
  {
    let before = try value("{found: \(program)}")
    let after = try restored(before)
    #expect(after == before)
    #expect(after.brief == before.brief)
    let context = interpreter.context
    #expect(try ValueWriter.identity(of: after, context) == ValueWriter.identity(of: before, context))
  }

  @Test func `what is not a number comes back so`() throws {
    guard case .number(let number) = try restored(.number(Double.nan)) else {
      Issue.record("no number")
      return
    }
    #expect(number.isNaN)
  }

  @Test func `a method that looks at data takes them along`() throws {
    let program = "mlp([2, 16, 2]).sparsify(density: 20%, method: m, seed: 1)"
    let here = try value("m = snip(moons(samples: 40), samples: 7)\n" + program)
    let there = try called("n => mlp([2, 16, 2]).sparsify(density: 20%, method: m, seed: n)", .integer(1))
    #expect(here == there)
  }

  @Test(
    arguments: [
      optimizers.entries, schedules.entries, activations.entries, distributions.entries, clips.entries,
    ]
      + [
        topologyRules.entries, initializers.entries, losses.entries, patterns.entries, pruningMethods.entries,
      ]
      + [executors.entries])
  func `things of the catalogue come back with the settings they had`(entries: [AnyEntry]) throws {
    for entry in entries {
      guard let thing = try? entry.make([]) as? any Thing, let before = thing as? any Catalogued else {
        continue
      }
      guard case .thing(let found) = try restored(.thing(thing)), let after = found as? any Catalogued else {
        Issue.record("\(entry.name) came back as something else")
        continue
      }
      #expect(after.identity == before.identity)
    }
  }

  @Test func `a run goes on to the same bits`() throws {
    let half = try value(
      "start(mlp([2, 8, 2]).sparsify(density: 50%), moons(), steps: 20, optimizer: adam(), sparsity: set(every: 5)).step(9)"
    )
    guard case .thing(let here as Run) = half, case .thing(let there as Run) = try restored(half) else {
      Issue.record("no run")
      return
    }
    let ends = [here, there].map {
      $0.continued(execution: Execution(threads: 1), cancellation: Cancellation()) { _ in }
    }
    #expect(ends[0] == ends[1])
  }

  @Test func `a function takes along what it sees`() throws {
    let program = """
      factor = 3
      fn scaled(x) = factor * x
      fn twice(f) = x => f(f(x))
      inner = twice(scaled)
      x => inner(x) + len(args)
      """
    #expect(try called(program, .integer(2)) == .integer(19))
  }

  @Test func `functions that call themselves and one another come back`() throws {
    let program = """
      fn even(n) = if n == 0 { true } else { odd(n - 1) }
      fn odd(n) = if n == 0 { false } else { even(n - 1) }
      fn outer(k) {
        fn down(n) = if n == 0 { k } else { down(n - 1) }
        down
      }
      g = outer(7)
      n => [even(n), odd(n), g(n)]
      """
    #expect(try called(program, .integer(5)) == .list([.truth(false), .truth(true), .integer(7)]))
  }

  @Test func `a builtin that a name hides is found where it is called`() throws {
    #expect(try called("len = 3\nx => len(x) + len", .list([.none])) == .integer(4))
  }

  @Test func `functions of modules and of loops come back`() throws {
    try folder.write(Array("base = 10\nfn add(x, more = base) = x + more\n".utf8), to: "tools.weir")
    let program = """
      use "tools.weir"
      made = [x => add(x) + k for k in [100, 200]]
      made[1]
      """
    #expect(try called(program, .integer(1)) == .integer(211))
  }

  @Test func `functions are the same that say the same and see the same`() throws {
    func identity(_ program: String) throws -> String {
      let (interpreter, _) = Interpreter.recording()
      return try ValueWriter.identity(of: #require(try interpreter.run(program)), interpreter.context)
    }
    let plain = try identity("k = 2\nx => x + k")
    #expect(try identity("other = 5\nk = 2   # two\nx  =>  x +\n k") != plain, "a line end is a word")
    #expect(try identity("other = 5\nk = 2   # two\n\nx  =>  x + k # sum") == plain)
    #expect(try identity("k = 3\nx => x + k") != plain)
    #expect(try identity("k = 2\nx => k + x") != plain)
  }

  @Test func `what only this process has is refused by its name`() throws {
    let function = try value("p = plot([1, 2])\nx => [x, p]")
    do {
      _ = try restored(function)
      Issue.record("a plot was written down")
    } catch let error as CallError {
      #expect(
        error.message == "the function uses `p`, but a plot by `plot` cannot be handed to other processes")
    }
  }
}
