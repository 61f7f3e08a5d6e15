import WeirCatalog
import WeirPlot

extension Value {
  /// The value as the prompt shows it: everything worth seeing, no line wider than [display]. What is
  /// left out is counted, with a word on how to see it.
  public func full(on display: Display) -> String {
    switch self {
    case .none, .truth, .integer, .number, .text, .range, .function, .word: return brief
    case .entry(let entry): return "\(entry.name): \(entry.summary) `?\(entry.name)` says more."
    case .list(let list): return Self.fitted("[", list.map(\.brief), "]", "items", display)
    case .record(let record): return Self.fitted("{", record.fields.map(\.brief), "}", "fields", display)
    case .thing(let chart as any Chart): return chart.render(on: display)
    case .thing(let shown as any Shown): return shown.full(on: display)
    case .thing: return brief
    }
  }

  /// [items] on one line if they fit, else on several, the middle left out if there are very many.
  private static func fitted(
    _ open: String, _ items: [String], _ close: String, _ noun: String, _ display: Display
  ) -> String {
    let line = open + items.joined(separator: ", ") + close
    if line.count <= display.width { return line }
    let (head, tail) = (Self.shownItems / 2, Self.shownItems / 4)
    let isCut = items.count > Self.shownItems
    let kept = isCut ? Array(items.prefix(head)) : items
    var lines = wrapped(kept.map { $0 + "," }, indent: 1, width: display.width)
    if isCut {
      lines.append(" … \(Notation.grouped(items.count - head - tail)) more \(noun); a slice shows them …")
      lines += wrapped(items.suffix(tail).map { $0 + "," }, indent: 1, width: display.width)
    }
    lines[0] = open + lines[0].dropFirst()
    lines[lines.count - 1] = lines[lines.count - 1].dropLast() + close
    return lines.joined(separator: "\n")
  }

  /// How many items of a long collection are shown.
  private static let shownItems = 200

  /// [words] in lines of at most [width], each item cut that is longer than a line.
  private static func wrapped(_ words: [String], indent: Int, width: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    let room = max(8, width - indent)
    var lines: [String] = []
    var line = ""
    for word in words {
      let word = word.count > room ? word.prefix(room - 2) + "…" + word.suffix(1) : Substring(word)
      if !line.isEmpty, line.count + 1 + word.count > room {
        lines.append(margin + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    lines.append(margin + line)
    return lines
  }
}
