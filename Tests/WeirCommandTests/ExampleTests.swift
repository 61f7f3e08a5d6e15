import Foundation
import Testing

/// The scripts that come with Weir.
@Suite struct ExampleTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "examples").path

  /// Their paths inside the folder.
  static let scripts = (FileManager.default.subpaths(atPath: folder) ?? []).filter { $0.hasSuffix(".weir") }
    .sorted()

  /// The call that runs [script]. Studies of papers take a quarter of an hour, and a minute where they are told to.
  private static func call(_ script: String) -> [String] {
    script.hasPrefix("papers/")
      ? ["--no-init", "-q", folder + "/" + script, "short"] : ["test", "-q", folder + "/" + script]
  }

  // Trap 11: shipped configurations name algorithms that the code rejects (rigl).
  @Test(arguments: scripts) func `trap 11: every script that is shipped runs, and its findings hold`(
    script: String
  ) throws {
    // A place of its own, for those that keep what they find.
    let place = try Folder()
    let outcome = try Program.run(Self.call(script), in: place.path)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let source = try String(contentsOfFile: Self.folder + "/" + script, encoding: .utf8)
    #expect(source.contains("\nexpect "), "a script ends in what it has found")
  }

  // Environments rot: frameworks of that year, drivers, packages that were removed.
  @Test func `trap 20: the program needs nothing but itself`() throws {
    let code = "train(mlp([2, 8, 2]).sparsify(density: 50%), spirals(), sparsity: rigl, steps: 5).steps"
    let outcome = try Program.run(
      ["--no-init", "-e", code], environment: ["PATH": "/nowhere", "HOME": "/nowhere"])
    #expect(outcome.status == 0 && outcome.output == "5\n", "\(outcome.errors)")
  }
}
