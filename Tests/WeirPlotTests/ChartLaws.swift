import Testing
import WeirCatalog
import WeirPlot

/// What every chart keeps to, whatever it is given.
@Suite struct ChartLaws {
  /// Data of every form, ordinary and extreme. A chart is tried on all that it accepts.
  private static let data: [(String, Argument)] = {
    var draws = Draws(seed: 7)
    let normal = (0..<300).map { _ in draws.normal() }
    let mixed = (0..<200).map { index -> Double in
      index % 17 == 0 ? .nan : index % 29 == 0 ? .infinity : index % 31 == 0 ? -.infinity : draws.normal()
    }
    let large = (0..<80).map { _ in (2 * draws.unit() - 1) * Double.greatestFiniteMagnitude }
    let tiny = (0..<80).map { _ in draws.unit() * Double.leastNormalMagnitude / 100 }
    let powers = (0..<80).map { index in
      draws.normal() * (0..<(index % 40)).reduce(1.0) { size, _ in size / 20 }
    }
    var lists: [(String, [Double])] = [
      ("normal", normal), ("mixed", mixed), ("large", large), ("tiny", tiny), ("powers", powers),
      ("ends", [-.greatestFiniteMagnitude, .greatestFiniteMagnitude, 0, .leastNonzeroMagnitude]),
      ("empty", []), ("one", [3]), ("zeros", [0, 0, 0]), ("constant", [1e9, 1e9]), ("near", [1, 1 + 1e-15]),
      ("lost", [.nan, .nan]), ("infinite", [.infinity]), ("whole", [1, 2, 3, 4]), ("negative", [-1, -2, -3]),
      ("far", [1e15, 1e15 + 1]),
    ]
    lists.append(("many", (0..<2000).map { _ in draws.normal() }))
    var all = lists.map { ($0, Argument.list(of: $1)) }
    all += lists.map {
      ("rows of " + $0, Argument.list([.list(of: $1), .list(of: $1.reversed()), .list(of: $1)]))
    }
    all += lists.map { name, values in
      (
        "record of " + name,
        Argument.record([.init("first \u{1B}[31m", .list(of: values)), .init("層", .list(of: values))])
      )
    }
    all += lists.map { name, values in
      (
        "numbers of " + name,
        Argument.record(values.prefix(30).enumerated().map { .init("n\($0)", .number($1)) })
      )
    }
    all.append(
      ("records", .list([.record([.init("a", .integer(1)), .init("b", .text("x\ny"))]), .record([])])))
    all.append(("no rows", .list([.list([]), .list([])])))
    for (rows, columns) in [(1, 1), (3, 200), (200, 3), (300, 784), (0, 5), (16, 16)] {
      let mask = SampleMask("mask", rows: rows, columns: columns, density: 0.1, seed: 5)
      all.append(("mask \(rows) by \(columns)", .thing(mask)))
    }
    all.append(("flow", .thing(SampleFlow(layers: 30, times: 200))))
    all.append(("loss", .thing(SampleSeries("loss", from: 2, to: 0.1, halfLife: 9, count: 100, seed: 6))))
    return all
  }()

  /// What settings besides the data do to a chart, as far as it has them.
  private static let settings: [[(String, Argument)]] = [
    [],
    [
      ("log", .text("both")),
      ("title", .text("A title\u{7} with 層, \u{1B}[2J and more than fits into any line")),
    ],
    [("log", .truth(true)), ("shared", .truth(true))], [("mode", .text("deviation")), ("bins", .integer(7))],
    [("mode", .text("density")), ("height", .integer(2)), ("joined", .truth(true)), ("log", .text("x"))],
    [("labels", .list([.text("é")])), ("rows", .integer(3)), ("low", .number(1)), ("high", .number(0))],
  ]

  /// All charts that [entry] makes of the data, each with what it was made of.
  private static func all(_ entry: AnyEntry) -> [(String, any Chart)] {
    var made: [(String, any Chart)] = []
    let names = Set(entry.settings.map(\.name))
    for (index, (name, argument)) in data.enumerated() {
      // The defaults, and one of the others.
      for setting in [settings[0], settings[1 + index % (settings.count - 1)]] {
        let labelled = setting.filter { names.contains($0.0) }.map { Given($0.0, $0.1) }
        if labelled.isEmpty && !setting.isEmpty { continue }
        for count in 1...2 {
          let given = Array(repeating: Given(nil, argument), count: count) + labelled
          if let chart = try? entry.make(given) as? any Chart { made.append((name, chart)) }
        }
      }
    }
    return made
  }

  private static let widths = [20, 21, 27, 33, 40, 52, 64, 72, 80, 120, 200, 1, 7, 13]
  private static let heights = [24, 10, 60, 1, 33]

