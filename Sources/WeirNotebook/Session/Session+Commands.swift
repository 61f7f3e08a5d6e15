import WeirCatalog
import WeirLanguage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

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
        let cut = Layout.cut(line, to: columns)
        return cut == line ? line : Layout.cut(line, to: columns - 3) + "..."
      })
  }

  func listHistory(containing part: String) {
    let entries = history.entries.dropLast().filter { part.isEmpty || $0.contains(part) }
    if entries.isEmpty { return say([part.isEmpty ? "nothing yet" : "nothing contains `\(part)`"]) }
    // Further lines of an entry are set off, so that it can be seen where the next one begins.
    say(entries.suffix(20).map { $0.replacing("\n", with: "\n  ") })
  }

  func measure(_ code: String) {
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

  func save(to path: String) {
    let texts = cells.compactMap(\.text)
    if texts.isEmpty { return complain("there is no cell to save yet") }
    let place: String
    do throws(CallError) { place = try interpreter.context.place(toWrite: path) } catch {
      return complain(error.message)
    }
    let text = texts.map { "# %%\n" + $0 + "\n" }.joined(separator: "\n")
    // A file that is there already may be somebody's work.
    let file = open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else {
      return complain("`\(path)` cannot be written: " + Self.problem)
    }
    Terminal.write(text, to: file)
    let isWritten = close(file) == 0
    guard isWritten else { return complain("`\(path)` is not whole: " + Self.problem) }
    say(["\(texts.count) cell\(texts.count == 1 ? "" : "s") in `\(path)`"])
  }

  func reset() {
    abandonLive()
    interpreter.reset()
    (number, cells, paused, lastRun, visit) = (1, [], nil, nil, nil)
  }

  /// The system's words for what went wrong last.
  private static var problem: String { String(cString: strerror(errno)).lowercased() }

  /// Writes lines to standard output.
  func say(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    console.print(lines.joined(separator: "\n") + "\n")
    console.finish()
  }
}
