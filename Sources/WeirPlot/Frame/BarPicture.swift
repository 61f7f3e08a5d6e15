/// Horizontal bars from a common line, each with its label in front and its number behind: what
/// `bars` and `hist` draw.
struct BarPicture: Layout {
  /// One bar.
  struct Row {
    var label: String
    /// How long the bar is, in the unit that all bars share; below zero it points to the left.
    var length: Double
    var text: String
  }

  var rows: [Row]
  var title = ""

  /// How many bars are drawn at most, the first and the last ones: hardly more can be read one by one.
  var most = 40

  /// The bars that are drawn; nil where some are left out.
  private var shown: [Row?] {
    guard rows.count > most else { return rows }
    return rows.prefix(most / 2).map(Optional.some) + [nil] + rows.suffix(most / 2).map(Optional.some)
  }

  private func notes(on display: Display) -> [StyledLine] {
    guard rows.count > most else { return [] }
    return Notes.lines(["\(Readable.count(rows.count, "bar")), \(most / 2 * 2) drawn"], on: display)
  }

  func lines(on display: Display) -> [StyledLine] {
    let head = title.isEmpty ? [] : [StyledLine(display.fitted(title, to: Frame.width(on: display)))]
    guard !rows.isEmpty else { return head + [StyledLine("no values")] }
    let spread = Spread(shown.compactMap(\.self), on: display)
    let bars = shown.map { row in
      row.map { line($0, spread, display) } ?? StyledLine(String(display.alphabet.ellipsis))
    }
    return head + bars + notes(on: display)
  }

  private func line(_ row: Row, _ spread: Spread, _ display: Display) -> StyledLine {
    let alphabet = display.alphabet
    let label = display.fitted(row.label, to: spread.labels)
    let length = spread.length(row)
    var line = StyledLine()
    line.pad(to: spread.labels - TextWidth.columns(label))
    line.append(label + " ")
    if spread.left > 0 {
      let bar = alphabet.leftwardBar(length: min(Double(spread.left), -length))
      line.pad(to: spread.labels + 1 + spread.left - bar.count)
      line.append(bar, .fewer)
    }
    line.append(alphabet.vertical, .faint)
    if length > 0 { line.append(alphabet.bar(length: min(Double(spread.right), length)), .series(0)) }
    line.append(row.length.isFinite ? "" : String(alphabet.notNumber), .alarm)
    line.append(" " + row.text)
    return line
  }

  func draw(on sheet: inout Drawing) {
    let display = Drawing.display
    sheet.title(title)
    guard !rows.isEmpty else { return sheet.text("no values", x: 0, y: sheet.take(1)) }
    let spread = Spread(shown.compactMap(\.self), on: display)
    let axis = Double(spread.labels + 1 + spread.left) + 0.5
    let top = sheet.bottom
    for row in shown {
      let y = sheet.take(1)
      guard let row else {
        sheet.text(String(display.alphabet.ellipsis), x: Double(spread.labels), y: y, .end)
        continue
      }
      let length = spread.length(row)
      sheet.text(display.fitted(row.label, to: spread.labels), x: Double(spread.labels), y: y, .end)
      sheet.rectangle(
        .init(x: min(axis, axis + length), y: y + 0.14), width: abs(length), height: 0.72,
        length < 0 ? .fewer : .series(0))
      sheet.text(row.text, x: axis + max(0, length) + 0.6, y: y)
    }
    sheet.line([.init(x: axis, y: top), .init(x: axis, y: sheet.bottom)], .faint)
    sheet.add(notes(on: display))
  }
}

/// How bars are spread over the columns of a display.
private struct Spread {
  /// Columns of the labels, and of the bars on both sides of zero.
  let labels, left, right: Int
  /// Half of the distance between the ends of bars, for the whole may be more than a Double holds.
  private let half: Double

  init(_ rows: [BarPicture.Row], on display: Display) {
    let width = Frame.width(on: display)
    labels = min(rows.map { TextWidth.columns(display.printable($0.label)) }.max() ?? 0, width / 3)
    let room = max(1, width - labels - 3 - (rows.map(\.text.count).max() ?? 0))
    let lengths = rows.map { $0.length.isFinite ? Extent.clamped($0.length) : 0 }
    let (least, most) = (min(0, lengths.min() ?? 0), max(0, lengths.max() ?? 0))
    half = most / 2 - least / 2
    left = least < 0 && half > 0 ? max(1, Int((Double(room) * (-least / 2 / half)).rounded())) : 0
    right = room - left
  }

  /// The columns that the bar of [row] takes, below zero to the left.
  func length(_ row: BarPicture.Row) -> Double {
    guard half > 0, row.length.isFinite else { return 0 }
    return Extent.clamped(row.length) / 2 / half * Double(left + right)
  }
}
