import Foundation
import Testing
import WeirTestSupport

@testable import WeirEngine

/// Files whose header is right, but whose numbers no training leaves behind.
@Suite struct ForgedRunTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }
  private var path: String { folder.path + "/r.safetensors" }

  private func plan() throws -> TrainingPlan {
    var rule = RigL()
    (rule.rewiring.every, rule.rewiring.until) = (3, .share(1))
    return try TrainingPlan(
      network: .perceptron([6, 9, 3], batchNorm: false, dropout: 0, density: 0.4),
      data: .random(40, features: 6, test: 9), sparsity: rule, batch: 16, length: .steps(14), flowInterval: 2)
  }

  /// Why the file is refused in which the 64-bit words of tensor [name] from number [first] on are [words].
  private func complaint(_ name: String, _ first: Int, _ words: [UInt64]) throws -> String? {
    let plan = try plan()
    try Run(plan).trained(to: 11).tensors(metadata: []).write(to: path)
    try folder.write(try forged(path, tensor: "run." + name, first, words), to: "r.safetensors")
    return refusal { () throws(DataError) in _ = try Run(plan).reading(try SafetensorsFile(path)) }?
      .replacing(folder.path + "/r.safetensors, tensor \"run.", with: "")
  }

  // Flow is read at steps 0, 2, 4, …, 10; the test part behind 3, 6 and 9; masks change in front of 3, 6 and 9.
  @Test(arguments: ["flow.steps", "test.steps", "changes.steps"])
  func `steps that do not increase, or lie outside the run, are refused`(name: String) throws {
    let end = #"": expected increasing integers in 0...11, found "#
    #expect(try complaint(name, 0, []) == nil)
    #expect(try complaint(name, 1, [12]) == name + end + "12")
    let first = name == "flow.steps" ? 0 : 3
    #expect(try complaint(name, 1, [UInt64(first)]) == name + end + "\(first) behind \(first)")
    #expect(try complaint(name, 0, [UInt64(bitPattern: -1)]) == name + end + "-1")
    #expect(try complaint(name, 0, [11, 2]) == name + end + "2 behind 11")
    #expect(try complaint("now.steps", 0, [12]) == "now.steps" + end + "12")
  }

  @Test(arguments: ["flow.norms", "changes.before.norms", "changes.after.norms"])
  func `norms that are no numbers, or below zero, are refused`(name: String) throws {
    let end = #"": expected norms, which are at least 0, found "#
    #expect(try complaint(name, 3, [Double.nan.bitPattern]) == name + end + "nan")
    #expect(try complaint(name, 2, [(-0.5).bitPattern]) == name + end + "-0.5")
    #expect(try complaint(name, 1, [Double.infinity.bitPattern]) == nil)
  }
}

/// The bytes of the file at [path] with [words] as the 64-bit words of tensor [name] from number [first] on, and with a
/// digest that fits.
func forged(_ path: String, tensor name: String, _ first: Int, _ words: [UInt64]) throws -> [UInt8] {
  var bytes = try FileBytes(path).read(1 << 20)
  let header = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) } + 8
  let text = String(decoding: bytes[8..<header], as: UTF8.self)
  let entry = try #require(text.range(of: "\"\(name)\":")?.upperBound)
  let offset = try #require(text.range(of: "\"data_offsets\":[", range: entry..<text.endIndex)?.upperBound)
  let place = try #require(Int(text[offset...].prefix { $0.isNumber })) + header + 8 * first
  for (number, word) in words.enumerated() {
    for byte in 0..<8 { bytes[place + 8 * number + byte] = UInt8(truncatingIfNeeded: word >> (8 * byte)) }
  }
  return sealed(bytes)
}
