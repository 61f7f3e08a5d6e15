import Testing
import WeirCatalog
import WeirEngine
import WeirTestSupport

@testable import WeirLanguage

/// What a file says of its contents may come from anywhere.
@Suite struct DescriptionTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// What loading a file of no tensors says, which describes a network by [text].
  private func complaint(_ text: String?, version: String = "1", kind: String = "network") throws -> String {
    var texts = [("weir.kind", kind), ("weir.version", version)]
    if let text { texts.append(("weir.network", text)) }
    try SafetensorsWriter(metadata: texts).write(to: folder.path + "/n.safetensors")
    let (interpreter, host) = Interpreter.recording(folder: folder.path)
    var found = ""
    do throws(Failure) { try interpreter.run("load(\"n.safetensors\")") } catch {
      found = error.diagnostics.map { $0.message.replacing(folder.path + "/", with: "") }.joined(
        separator: "\n")
    }
    #expect(host.output.isEmpty)
    return found
  }

  private let head = "n.safetensors describes its contents "
  private let unmade = "n.safetensors describes a network that cannot be made: "

  @Test func `every layer and activation is described so that it can be made again`() throws {
    for entry in layers.entries + activations.entries {
      for example in entry.examples {
        let (interpreter, _) = Interpreter.recording()
        guard case .thing(let thing)? = try interpreter.run(example.code), let network = thing as? Network
        else {
          continue
        }
        let description = try Description(network.description, in: "a file")
        let again = try MakeNetwork.assemble(description.given).network(interpreter.context)
        #expect(again.description == network.description)
        #expect(again.parameters.map(\.mask.rows) == network.parameters.map(\.mask.rows))
      }
    }
  }

  @Test(arguments: [
    "network([dense(2)], input: [args])", "network([print(\"x\")], input: [2])",
    "network([dense(1 + 1)], input: [2])",
    "network([dense(2), x => x], input: [2])", "network([load(\"n.safetensors\")], input: [2])",
    "network([dense(2) for i in 1...9], input: [2])", "network([dense(2)], input: 1...2)",
    "network([dense(2).dense], input: [2])", "network([\"\\(1)\"], input: [2])",
  ])
  func `nothing in a description runs`(text: String) throws {
    let found = try complaint(text)
    #expect(
      found == head + "by something other than settings of things"
        || found.hasPrefix(unmade + "`input` must be")
        || found.hasPrefix(unmade + "`layers` must be"), "\(found)")
  }

  @Test func `what is no description of a network is refused`() throws {
    #expect(try complaint(nil) == "n.safetensors does not describe the network that it holds")
    #expect(try complaint("") == head + "by something other than a call")
    #expect(try complaint("dense(2); dense(3)") == head + "by something other than a call")
    #expect(try complaint("print(2)") == "n.safetensors describes its network by `print`")
    #expect(try complaint("network([").hasPrefix(head + "in a way that cannot be read: "))
    #expect(
      try complaint("network([dense(2)])")
        == unmade + "`network` needs `input`: a list of at least 1, each an integer of at least 1")
    #expect(
      try complaint("network([dense(2)], input: [3])").hasPrefix(
        "n.safetensors lacks \"layers.0.weight\" [2, 3]"))
  }

  @Test func `a description of more than fits is refused before memory is taken`() throws {
    let found = try complaint("network([dense(2000000000)], input: [2000000000, 2000000000])")
    #expect(
      found == unmade
        + "a sample of shape [2000000000, 2000000000] has more than 2,147,483,647 features; a batch of "
        + "64 would need more than 1000 EB")
  }

  @Test func `another version and another kind are told`() throws {
    #expect(
      try complaint("network([dense(2)], input: [3])", version: "2\u{1b}[2J")
        == #"n.safetensors was written by another version of Weir, in format "2\u{1b}[2J", not 1"#)
    #expect(
      try complaint("x", kind: "else") == "n.safetensors does not say to which network its tensors belong")
  }
}
