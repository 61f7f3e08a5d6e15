import Testing
import WeirTestSupport

@testable import WeirEngine

@Suite struct PathFileTests {
  let folder: TemporaryFolder
  private let data: Dataset
  init() throws { (folder, data) = (try TemporaryFolder(), try .random(48, features: 6, test: 20)) }
  private var path: String { folder.path + "/p.safetensors" }

  /// A curve between two masks, through batch norm, with all that a path can hold.
  private func open(
    _ optimizer: any Optimizer = Adam(), space: PathPlan.Space = .sparse, test: Int = 20, seed: Int = 1,
    family: CurveFamily = .bezier
  ) throws -> Path {
    let ends = try [seed, 2].map {
      try Network.perceptron([6, 12, 3], batchNorm: true, density: 0.3, seed: $0)
    }
    return try Path.open(
      ends[0], ends[1], .random(48, features: 6, test: test), family: family, bends: 2, space: space,
      steps: 9,
      optimizer: optimizer)
  }

  private func kept(_ part: Path, in plan: Path, mostWhole: Int = SafetensorsWriter.mostWhole) throws -> Path
  {
    try part.tensors(metadata: [], mostWhole: mostWhole).write(to: path)
    return try plan.reading(try SafetensorsFile(path))
  }

  private func complaint(_ part: Path, in plan: Path) -> String? {
    refusal { () throws(DataError) in
      try part.tensors(metadata: []).write(to: path)
      _ = try plan.reading(try SafetensorsFile(path))
    }?.replacing(folder.path + "/", with: "")
  }

  // trap 5: kill and resume = uninterrupted run
  @Test(arguments: optimizerVariants.map(\.identity), [0, SafetensorsWriter.mostWhole])
  func `a path that is saved and loaded goes on to the same bits, with every optimizer`(
    identity: String, mostWhole: Int
  ) throws {
    let begun = try open(optimizer(identity))
    let whole = begun.continued(execution: oneThread)
    for stop in [0, 1, 8, 9, 11, 14] {
      let part = begun.continued(to: stop, execution: oneThread)
      let loaded = try kept(part, in: begun, mostWhole: mostWhole)
      #expect(part.done == stop && loaded == part && loaded.continued(execution: oneThread) == whole)
    }
  }

  @Test(arguments: [PathPlan.Space.sparse, .dense], [0, 20])
  func `so it does in either space, with a test part and without`(space: PathPlan.Space, test: Int) throws {
    let begun = try open(space: space, test: test)
    let part = begun.continued(to: 11, execution: oneThread)
    #expect(
      try kept(part, in: begun).continued(execution: oneThread) == begun.continued(execution: oneThread))
  }

  @Test func `a fit that diverged, and one made longer, are read as they were`() throws {
    var sgd = SGD()
    (sgd.learningRate, sgd.l2) = (3e38, 100)
    let begun = try open(sgd)
    let diverged = begun.continued(execution: oneThread)
    #expect(diverged.divergence != nil)
    #expect(try kept(diverged, in: begun) == diverged)
    let longer = try open().continued(execution: oneThread).lengthened(by: 4)
    let part = longer.continued(to: 11, execution: oneThread)
    #expect(
      try kept(part, in: longer).continued(execution: oneThread) == longer.continued(execution: oneThread))
  }

  @Test func `another plan is refused, with the first thing that differs`() throws {
    let begun = try open()
    #expect(complaint(begun, in: begun) == nil)
    let other = try #require(complaint(begun, in: try open(seed: 3)))
    #expect(other.hasPrefix("p.safetensors holds what was begun by another plan: the network at 0 is "))
    #expect(
      try complaint(begun, in: open(family: .polyChain))
        == "p.safetensors holds what was begun by another plan: form is \"bezier\" there, but \"poly_chain\" here"
    )
    #expect(
      try complaint(begun, in: open(SGD()))
        == "p.safetensors holds what was begun by another plan: optimizer is \"adam()\" there, but \"sgd()\" here"
    )
  }

  @Test func `files that no fit leaves behind are refused`() throws {
    let begun = try open()
    func complaint(_ name: String, _ word: UInt64) throws -> String? {
      try begun.continued(to: 11, execution: oneThread).tensors(metadata: []).write(to: path)
      try folder.write(try forged(path, tensor: name, 0, [word]), to: "p.safetensors")
      return refusal { () throws(DataError) in _ = try begun.reading(try SafetensorsFile(path)) }?
        .replacing(folder.path + "/p.safetensors, tensor ", with: "")
    }
    #expect(
      try complaint("controls.0.layers.0.weight", UInt64(Float(3).bitPattern)) != nil)
    #expect(
      try complaint("controls.3.layers.0.bias", 0x3f80_0000)
        == "\"controls.3.layers.0.bias\": expected what the network at the end has, found other numbers")
    #expect(try complaint("steps", 10) == "\"steps\": expected an integer in 0...9, found 10")
    #expect(try complaint("measured", 6) == "\"measured\": expected an integer in 0...5, found 6")
    #expect(try complaint("measured", 2) == nil)
  }

  // Whoever adds a property meets this test until `Path.exchange` names it.
  @Test func `all that a path holds is in its file`() throws {
    func parts(_ path: Path) -> [String: Any] {
      Dictionary(uniqueKeysWithValues: Mirror(reflecting: path).children.map { ($0.label ?? "", $0.value) })
    }
    func areEqual(_ a: Any?, _ b: Any?) -> Bool {
      func compare<Part: Equatable>(_ a: Part) -> Bool { b as? Part == a }
      return (a as? any Equatable).map { compare($0) } ?? false
    }
    let begun = try open()
    var path = begun.continued(to: 12, execution: oneThread)
    path.divergence = 9
    let (own, fresh, loaded) = (parts(path), parts(begun), parts(try kept(path, in: begun)))
    for (name, part) in own where name != "plan" {
      #expect(!areEqual(part, fresh[name]), "`\(name)` of this path must be another than at the start")
      #expect(areEqual(part, loaded[name]), "`\(name)` is not saved; see `Path.exchange`")
    }
  }
}
