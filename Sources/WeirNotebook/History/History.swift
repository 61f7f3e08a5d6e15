/// What was entered, oldest first: in this session, in earlier ones, and in those at other prompts.
///
/// A class, since the session and its editor have the same one.
public final class History {
  private(set) var entries: [String] = []
  private var file: HistoryFile?

  /// The history kept at [path]; without one, it lasts as long as the session.
  public init(path: String?) {
    file = path.map(HistoryFile.init)
    refresh()
  }

  /// Takes in what other sessions have added meanwhile.
  func refresh() {
    for entry in file?.newEntries() ?? [] { remember(entry.text) }
  }

  /// Keeps [text], entered at [time]; unless it repeats the entry before, or begins with a space,
  /// which is how one hides a line.
  func append(_ text: String, at time: Int) {
    guard text.first != " ", !text.isEmpty, text != entries.last else { return }
    guard let file, file.append(HistoryLine(time: time, text: text)) else { return remember(text) }
    refresh()
  }

  /// Offers [texts] to whoever walks back, as if they had been entered; only in this session.
  func offer(_ texts: [String]) { texts.forEach(remember) }

  private func remember(_ text: String) {
    if !text.isEmpty, text != entries.last { entries.append(text) }
  }

  /// Where the history is kept: where `WEIR_HISTORY` says, and nowhere if that is empty; else in the
  /// user's folder for what programs remember, if there is one.
  public static func path(environment: (String) -> String?) -> String? {
    if let chosen = environment("WEIR_HISTORY") { return chosen.isEmpty ? nil : chosen }
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      return state + "/weir/history.jsonl"
    }
    guard let home = environment("HOME"), !home.isEmpty else { return nil }
    #if canImport(Darwin)
      return home + "/Library/Application Support/weir/history.jsonl"
    #else
      return home + "/.local/state/weir/history.jsonl"
    #endif
  }
}