  /// A display for the chart at [index]: over many charts every width meets every charset.
  private static func display(_ index: Int) -> Display {
    Display(
      width: widths[index % widths.count], height: heights[index % heights.count],
      charset: Display.Charset.allCases[index % 3])
  }

  @Test(arguments: charts.entries)
  func `no line is wider than the display, ends in blanks, or leaves its charset`(entry: AnyEntry) {
    let all = Self.all(entry)
    #expect(all.count > 10)
    for (index, (name, chart)) in all.enumerated() {
      let display = Self.display(index)
      let text = chart.render(on: display)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let widest = lines.map { TextWidth.columns($0) }.max() ?? 0
      let isClean = text.unicodeScalars.allSatisfy { scalar in
        // No control characters, and no empty Braille pattern: a blank is U+0020.
        scalar == "\n" || scalar.value >= 32 && scalar.value != 127 && scalar.value != 0x2800
      }
      let isInCharset = display.charset != .ascii || text.utf8.allSatisfy { $0 < 128 }
      #expect(
        widest <= display.width && isClean && isInCharset && !text.hasSuffix("\n")
          && !lines.contains { $0.hasSuffix(" ") },
        "\(entry.name) of \(name), \(display):\n\(text)")
    }
  }

  /// Every width of a terminal up to where pictures grow no more, and some beyond.
  private static let allWidths = Array(20...84) + Array(stride(from: 85, through: 400, by: 15))

  @Test(arguments: GoldenTests.first, Display.Charset.allCases)
  func `no picture has a line beyond the width, however wide`(
    picture: GoldenTests.Picture, charset: Display.Charset
  ) {
    for width in Self.allWidths {
      let text = picture.chart.render(on: Display(width: width, charset: charset))
      let widest = text.split(separator: "\n").map { TextWidth.columns($0) }.max() ?? 0
      #expect(widest <= width, "\(picture.name) of \(width) columns:\n\(text)")
    }
  }

  @Test(arguments: charts.entries)
  func `vectors are well-formed, carry the sentence, and have no number that is none`(entry: AnyEntry) throws
  {
    for (name, chart) in Self.all(entry) {
      let svg = chart.svg
      let reader = XMLReader()
      #expect(reader.reads(svg), "\(entry.name) of \(name):\n\(svg)")
      #expect(reader.texts["desc"] == [chart.sentence], "\(entry.name) of \(name)")
      #expect(reader.texts["title"]?.first?.isEmpty == false)
      #expect(!svg.contains("nan\"") && !svg.contains("inf\"") && !svg.contains("<script"))
    }
  }

  @Test(arguments: charts.entries)
  func `data are columns of one length`(entry: AnyEntry) {
    for (name, chart) in Self.all(entry) {
      let data = chart.data
      #expect(data.columns.allSatisfy { $0.cells.count == data.rowCount }, "\(entry.name) of \(name)")
    }
  }

  @Test(arguments: charts.entries)
  func `colour changes nothing but the colour, and a picture is the same every time`(entry: AnyEntry) {
    for (index, (name, chart)) in Self.all(entry).enumerated() where index % 3 == 0 {
      var display = Self.display(index)
      let plain = chart.render(on: display)
      display.colours = Display.Colours.allCases[1 + index % 3]
      #expect(withoutColour(chart.render(on: display)) == plain, "\(entry.name) of \(name), \(display)")
    }
  }

  /// [text] without colour codes.
  private func withoutColour(_ text: String) -> String {
    var kept = ""
    var isInside = false
    for scalar in text.unicodeScalars {
      if scalar == "\u{1B}" { isInside = true }
      if !isInside { kept.unicodeScalars.append(scalar) }
      if scalar == "m" { isInside = false }
    }
    return kept
  }

  @Test(arguments: charts.entries)
  func `a sentence is one line with a capital letter and a full stop`(entry: AnyEntry) {
    for (name, chart) in Self.all(entry) {
      let sentence = chart.sentence
      #expect(sentence.hasSuffix(".") && !sentence.hasSuffix(".."), "\(entry.name) of \(name): \(sentence)")
      #expect(sentence.first.map { !$0.isLowercase } == true, "\(entry.name) of \(name): \(sentence)")
      #expect(sentence.unicodeScalars.allSatisfy { $0.value >= 32 }, "\(entry.name) of \(name)")
    }
  }

  @Test(arguments: charts.entries)
  func `an entry is told in style`(entry: AnyEntry) {
    #expect(entry.summary.hasSuffix(".") && entry.summary.first?.isUppercase == true)
    #expect(!entry.examples.isEmpty && !entry.words.isEmpty)
    for setting in entry.settings { #expect(setting.summary.hasSuffix("."), "\(entry.name).\(setting.name)") }
  }
}
