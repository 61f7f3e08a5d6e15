import WeirCatalog

/// The trainings of a `SolutionsPlan`, as far as they have come. A value; going on gives another.
public struct Solutions: Thing {
  /// The kind of all of them.
  public static let kind = Kind("solutions")
  /// What was to be done.
  public let plan: SolutionsPlan
  /// Where they are kept, if anywhere.
  public let folder: SolutionsFolder?
  /// The runs so far.
  private var runs: [Solution: Run] = [:]
  /// The dense training at the step that the lottery goes back to.
  private var early: Run?

  /// Trainings at their beginning; or, of those that [folder] holds, where they were left.
  ///
  /// Errors: a folder that cannot be used, or holds trainings by another plan.
  public init(_ plan: SolutionsPlan, in folder: SolutionsFolder? = nil) throws {
    (self.plan, self.folder) = (plan, folder)
    if plan.rewind == 0 { early = Run(plan.dense) }
    guard let folder else { return }
    runs[.pruned] = try folder.run(.pruned, like: Run(plan.dense))
    early = try early ?? folder.early(like: Run(plan.dense))
    for solution in plan.solutions.dropFirst() {
      guard let pruned = runs[.pruned], pruned.status == .finished, let early else { return }
      runs[solution] = try folder.run(solution, like: plan.start(of: solution, pruned: pruned, early: early))
    }
  }

  /// The training of [solution]; nil if it has not begun, or was not asked for.
  public subscript(solution: Solution) -> Run? { runs[solution] }

  /// What is trained next; nil if all is done, or there are no masks, since the dense training diverged.
  public var next: Solution? {
    if case .diverged = runs[.pruned]?.status { return nil }
    return plan.solutions.first { solution in runs[solution].map { $0.status == .paused } ?? true }
  }

  /// The dense network at the step that the lottery goes back to.
  public var rewound: Network? { early?.network }

  /// All trainings after further steps: each goes on by [go] up to a step, and what it comes to is kept. One that
  /// [go] leaves before that step is a wish to stop.
  ///
  /// Errors: those of [go]; more weights than there is memory for; a folder that cannot be written to.
  public func continued(
    by go: (_ solution: Solution, _ run: Run, _ step: Int) throws -> Run
  ) throws -> Solutions {
    var solutions = self
    if try !solutions.reachRewind(go) { return solutions }
    while let solution = solutions.next, let early = solutions.early {
      let begun = try solutions.runs[solution] ?? solutions.start(of: solution, early)
      let run = try go(solution, begun, plan.dense.steps)
      solutions.runs[solution] = run
      try folder?.keep(run, as: solution)
      if run.status == .paused { break }
    }
    return solutions
  }

  private func start(of solution: Solution, _ early: Run) throws -> Run {
    guard let pruned = runs[.pruned] else { return Run(plan.dense) }
    return try plan.start(of: solution, pruned: pruned, early: early)
  }

  /// Trains the dense network to the step that the lottery goes back to; false where somebody stopped it before.
  private mutating func reachRewind(
    _ go: (_ solution: Solution, _ run: Run, _ step: Int) throws -> Run
  ) throws -> Bool {
    if early != nil { return true }
    // A folder may have lost the state, but not the run.
    let known = runs[.pruned].flatMap { $0.steps <= plan.rewind ? $0 : nil }
    let run = try go(.pruned, known ?? Run(plan.dense), plan.rewind)
    if known != nil || runs[.pruned] == nil { runs[.pruned] = run }
    guard run.steps == plan.rewind else {
      try folder?.keep(run, as: .pruned)
      return false
    }
    early = run
    try folder?.keep(early: run)
    return true
  }
}
