import WeirCatalog

/// A folder that holds trainings: a file for each of them, in which it is as it was last kept. Whoever is killed
/// meanwhile finds each file as it was, or new, and never a part of it.
public struct SolutionsFolder: Sendable {
  /// Its path.
  public let path: String
  /// The step that the lottery goes back to.
  private let rewind: Int
  private let metadata: [(String, String)]

  /// How many steps lie between two times that a run is kept, at most. A step costs at least as many operations as its
  /// batch has samples for every weight, so writing the weights down this seldom costs next to nothing.
  public static let steps = 250
  /// How much time does, where steps are slow.
  public static let time = Duration.seconds(20)

  /// The folder at [path] for what [plan] trains, made if there is none, with those that it lies in; [metadata] goes into
  /// every file.
  ///
  /// Errors: a folder that cannot be made, or something else in its place.
  public init(
    _ path: String, for plan: SolutionsPlan, metadata: [(String, String)]
  ) throws(DataError) {
    (self.path, rewind) = (path, plan.rewind)
    self.metadata = metadata + SafetensorsWriter.labels(ofPlan: [Self.fact(plan.rewind)])
    try Folder.make(path)
    let names = Solution.allCases.map(\.rawValue) + [Self.early]
    AtomicFile.removeRemains(of: names.map(Self.file), in: path)
  }

  /// The right to train what the folder holds, which one program has at a time, until it lets go of it or ends.
  ///
  /// Errors: another program has it; a folder that nobody may write to.
  func claim() throws(DataError) -> Claims {
    let claims = try Claims(path + "/claims")
    guard claims.claim(0) else {
      throw DataError(
        .refused(
          "another program is training in the folder \(path); when it has ended, the same call goes on from there"
        ))
    }
    return claims
  }

  /// Keeps [run] as the training of [solution]; [facts] are those of its plan, looked up if nil.
  public func keep(
    _ run: Run, as solution: Solution, facts: [(name: String, text: String)]? = nil
  ) throws(DataError) {
    try run.tensors(metadata: metadata, facts: facts).write(to: place(solution.rawValue))
  }

  /// Keeps the dense training at the step that the lottery goes back to.
  func keep(early run: Run) throws(DataError) {
    try run.tensors(metadata: metadata).write(to: place(Self.early))
  }

  /// The training of [solution], which has the plan of [run]; nil if it was never kept.
  func run(_ solution: Solution, like run: Run) throws(DataError) -> Run? {
    try stored(solution.rawValue, like: run)
  }

  /// The dense training at the step that the lottery goes back to.
  ///
  /// Errors: another plan, or another step.
  func early(like run: Run) throws(DataError) -> Run? {
    guard let early = try stored(Self.early, like: run) else { return nil }
    let (expected, found) = (Self.fact(rewind), Self.fact(early.steps))
    guard found.text == expected.text else {
      throw DataError(
        .otherPlan(file: place(Self.early), fact: found.name, expected: expected.text, found: found.text))
    }
    return early
  }

  /// Refuses a file in the place of the training of [solution] that holds something else, or a training by another plan
  /// than one with these [facts].
  func check(
    _ solution: Solution, hasPlan facts: @autoclosure () -> [(name: String, text: String)]
  ) throws(DataError) {
    let place = place(solution.rawValue)
    guard Folder.exists(place) else { return }
    try SafetensorsFile(place).check(hasPlan: facts() + [Self.fact(rewind)])
  }

  /// What each file says of the step that the lottery goes back to.
  private static func fact(_ rewind: Int) -> (name: String, text: String) {
    ("rewind", Notation.integer(rewind))
  }

  /// What the dense training is called at the step that the lottery goes back to.
  private static let early = "rewind"
  /// The file that the lottery goes back to.
  public static var earlyFile: String { file(early) }
  private static func file(_ name: String) -> String { name + ".safetensors" }
  private func place(_ name: String) -> String { path + "/" + Self.file(name) }

  private func stored(_ name: String, like run: Run) throws(DataError) -> Run? {
    guard Folder.exists(place(name)) else { return nil }
    let file = try SafetensorsFile(place(name))
    // The step at which the lottery begins may hang on the length, of which the plan is told first.
    try file.check(hasPlan: run.plan.facts + [Self.fact(rewind)])
    return try run.reading(file)
  }
}
