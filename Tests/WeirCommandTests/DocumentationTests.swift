import Foundation
import Testing

/// The pages that come with Weir.
@Suite struct DocumentationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().standardizedFileURL.path

  /// Their paths inside of the repository.
  static let pages: [String] =
    (["."] + ["docs"]).flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []).filter {
        $0.hasSuffix(".md")
      }.map { folder == "." ? $0 : folder + "/" + $0 }
    }.sorted()

  @Test(arguments: pages) func `what a page shows is so`(page: String) throws {
    let folder = try Folder()
    let outcome = try Program.run(["test", "-q", Self.root + "/" + page], in: folder.path)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test(arguments: pages) func `every fence says what it holds`(page: String) throws {
    let text = try String(contentsOfFile: Self.root + "/" + page, encoding: .utf8)
    let fences = text.split(separator: "\n", omittingEmptySubsequences: false).filter { $0.hasPrefix("```") }
    for (place, fence) in fences.enumerated() where place.isMultiple(of: 2) {
      #expect(fence.count > 3, "fence \(place / 2 + 1) of \(page) names no language; `weir` would be tested")
    }
  }

  @Test func `there are pages`() {
    #expect(Self.pages.contains("README.md") && Self.pages.contains("docs/files.md"))
  }
}
