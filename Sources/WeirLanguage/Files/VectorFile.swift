import WeirCatalog
import WeirEngine
import WeirPlot

/// SVG: plots, in vectors.
enum VectorFile: FileFormat {
  static let ending = "svg"
  static let isForLoading = false

  static func holds(_ value: Value) -> Bool { value.chart != nil }

  static func write(_ value: Value, to path: String, _ context: Context) throws {
    try StoredText(value.chart?.svg ?? "").write(to: path)
  }
}

/// Text: the sentence that says what a plot shows.
enum SentenceFile: FileFormat {
  static let ending = "txt"
  static let isForLoading = false

  static func holds(_ value: Value) -> Bool { value.chart != nil }

  static func write(_ value: Value, to path: String, _ context: Context) throws {
    try StoredText((value.chart?.sentence ?? "") + "\n").write(to: path)
  }
}
