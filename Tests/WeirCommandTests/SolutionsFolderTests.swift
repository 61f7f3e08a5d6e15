import Testing

/// Folders of solutions and the programs that train in them.
@Suite struct SolutionsFolderTests {
  private let folder: Folder
  init() throws { folder = try Folder() }

  @Test func `one program at a time trains in a folder, and the next goes on from there`() throws {
    let found = folder.path + "/found"
    func call(_ steps: Int) -> String {
      "solutions(mlp([2, 32, 2]), spirals(), to: 75%, among: [scratch], steps: \(steps), folder: \"\(found)\").status"
    }
    let script = try folder.write("long.weir", "print(\"begin\")\n" + call(1_000_000))
    let window = try TerminalWindow([script], columns: 150, home: nil)
    try window.see(" left")
    let other = try Program.run(["-e", call(1_000_000)])
    #expect(other.status == 1)
    #expect(
      other.errors.hasPrefix(
        "error: another program is training in the folder \(found); when it has ended, the same call goes on from there"
      ))
    window.press(.controlC)
    #expect(try window.waitForEnd() == 130)
    // The folder is free, but what is in it belongs to another plan.
    let next = try Program.run(["-e", call(20)])
    #expect(
      next.errors.hasPrefix("error: \(found)/pruned.safetensors holds what was begun by another plan: "))
  }
}
