import WeirCatalog

/// Small pictures side by side, in shades of one scale: filters, feature maps.
public struct Pictures: Chart {
  /// The pictures.
  @Required public var pictures: PlotPictures
  /// Where the scale begins and ends; where the numbers shown do, at round ones, where nil.
  public var low: Double?, high: Double?
  /// Over the pictures; what they say where empty.
  public var title = ""

  /// No pictures yet.
  public init() {}

  /// The given ones.
  public init(_ pictures: PlotPictures) { self.pictures = pictures }

  /// What the chart says of itself.
  public static let entry = Entry<Pictures>(
    "pictures", "Draws numbers as small pictures side by side, such as the filters of a convolution.",
    details: """
      Of a tensor the last two axes are rows and columns. Pictures of a layer are its kernels, filter by filter: 2/0 is \
      how filter 2 sees channel 0, and a dot is an inactive weight. A large picture has less cells than numbers; a \
      cell then shows the mean of several. Give `low` and `high` to compare.
      """,
    settings: [
      .required("pictures", \.$pictures, .pictures, "A layer, a tensor, or rows of numbers."),
      Setting("low", \.low, .optional(.number), "Where the scale begins."),
      Setting("high", \.high, .optional(.number), "Where the scale ends."),
      Setting("title", \.title, .text, "What stands over the pictures."),
    ],
    examples: ["pictures([[0, 1, 2], [1, 2, 3]])"],
    words: ["filters", "kernels", "feature maps", "images", "channels"])

  /// Small pictures side by side.
  public var picture: Picture { Picture(name, self) }

  private var name: String { title.isEmpty ? pictures.name : title }

  /// A row for each number.
  public var data: PlotTable {
    var rows: [(place: [Int], value: Double)] = []
    for picture in 0..<max(0, pictures.count) {
      for row in 0..<max(0, pictures.rows) {
        for column in 0..<max(0, pictures.columns) {
          if let value = pictures.value(picture, row, column) {
            rows.append(([picture, row, column], value))
          }
        }
      }
    }
    let places = ["picture", "row", "column"].enumerated().map { index, name in
      PlotTable.Column(name, rows.map { .integer($0.place[index]) })
    }
    return PlotTable(places + [PlotTable.Column("value", rows.map { .number($0.value) })])
  }

  /// What is shown, in one sentence.
  public var sentence: String {
    let name = pictures.name.isEmpty ? "" : " of " + pictures.name
    return Sentence.of(
      "\(Readable.count(pictures.count, "picture"))\(name), \(pictures.rows) by \(pictures.columns) each")
  }
}

extension Pictures: Layout {
  func lines(on display: Display) -> [StyledLine] {
    guard let (sheet, cells, scale) = plan(on: display, display.alphabet) else { return nothing(on: display) }
    var lines = name.isEmpty ? [] : Notes.lines([name], on: display)
    for (indices, pictures) in zip(sheet.lines, cells) {
      lines.append(sheet.line(indices.map { StyledLine(self.pictures.label($0), .faint) }))
      for row in 0..<sheet.rows.ranges.count {
        lines.append(sheet.line(pictures.map { sheet.line(of: $0[row], scale) }))
      }
    }
    let numbers = cells.joined().joined().joined().compactMap(\.self)
    lines += scale.legend("", strays: scale.strays(among: numbers), on: display)
    return lines + Notes.lines(sheet.notes, on: display)
  }

  func draw(on drawing: inout Drawing) {
    let display = Drawing.display
    guard let (sheet, cells, scale) = plan(on: display, .ascii) else {
      return drawing.add(nothing(on: display))
    }
    if !name.isEmpty { drawing.text(name, x: 0, y: drawing.take(1.25)) }
    for (indices, pictures) in zip(sheet.lines, cells) {
      let y = drawing.take(1.1)
      let top = drawing.take(Double(sheet.rows.ranges.count) + 0.2)
      for (place, index) in indices.enumerated() {
        let x = Double(place * sheet.pitch)
        drawing.text(self.pictures.label(index), x: x, y: y, .start, .faint)
        drawing.cells(
          pictures[place].map { $0.map { $0.flatMap { scale.cell($0).ink } } }, at: .init(x: x, y: top),
          width: Double(sheet.columns.ranges.count * sheet.across), height: Double(sheet.rows.ranges.count))
      }
    }
    let numbers = cells.joined().joined().joined().compactMap(\.self)
    scale.drawLegend("", strays: scale.strays(among: numbers), on: &drawing)
    drawing.add(Notes.lines(sheet.notes, on: display))
  }

