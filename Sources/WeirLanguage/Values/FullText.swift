import WeirCatalog
import WeirPlot

extension Value {
  /// The value as the prompt shows it, perhaps of several lines, none wider than [display] if that can
  /// be helped. Long lists are cut in the middle, and say how much was left out.
  public func full(on display: Display) -> String {
    switch self {
    case .list(let list): ListText(display).text(list)
    case .record(let record): ListText(display).text(record)
    case .thing(let chart as any Chart): chart.render(on: display)
    case .thing(let thing as any Shown): thing.full(on: display)
    case .none, .truth, .integer, .number, .text, .range, .function, .word, .entry, .thing: brief
    }
  }
}

/// How lists and records are spread over lines.
private struct ListText {
  let width: Int
  /// How many lines are shown of one that has more.
  let rows: Int

  init(_ display: Display) {
    width = max(20, display.width)
    rows = max(6, display.height / 2)
  }

  func text(_ list: List) -> String {
    // A glance at the first few tells how much room an item takes; the rest may be a million.
    let few = list.prefix(width).map(\.brief)
    if few.count == list.count, let line = oneLine(few, "[", "]") { return line }
    let widest = few.map { TextWidth.columns($0) }.max() ?? 0
    let perLine = max(1, (width - 2) / (widest + 2))
    return perLine == 1 ? column(list) : grid(list, perLine)
  }

  func text(_ record: Record) -> String {
    let fields = record.fields.map(\.brief)
    if let line = oneLine(fields, "{", "}") { return line }
    return "{" + fields.map { cut($0) }.joined(separator: ",\n ") + "}"
  }

  private func oneLine(_ items: [String], _ open: String, _ close: String) -> String? {
    let line = open + items.joined(separator: ", ") + close
    return TextWidth.columns(line) <= width ? line : nil
  }

  /// One item on each line.
  private func column(_ list: List) -> String {
    lines(list.count, perLine: 1) { cut(list[$0.lowerBound].brief) }
  }

  /// As many items on each line as fit.
  private func grid(_ list: List, _ perLine: Int) -> String {
    lines(list.count, perLine: perLine) { places in
      list.items[places].map(\.brief).joined(separator: ", ")
    }
  }

  /// The lines of [count] items, without those in the middle if there are too many.
  private func lines(_ count: Int, perLine: Int, _ line: (Range<Int>) -> String) -> String {
    let total = (count + perLine - 1) / perLine
    func row(_ index: Int) -> String { line((index * perLine)..<min(count, (index + 1) * perLine)) }
    guard total > rows else { return "[" + (0..<total).map(row).joined(separator: ",\n ") + "]" }
    let head = rows * 2 / 3
    let tail = rows - head - 1
    let hidden = (total - head - tail) * perLine
    let shown =
      (0..<head).map(row) + ["... \(Notation.grouped(hidden)) more ..."] + ((total - tail)..<total).map(row)
    return "[" + shown.joined(separator: ",\n ") + "]"
  }

  private func cut(_ text: String) -> String {
    guard TextWidth.columns(text) > width - 2 else { return text }
    return String(text.prefix(width - 5)) + "..."
  }
}
