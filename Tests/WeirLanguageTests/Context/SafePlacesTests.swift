import Foundation
import Testing
import WeirCatalog
import WeirTestSupport

@testable import WeirLanguage

@Suite struct SafePlacesTests {
  let outside: TemporaryFolder
  private let home: String

  init() throws {
    outside = try TemporaryFolder()
    home = outside.path + "/home"
    try FileManager.default.createDirectory(atPath: home + "/sub", withIntermediateDirectories: true)
  }

  private func place(_ path: String, safe: Bool = true) throws(CallError) -> String {
    try Context(host: RecordingHost(), safe: safe, folder: home).place(toWrite: path)
  }

  private func isRefused(_ path: String) -> Bool {
    do throws(CallError) { _ = try place(path) } catch {
      return error.message == "`\(path)` is outside of this folder, where `--safe` lets nothing be written"
    }
    return false
  }

  @Test func `what lies in the folder may be written, however its path is put`() throws {
    for path in ["a.csv", "sub/a.csv", "sub/../a.csv", "./a.csv"] {
      #expect(try place(path) == home + "/" + path)
    }
    #expect(try place(home + "/a.csv") == home + "/a.csv")
    // The folder on the way is missing, which whoever writes will say.
    #expect(try place("none/a.csv") == home + "/none/a.csv")
  }

  @Test func `what lies outside may not, unless nobody asked for safety`() throws {
    for path in ["../a.csv", "sub/../../a.csv", outside.path + "/a.csv", "/a.csv", "/tmp/a.csv"] {
      #expect(isRefused(path), "\(path)")
      _ = try place(path, safe: false)
    }
    // The name of the folder is only the beginning of another's.
    try FileManager.default.createDirectory(atPath: home + "-2", withIntermediateDirectories: true)
    #expect(isRefused("../home-2/a.csv"))
  }

  @Test func `links lead where they lead`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: home + "/away", withDestinationPath: outside.path)
    try FileManager.default.createSymbolicLink(
      atPath: outside.path + "/back", withDestinationPath: home + "/sub")
    #expect(isRefused("away/a.csv"))
    #expect(!isRefused("away/back/a.csv"))
  }

  // A link with the name of the file is replaced, so that what it leads to stays as it was.
  @Test func `nothing is written through a link`() throws {
    try outside.write(Array("theirs".utf8), to: "their.json")
    try FileManager.default.createSymbolicLink(
      atPath: home + "/mine.json", withDestinationPath: outside.path + "/their.json")
    let interpreter = Interpreter(context: Context(host: RecordingHost(), safe: true, folder: home))
    try interpreter.run("save([1, 2], \"mine.json\")")
    #expect(try String(contentsOfFile: outside.path + "/their.json", encoding: .utf8) == "theirs")
    #expect(try String(contentsOfFile: home + "/mine.json", encoding: .utf8) == "[1,2]\n")
    #expect(throws: Failure.self) { try interpreter.run("save([1, 2], \"../mine.json\")") }
  }
}