  /// How pictures are spread over [display], their cells, and the scale of all; nil if there are no numbers.
  private func plan(
    on display: Display, _ alphabet: Alphabet
  ) -> (Sheet, cells: [[[[Double?]]]], ShadeScale)? {
    guard pictures.count > 0, pictures.rows > 0, pictures.columns > 0 else { return nil }
    let sheet = Sheet(of: pictures, on: display)
    let cells = sheet.lines.map { $0.map(sheet.cells) }
    let numbers = cells.joined().joined().joined().compactMap(\.self)
    let scale = ShadeScale(showing: numbers, low: low, high: high, isLogarithmic: false, alphabet: alphabet)
    return (sheet, cells, scale)
  }

  private func nothing(on display: Display) -> [StyledLine] {
    Notes.lines((name.isEmpty ? [] : [name]) + ["no numbers"], on: display)
  }
}

/// How pictures are spread over a display.
private struct Sheet {
  let pictures: PlotPictures
  let display: Display
  /// The numbers of each row and column of cells, and how many characters a cell is wide.
  let rows: Groups, columns: Groups, across: Int
  /// The pictures of each line.
  let lines: [[Int]]
  /// Columns from the beginning of a picture to that of the next.
  let pitch: Int

  init(of pictures: PlotPictures, on display: Display) {
    (self.pictures, self.display) = (pictures, display)
    let width = Frame.width(on: display)
    // Two characters are about as wide as one is high: small pictures get two for each number, large ones one for
    // two numbers above each other.
    across = pictures.columns <= min(8, width / 2) ? 2 : 1
    columns = Groups(of: pictures.columns, in: across == 2 ? pictures.columns : width)
    let shrink = columns.ranges[0].count * (across == 2 ? 1 : 2)
    rows = Groups(
      of: pictures.rows, in: min(Frame.room(on: display), (pictures.rows + shrink - 1) / shrink))
    let label = TextWidth.columns(pictures.label(pictures.count - 1))
    pitch = max(columns.ranges.count * across, label) + 2
    let most = max(1, (width + 2) / pitch)
    let together = pictures.together
    let perLine = together == 1 ? most : min(most, together)
    let room = max(1, Frame.room(on: display) / (rows.ranges.count + 1))
    let step = together == 1 ? perLine : together
    lines = stride(from: 0, to: pictures.count, by: step).prefix(room).map { first in
      Array(first..<min(pictures.count, first + perLine))
    }
  }

  /// The numbers of a picture's cells, row by row.
  func cells(_ picture: Int) -> [[Double?]] {
    rows.ranges.map { band in
      columns.ranges.map { range in
        let members = band.flatMap { row in range.compactMap { pictures.value(picture, row, $0) } }
        return members.isEmpty ? nil : Groups.seen(members)
      }
    }
  }

  /// A row of cells.
  func line(of cells: [Double?], _ scale: ShadeScale) -> StyledLine {
    var line = StyledLine()
    for value in cells {
      let cell =
        value.map { scale.cell($0) }
        ?? StyledLine.Cell(glyph: display.alphabet.inactive, ink: .faint)
      line.append(cell.glyph, cell.ink)
      // One dot is enough for what is not there.
      if across == 2 { line.append(value == nil ? " " : cell.glyph, cell.ink) }
    }
    return line
  }

  /// [parts] of pictures side by side.
  func line(_ parts: [StyledLine]) -> StyledLine {
    var line = StyledLine()
    for (place, part) in parts.enumerated() {
      line.pad(to: place * pitch)
      line.append(part)
    }
    return line
  }

  /// What is not shown.
  var notes: [String] {
    let shown = lines.reduce(0) { $0 + $1.count }
    var notes: [String] = []
    if shown < pictures.count {
      notes.append("\(Notation.grouped(shown)) of \(Readable.count(pictures.count, "picture")) fit")
    }
    if rows.ranges.count < pictures.rows || columns.ranges.count < pictures.columns {
      let (down, across) = (rows.ranges[0].count, columns.ranges[0].count)
      notes.append("a cell is the mean of \(down) \(display.alphabet.times) \(across) numbers")
    }
    return notes
  }
}
