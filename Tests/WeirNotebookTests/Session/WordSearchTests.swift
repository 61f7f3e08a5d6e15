import Testing
import WeirCatalog
import WeirLanguage

@testable import WeirNotebook

@Suite struct WordSearchTests {
  private func names(_ words: String) -> [String] { WordSearch(words).lines().map(\.name) }

  @Test(arguments: Catalogue.all.map(\.name))
  func `whatever has a name is found first by it, and by the words of its sentences`(name: String) throws {
    let entry = try #require(Catalogue[name])
    #expect(names(name).first == name)
    #expect(names(name.uppercased()).first == name)
    func longest(_ sentence: String) -> String {
      let words: [Substring] = sentence.split { !$0.isLetter }
      return words.max { $0.count < $1.count }.map(String.init) ?? ""
    }
    #expect(names(longest(entry.summary)).contains(name), "\(longest(entry.summary))")
    if let setting = entry.settings.last {
      let found = names(longest(setting.summary))
      #expect(
        found.contains { $0 == name || $0.hasPrefix(name + "(") }, "\(name): \(longest(setting.summary))")
    }
  }

  @Test(arguments: [
    ("sparsity", ["sparsify", ".sparsity", ".mask", ".density", "gradual", "erk", "magnitude"]),
    ("prune", ["gradual", "sparsify", "lottery"]), ("pruning", ["gradual", "snip"]),
    ("learning rate", ["cosine", "warmup"]), ("pause", [":help training"]),
    ("curvature", ["hessian", "eigenvalues"]), ("convolutions", ["conv", "spy"]),
    ("vanishing gradient", ["egf", "flow", ".egf"]),
  ])
  func `words lead to what a person means by them`(words: String, expected: [String]) {
    let found = names(words).prefix(40)
    for name in expected { #expect(found.contains(name), "\(name) is not among \(found)") }
  }

  @Test func `where nothing has all of the words, what has the most of them is found`() {
    func some(_ words: String) -> [String] { WordSearch(words).linesOfSome().map(\.name) }
    #expect(names("gradient zebra").isEmpty && some("gradient zebra").first == "gradients")
    #expect(Set(some("zebra gradient step")) == Set(names("gradient step")))
    #expect(some("the zebra").isEmpty && some("").isEmpty)
  }

  @Test func `all of several words must be there, and nothing is found by none`() {
    // By different settings, which stand behind a bracket.
    func things(_ words: String) -> Set<Substring> { Set(names(words).map { $0.prefix { $0 != "(" } }) }
    let both = things("gradient step")
    #expect(
      !both.isEmpty && both.isStrictSubset(of: things("gradient")) && both.isStrictSubset(of: things("step")))
    // Words begin with it: `enumerate` has nothing to do with a rate.
    #expect(!names("learning rate").contains("enumerate") && names("norm").contains("batch_norm"))
    #expect(names("").isEmpty && names("x").isEmpty && names("zzz").isEmpty)
    let all = WordSearch("e").lines() + WordSearch("weight").lines()
    #expect(Set(all.map { $0.name + $0.text }).count == all.count)
  }
}
