import Foundation
import Testing
import WeirTestSupport

@testable import WeirEngine

@Suite struct AtomicFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }
  private var path: String { folder.path + "/file" }
  private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] }

  @Test func `a file takes the place of another when it is whole, and not before`() throws {
    try folder.write([1], to: "file")
    var file = try AtomicFile(path)
    try file.append([UInt8](repeating: 2, count: 1 << 19))
    #expect(try FileBytes(path).read(10) == [1])
    try file.append([3])
    #expect(file.count == 1 << 19 + 1)
    try file.commit()
    #expect(try FileBytes(path).size == 1 << 19 + 1)
    #expect(names == ["file"])
  }

  @Test func `what is given up leaves nothing behind`() throws {
    do {
      var file = try AtomicFile(path)
      try file.append([1])
      #expect(names.count == 1)
    }
    #expect(names.isEmpty)
  }

  @Test func `what a program left that was killed is removed, and nothing else`() throws {
    // No process has so high a number; this one is alive, and so is the first.
    let own = ProcessInfo.processInfo.processIdentifier
    let kept = ["file.\(own)-0.part", "file.1-0.part", "file.x-0.part", "other.99999999-0.part", "file.part"]
    for name in kept + ["file.99999999-0.part", "file.99999998-12.part"] { try folder.write([1], to: name) }
    AtomicFile.removeRemains(of: ["file"], in: folder.path)
    #expect(names.sorted() == kept.sorted())
  }

  @Test func `several may be written at once`() throws {
    var one = try AtomicFile(path)
    var other = try AtomicFile(path)
    try one.append([1])
    try other.append([2])
    try one.commit()
    try other.commit()
    #expect(try FileBytes(path).read(2) == [2])
    #expect(names == ["file"])
  }

  @Test func `what cannot be written says why`() throws {
    let folderPath = folder.path
    for (path, why) in [
      (folderPath, "it is a folder"), (folderPath + "/none/file", "no such file or directory"),
      ("/dev/null", "it is not a regular file"), ("a\0b", "its name holds a NUL byte"),
    ] {
      #expect(
        refusal { () throws(DataError) in _ = try AtomicFile(path) } == "\(path) cannot be written: \(why)")
    }
  }
}
