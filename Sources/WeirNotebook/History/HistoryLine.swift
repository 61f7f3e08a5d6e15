import WeirEngine

/// One entry of the history as a line of JSON: `{"time":1750000000,"text":"net = mlp([2, 2])"}`.
///
/// The reader takes any object that has a `text`; what else later versions add, it skips.
struct HistoryLine: Equatable {
  /// When it was entered, in seconds since 1970.
  var time: Int
  /// What was entered; may hold newlines.
  var text: String

  /// The line, without a newline at its end or inside.
  var json: String {
    JSON.object([.init("time", .integer(time)), .init("text", .text(text))]).line
  }

  init(time: Int, text: String) { (self.time, self.text) = (time, text) }

  /// The entry in [line], or nil if that is no such object: torn off by a crash, or somebody else's.
  init?(json line: some Sequence<UInt8>) {
    guard let object = try? JSON(Array(line)), case .text(let text)? = object["text"] else { return nil }
    self.text = text
    switch object["time"] {
    case .integer(let seconds): time = seconds
    case .number(let seconds): time = Int(exactly: seconds.rounded()) ?? 0
    case .null, .truth, .text, .list, .object, nil: time = 0
    }
  }
}
