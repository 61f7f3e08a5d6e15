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
    try takeUp()
  }

  /// Takes from the folder what has come further there than here.
  private mutating func takeUp() throws {
    guard let folder else { return }
    func further(_ solution: Solution, like run: Run) throws -> Run? {
      guard let own = runs[solution] else { return try folder.run(solution, like: run) }
      guard own.status == .paused, let kept = try folder.run(solution, like: run) else { return own }
      return own.steps < kept.steps ? kept : own
    }
    runs[.pruned] = try further(.pruned, like: Run(plan.dense))
    early = try early ?? folder.early(like: Run(plan.dense))
    for solution in plan.solutions.dropFirst() {
      // What begins with masks that are not there yet can be told from others all the same, before any work.
      guard let pruned = runs[.pruned], pruned.status == .finished, let early else {
        try folder.check(solution, hasPlan: plan.facts(of: solution))
        continue
      }
      runs[solution] = try further(
        solution, like: plan.start(of: solution, pruned: pruned, early: early))
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

  /// A piece of the work: one training that is to go on.
  public struct Stage {
    /// Which.
    public let solution: Solution
    /// As far as it has come.
    public let run: Run
    /// The step up to which it is to go.
    public let step: Int
    /// Whether the dense training was beyond that step already, but its state there, for the lottery, is lost.
    /// What comes of the stage is then not to be kept as that training.
    public let isRepeated: Bool
  }

  /// All trainings after further steps: each stage goes on by [go] up to its step, and what it comes to is kept. One
  /// that [go] leaves before that step is a wish to stop. No other program may go on in the folder meanwhile; where one
  /// has come further than these, they go on from there.
  ///
  /// Errors: those of [go]; more weights than there is memory for; a folder that cannot be written to, or in which
  /// another program is at work.
  public func continued(by go: (Stage) throws -> Run) throws -> Solutions {
    // What is whole is only looked at, in a folder that may be nobody's to write to.
    if early != nil, next == nil { return self }
    let claims = try folder?.claim()
    defer { withExtendedLifetime(claims) {} }
    var solutions = self
    try solutions.takeUp()
    if try !solutions.reachRewind(go) { return solutions }
    while let solution = solutions.next, let early = solutions.early {
      let begun = try solutions.begun(solution, early)
      let run =
        begun.status == .paused
        ? try go(Stage(solution: solution, run: begun, step: plan.dense.steps, isRepeated: false)) : begun
      solutions.runs[solution] = run
      try folder?.keep(run, as: solution)
      if run.status == .paused { break }
    }
    return solutions
  }

  /// The training of [solution] as far as it has come, here or, where the dense one was lost, in the folder.
  private func begun(_ solution: Solution, _ early: Run) throws -> Run {
    if let run = runs[solution] { return run }
    guard let pruned = runs[.pruned] else { return Run(plan.dense) }
    let start = try plan.start(of: solution, pruned: pruned, early: early)
    return try folder?.run(solution, like: start) ?? start
  }

  /// Trains the dense network to the step that the lottery goes back to; false where somebody stopped it before.
  private mutating func reachRewind(_ go: (Stage) throws -> Run) throws -> Bool {
    if early != nil { return true }
    let known = runs[.pruned] ?? Run(plan.dense)
    // A folder may have lost the state, but not the run.
    let isRepeated = known.steps > plan.rewind
    let run = try go(
      Stage(
        solution: .pruned, run: isRepeated ? Run(plan.dense) : known, step: plan.rewind,
        isRepeated: isRepeated))
    if !isRepeated { runs[.pruned] = run }
    guard run.steps == plan.rewind else {
      if !isRepeated { try folder?.keep(run, as: .pruned) }
      return false
    }
    early = run
    try folder?.keep(early: run)
    return true
  }
}
