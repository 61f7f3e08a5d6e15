import WeirCatalog
import WeirLanguage

// What the commands behind a colon do, but for help and resuming.
extension Session {
  func listNames() {
    let names = interpreter.variables
    if names.isEmpty { return say(["no names yet; `x = 1` makes one"]) }
    let (width, columns) = (names.map { Layout.width(of: $0.name) }.max() ?? 0, console.display.width)
    say(
      names.map { name, value in
        let gap = String(repeating: " ", count: width + 2 - Layout.width(of: name))
        let line = name + gap + String(value.brief.prefix(4 * columns))
        return Layout.shortened(line, to: columns)
      })
  }

  func listHistory(containing part: String) {
    let entries = history.entries.dropLast().filter { part.isEmpty || $0.contains(part) }
    if entries.isEmpty { return say([part.isEmpty ? "nothing yet" : "nothing contains `\(part)`"]) }
    // Further lines of an entry are set off, so that it can be seen where the next one begins.
    say(entries.suffix(20).map { $0.replacing("\n", with: "\n  ") })
  }

  func measure(_ code: String) {
    if trains(code), isTraining("the cell was not run") { return }
    let start = ContinuousClock.now
    runCell(code)
    if trains(code) { _ = waitForLive() }
    console.note("took " + Self.span(start.duration(to: .now)))
  }

  /// A span of time with three figures: `1.23 ms`.
  static func span(_ duration: Duration) -> String {
    let seconds = duration / .seconds(1)
    let units = [(1.0, "s"), (1e-3, "ms"), (1e-6, "us")]
    let (size, name) = units.first { seconds >= $0.0 } ?? (1e-6, "us")
    let value = seconds / size
    let decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2
    return Figures.fixed(value, decimals: decimals) + " " + name
  }

  func reset() {
    guard mayAbandon(.forgetting, by: "`:reset`") else { return }
    abandonLive()
    interpreter.reset()
    notebook.reset()
    atHand = []
    number = 1 + (notebook.cells.compactMap(\.number).max() ?? 0)
    record(command: ":reset", [])
  }

  /// Writes lines to standard output.
  func say(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    console.print(lines.joined(separator: "\n") + "\n")
    console.finish()
  }
}
