import Foundation
import Testing
import WeirCatalog
import WeirEngine

/// The scripts in examples/methods, as far as the catalogue knows what there should be.
@Suite struct ExampleLaws {
  private static let words: Set<String> = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "examples/methods").path
    let scripts = (FileManager.default.subpaths(atPath: folder) ?? []).filter { $0.hasSuffix(".weir") }
    let texts = scripts.compactMap { try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }
    return Set(texts.joined().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
  }()

  @Test(
    arguments: [topologyRules.entries, pruningMethods.entries, patterns.entries, distributions.entries]
      .flatMap { $0.map(\.name) })
  func `every method is shown at work`(name: String) {
    #expect(Self.words.contains(name), "no script in examples/methods uses `\(name)`")
  }
}
