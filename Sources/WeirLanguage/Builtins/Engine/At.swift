import WeirCatalog
import WeirEngine

/// What has places that one can go to.
enum Journey: Sendable {
  case run(Run)
  case path(Path)

  /// The conversion that accepts both.
  static let conversion = {
    let expected = "a run or a path"
    return Conversion<Journey>(
      expected: expected, kinds: [Run.kind, Path.kind],
      read: { (argument: Argument) throws(CallError) -> Journey in
        switch argument {
        case .thing(let run as Run): return .run(run)
        case .thing(let path as Path): return .path(path)
        case .none, .truth, .integer, .number, .text, .list, .record, .thing:
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
      },
      show: { _ in nil })
  }()
}

/// `at`: an earlier state of a run, or a network on a path.
struct At: Builtin {
  @Required var of: Journey
  @Required var step: Double

  static let entry = Entry<At>(
    "at", "Gives a run as it was after some of its steps, bit for bit; or the network at a place of a path.",
    details: """
      A run is trained again to there: from the nearest snapshot it has kept, or from its beginning. What was gone back \
      in can be gone forward in by `at` too, until it is gone on with. On a path 0 is \
      the start and 1 the end, where the networks themselves stand; a curve goes on beyond them. The statistics of \
      batch norm are those with which the path was measured.
      """,
    settings: [
      .required("run", \.$of, Journey.conversion, "The run, or a path."),
      .required("step", \.$step, .number, "How many steps were done; of a path, the place."),
    ],
    examples: [
      Example("run = train(mlp([2, 8, 2]), xor(), steps: 10)\nrun.at(4).resume() == run", prints: "true")
    ], words: ["rewind"])

  func run(_ context: Context) throws -> Value {
    switch of {
    case .path(let path):
      return try asCall {
        .thing(
          try path.network(at: step, execution: context.execution, cancellation: context.cancellation))
      }
    case .run(let run):
      guard let whole = Int(exactly: step), whole >= 0 else {
        let found = Int(exactly: step).map(String.init) ?? Notation.number(step)
        throw CallError(.mismatch(setting: "step", expected: "an integer of at least 0", found: found))
      }
      return try retrace(run, to: whole, context)
    }
  }

  private func retrace(_ past: Run, to step: Int, _ context: Context) throws -> Value {
    if let objection = past.objection(toStep: step) { throw CallError.failed(objection) }
    let run = try past.retraced(to: step) { run, step in
      let run = Training.watch(run, to: step, part: nil, context) { _ in }
      // A run that has not come so far is not what was asked for.
      if run.steps < step { try context.checkCancellation() }
      return run
    }
    return .thing(run)
  }

  static func sketch(_ call: SketchedCall) throws(CallError) -> Sketch {
    switch call["run"].kind {
    case Run.kind?: call["run"].continued
    case Path.kind?: .kind(Network.kind)
    default: .unknown
    }
  }
}

extension Run {
  /// Why the run cannot be gone back, or forward, to [step]; nil if it can.
  public func objection(toStep step: Int) -> String? {
    if step > whole.steps { return "the run has done \(whole.steps) steps; there is no step \(step) yet" }
    if step >= firstStep { return nil }
    return "the run was rewound or forked at step \(firstStep) and began there; there is no step \(step)"
  }
}
