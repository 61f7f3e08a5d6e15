import WeirCatalog

/// Shades: numbers in rows and columns, such as the gradient flow of each layer over time.
public struct Heatmap: Chart {
  /// The numbers.
  @Required public var values: PlotGrid
  /// Whether shades are even in the logarithm.
  public var log = false
  /// Where the scale begins and ends; where the numbers do, at round ones, where nil.
  public var low: Double?, high: Double?
  /// Over the picture; what the numbers say where empty.
  public var title = ""

  /// A heat map of nothing yet.
  public init() {}

  /// A heat map of [values].
  public init(_ values: PlotGrid, log: Bool = false, title: String = "") {
    (self.values, self.log, self.title) = (values, log, title)
  }

  /// What the chart says of itself.
  public static let entry = Entry<Heatmap>(
    "heatmap", "Draws rows of numbers as shades.",
    details: """
      Where there are more numbers than cells, a cell shows the mean of several; one that is not
      finite is shown rather than averaged away. Rows that do not fit share lines two by two, in a terminal of 256 \
      colours or more. Give `low` and `high` to compare pictures.
      """,
    settings: [
      .required("values", \.$values, .grid, "The numbers, row by row from the top."),
      Setting("log", \.log, .truth, "Whether shades are even in the logarithm."),
      Setting("low", \.low, .optional(.number), "Where the scale begins."),
      Setting("high", \.high, .optional(.number), "Where the scale ends."),
      Setting("title", \.title, .text, "What stands over the picture."),
    ],
    examples: [
      "heatmap([[0, 1, 2], [1, 2, 3]])",
      "heatmap({first: [1, 0.1, 0.01], last: [0.1, 0.001, 0.0001]}, log: true)",
    ],
    words: ["heat map", "matrix", "image", "flow"])

  /// Shaded cells.
  public var picture: Picture { Picture([title, values.name].first { !$0.isEmpty } ?? "", self) }

  /// The numbers as they stand.
  public var data: PlotTable { PlotTable(values) }

  /// What the picture shows, in one sentence.
  public var sentence: String { values.sentence }
}

extension Heatmap: Layout {
  func lines(on display: Display) -> [StyledLine] {
    guard let plan = CellPlan(values, on: display) else {
      return Notes.lines((title.isEmpty ? [] : [title]) + ["no values"], on: display)
    }
    let cells = plan.means(of: values)
    let alphabet = display.alphabet
    let scale = scale(of: cells.joined(), plan.isHalved ? alphabet.solid : alphabet, plan.isHalved)
    var lines = picture.name.isEmpty ? [] : [plan.below.centred(picture.name, on: display)]
    for (place, label) in plan.labels.enumerated() {
      for copy in 0..<plan.down {
        var line = plan.begun(copy == 0 ? label : nil, display)
        let upper = cells[plan.isHalved ? 2 * place : place]
        let lower = plan.isHalved && 2 * place + 1 < cells.count ? cells[2 * place + 1] : nil
        for column in upper.indices {
          let cell =
            plan.isHalved ? scale.cell(upper[column], above: lower?[column]) : scale.cell(upper[column])
          for _ in 0..<plan.across { line.append(cell) }
        }
        lines.append(line)
      }
    }
    lines += plan.below.lines(values.axis, on: display)
    lines += scale.legend(legend, strays: scale.strays(among: cells.joined()), on: display)
    return lines + Notes.lines(plan.notes(of: values), on: display)
  }

  func draw(on sheet: inout Drawing) {
    let display = Drawing.display
    guard let plan = CellPlan(values, on: display) else {
      return sheet.add(Notes.lines((title.isEmpty ? [] : [title]) + ["no values"], on: display))
    }
    // There is room for more cells than in text, ten in a column and twenty in a line.
    let fine = plan.finer(values, across: 10, down: 20)
    let cells = fine.means(of: values)
    let scale = scale(of: cells.joined(), .ascii)
    let (left, columns) = (Double(plan.gutter), Double(plan.columns.ranges.count * plan.across))
    if !picture.name.isEmpty { sheet.centred(picture.name, left: left, columns: columns) }
    let top = sheet.take(Double(plan.rows.ranges.count * plan.down))
    for (row, label) in plan.labels.enumerated() {
      sheet.text(label, x: left - 0.8, y: top + (Double(row) + 0.5) * Double(plan.down) - 0.5, .end)
    }
    sheet.cells(
      cells.map { $0.map { scale.cell($0).ink } }, at: .init(x: left, y: top), width: columns,
      height: sheet.bottom - top)
    plan.below.draw(values.axis, on: &sheet)
    scale.drawLegend(legend, strays: scale.strays(among: cells.joined()), on: &sheet)
    sheet.add(Notes.lines(fine.notes(of: values), on: display))
  }

  /// What stands before the shades, unless it stands over the picture.
  private var legend: String { title.isEmpty ? "" : values.name }

  /// The scale for [cells]: with as many levels as there are colours if it [isSolid], else as there are shades.
  private func scale(
    of cells: some Collection<Double>, _ alphabet: Alphabet, _ isSolid: Bool = false
  ) -> ShadeScale {
    ShadeScale(
      showing: cells, low: low, high: high, isLogarithmic: log, most: isSolid ? Ink.ramp.count : nil,
      alphabet: alphabet)
  }
}
