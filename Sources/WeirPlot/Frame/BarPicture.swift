/// Horizontal bars from a common line, each with its label in front and its number behind: what
/// `bars` and `hist` draw.
struct BarPicture {
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

  func lines(on display: Display) -> [StyledLine] {
    let count = rows.count
    guard count <= most else {
      let half = most / 2
      let lines = BarPicture(rows: Array(rows.prefix(half) + rows.suffix(half)), title: title).lines(
        on: display)
      return Array(lines.dropLast(half)) + [StyledLine(String(display.alphabet.ellipsis))]
        + Array(lines.suffix(half))
        + Notes.lines(["\(Readable.count(count, "bar")), \(2 * half) drawn"], on: display)
    }
    let head = title.isEmpty ? [] : [StyledLine(display.fitted(title, to: Frame.width(on: display)))]
    guard !rows.isEmpty else { return head + [StyledLine("no values")] }
    let width = Frame.width(on: display)
    let labelWidth = min(rows.map { TextWidth.columns(display.printable($0.label)) }.max() ?? 0, width / 3)
    let textWidth = rows.map(\.text.count).max() ?? 0
    let room = max(1, width - labelWidth - 3 - textWidth)
    let lengths = rows.map { $0.length.isFinite ? Extent.clamped($0.length) : 0 }
    let (least, most) = (min(0, lengths.min() ?? 0), max(0, lengths.max() ?? 0))
    // Half of each, for the whole may be more than a Double holds.
    let unit = most / 2 - least / 2
    let left = least < 0 ? max(1, Int((Double(room) * (-least / 2 / unit)).rounded())) : 0
    return head
      + zip(rows, lengths).map { row, length in
        let share = unit > 0 ? length / 2 / unit : 0
        return line(row, share * Double(room), left: left, right: room - left, labelWidth, display)
      }
  }

  private func line(
    _ row: Row, _ length: Double, left: Int, right: Int, _ labelWidth: Int, _ display: Display
  ) -> StyledLine {
    let alphabet = display.alphabet
    let label = display.fitted(row.label, to: labelWidth)
    var line = StyledLine()
    line.pad(to: labelWidth - TextWidth.columns(label))
    line.append(label + " ")
    if left > 0 {
      let bar = alphabet.leftwardBar(length: min(Double(left), -length))
      line.pad(to: labelWidth + 1 + left - bar.count)
      line.append(bar, .fewer)
    }
    line.append(alphabet.vertical, .faint)
    if length > 0 { line.append(alphabet.bar(length: min(Double(right), length)), .series(0)) }
    let isStray = !row.length.isFinite
    line.append(isStray ? String(alphabet.notNumber) : "", .alarm)
    line.append(" " + row.text)
    return line
  }
}
