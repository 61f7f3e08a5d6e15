import Testing
import WeirCatalog

private struct Tide: Catalogued, Thing {
  static let kind = Kind("tide")
  enum Moon: String, Choice { case full, new }
  @Required var place: String
  var height: Float = 0.5
  var moon = Moon.full
  var marks: [Int] = []
  static let entry = Entry<Tide>(
    "tide", "Rises and falls.",
    settings: [
      .required("place", \.$place, .text, "Where."),
      Setting("height", \.height, .number(in: 0...1), "How high."),
      Setting("moon", \.moon, .choice, "Which moon."),
      Setting("marks", \.marks, .list(of: .integer(in: 1...9)), "Where it was."),
    ])
}

@Suite struct CatalogTests {
  @Test func `a call fills the settings it names and keeps the other defaults`() throws {
    let tide = try Tide.assemble([
      Given(nil, .text("Bay")), Given("height", .integer(1)), Given("moon", .thing(Word("new"))),
    ])
    #expect(tide.place == "Bay" && tide.height == 1 && tide.moon == .new && tide.marks.isEmpty)
    #expect(tide.identity == #"tide("Bay", height: 1.0, moon: new)"#)
  }

  @Test(
    arguments: [
      (
        [Given("hight", .integer(1))],
        "`tide` has no setting `hight`; it takes `place`, `height`, `moon`, `marks`", 0
      ),
      (
        [Given("place", .text("")), Given("height", .number(2))],
        "`height` must be a number in 0...1, but is 2.0", 1
      ),
      (
        [Given("place", .text("")), Given("moon", .thing(Word("ful")))],
        "`moon` must be one of full, new, but is `ful`", 1
      ),
      (
        [Given(nil, .text("a")), Given(nil, .text("b"))],
        "`tide` takes at most 1 argument by position; give the others by name", 1
      ),
      ([Given(nil, .text("a")), Given("place", .text("b"))], "`place` is given twice", 1),
      (
        [Given("place", .text("")), Given("marks", .list([.integer(0)]))],
        "`marks` must be a list of items, each an integer in 1...9, but is a list with 0", 1
      ),
      ([], "`tide` needs `place`: a text", nil),
    ] as [([Given], String, Int?)])
  func `a wrong call says what is wrong and where`(given: [Given], message: String, position: Int?) {
    let error = #expect(throws: CallError.self) { try Tide.assemble(given) }
    #expect(error?.message == message)
    #expect(error?.position == position)
  }

  @Test func `a misspelt label is met with the nearest one`() {
    let error = #expect(throws: CallError.self) { try Tide.assemble([Given("heigth", .integer(1))]) }
    #expect(error?.suggestion == "did you mean `height`?")
  }

  @Test func `a call can be checked while some arguments are unknown`() throws {
    let entry = AnyEntry(Tide.self, shelf: Kind("tide"))
    try entry.check([("place", nil), ("height", .number(0.25))])
    #expect(throws: CallError.self) { try entry.check([("place", nil), ("height", .number(7))]) }
    #expect(throws: CallError.self) { try entry.check([("height", nil)]) }
  }

  // A positive double can be zero as a float, and what divides by it would be lost.
  @Test func `what is kept in single precision is positive there`() throws {
    let conversion = Conversion<Float>.positive
    #expect(try conversion.read(.number(1e-30)) == 1e-30)
    for number in [0, -1, 1e-50, 1e50] {
      #expect(throws: CallError.self) { try conversion.read(.number(number)) }
    }
    #expect(try Conversion<Float>.number.read(.number(1e-50)) == 0)
    // It said that 1e-300 must be above 0.
    func complaint(_ number: Double) -> String? {
      do throws(CallError) { _ = try conversion.read(.number(number)) } catch { return error.message }
      return nil
    }
    let sizes = "a number above 0, of a size in 1e-45...3.4028235e+38 (single precision)"
    #expect(complaint(1e-300) == "expected \(sizes), found 1e-300")
    #expect(complaint(1e300) == "expected \(sizes), found 1e+300")
    #expect(complaint(-1) == "expected a number above 0, found -1.0")
    #expect(try conversion.read(.number(1e-45)) > 0 && conversion.read(.number(3.4028235e+38)).isFinite)
  }

  @Test func `none is the word none where a choice has one`() throws {
    enum Axes: String, Choice { case none, x }
    #expect(try Conversion<Axes>.choice.read(.none) == Axes.none)
    let error = #expect(throws: CallError.self) { try Conversion<Tide.Moon>.choice.read(.none) }
    #expect(error?.message == "expected one of full, new, found `none`")
  }

  @Test func `help shows signature, settings and defaults`() {
    #expect(
      AnyEntry(Tide.self, shelf: Kind("tide")).helpPage(width: 60) == """
        tide(place, height: 0.5, moon: full, marks: [])

        Rises and falls.

        Settings
          place: a text; required
              Where.
          height: a number in 0...1; default 0.5
              How high.
          moon: one of full, new; default full
              Which moon.
          marks: a list of items, each an integer in 1...9; default
            []
              Where it was.
        """)
  }

  @Test(arguments: [("egf", "efg"), ("sparsify", "sparsfy"), ("learning_rate", "learningRate")])
  func `swaps, slips and other casing are recognized`(name: String, typed: String) {
    #expect(Spelling.nearest(to: typed, among: ["net", name, "x"]) == name)
  }

  @Test func `a short word is not guessed at`() {
    #expect(Spelling.nearest(to: "a", among: ["b", "c"]) == nil)
    #expect(Spelling.nearest(to: "xy", among: ["ab"]) == nil)
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (3_136_000_000_000, "3.1 TB"), (999_600, "1.0 MB"),
    (1e21, "more than 1000 EB"),
  ])
  func `bytes are written for people`(count: Double, text: String) { #expect(Notation.bytes(count) == text) }
}
