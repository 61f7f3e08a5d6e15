import Foundation
import Testing
import WeirTestSupport

@Suite struct ReferenceTests {
  @Test func `the reference page is current`() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/reference.md")
    let page = try String(contentsOf: path, encoding: .utf8)
    let found = try Program.run(["reference", "--markdown"]).output
    let differing = difference(expected: page, found: found)
    #expect(differing.isEmpty, "run `scripts/reference-page`: docs/reference.md is not current\n\(differing)")
  }
}
