import Testing

@testable import WeirNotebook

@Suite struct RecallTests {
  private let entries = ["net = 1", "plot(a)", "net = 2", "net = 2", "other"]

  @Test func `a walk shows what begins like the typed text, and comes back to it`() {
    var recall = Recall(entries: entries, draft: "net!", prefix: "net")
    let steps: [(older: Bool, succeeds: Bool, shown: String)] = [
      (true, true, "net = 2"), (true, true, "net = 1"), (true, false, "net = 1"),
      (false, true, "net = 2"), (false, true, "net!"), (false, false, "net!"),
    ]
    for step in steps {
      let succeeds = step.older ? recall.older() : recall.newer()
      #expect(succeeds == step.succeeds)
      #expect(recall.shown == step.shown)
    }
  }

  @Test func `without a prefix all entries come by`() {
    var recall = Recall(entries: entries, draft: "", prefix: "")
    var shown: [String] = []
    while recall.older() { shown.append(recall.shown) }
    #expect(shown == ["other", "net = 2", "plot(a)", "net = 1"])
  }
}

@Suite struct SearchTests {
  private let entries = ["alpha(1)", "beta", "alpha(2)", "alpha(2)", "gamma"]

  private func search(_ pattern: String) -> Search {
    var search = Search(entries: entries)
    for scalar in pattern.unicodeScalars { search.extend(by: scalar) }
    return search
  }

  @Test func `the newest entry that contains the pattern is found`() {
    #expect(search("pha").found == "alpha(2)")
    #expect(search("pha").place == 2)
    #expect(search("").found == nil)
  }

  @Test func `going on finds another one, and says when there is none`() {
    var search = search("al")
    search.goOlder()
    #expect(search.found == "alpha(1)" && search.status == "search: al")
    search.goOlder()
    #expect(search.found == "alpha(1)" && search.status == "not found: al")
  }

  @Test func `a letter more keeps an entry that still fits`() {
    var search = search("alpha")
    search.extend(by: "(")
    #expect(search.found == "alpha(2)")
    search.extend(by: "1")
    #expect(search.found == "alpha(1)")
    search.shorten()
    #expect(search.found == "alpha(2)" && search.pattern == "alpha(")
  }

  @Test func `a pattern is no regular expression`() {
    #expect(search("a.p").status == "not found: a.p")
  }
}
