/// What is shown above the prompt while a person types: how work goes on that nobody waits for.
///
/// It is asked on the thread that reads, whenever that was woken; nothing else is shown meanwhile.
public protocol Board: AnyObject {
  /// What has changed since the last call, for a screen of such a size; nil for nothing. All there is, if what was
  /// shown is gone and has to be shown [again].
  func news(rows: Int, columns: Int, again: Bool) -> News?
  /// The news took so long to make and to show.
  func wasShown(in time: Duration)
  /// Stops the work, if there is any; false if there is none.
  func interrupt() -> Bool
}

/// News on a board.
public struct News {
  /// What is said once, and stays.
  var lines: [String]
  /// What stands above the prompt until the next news: none is wider than the screen.
  var region: [String]

  /// So many lines, and a region.
  public init(lines: [String] = [], region: [String] = []) { (self.lines, self.region) = (lines, region) }
}
