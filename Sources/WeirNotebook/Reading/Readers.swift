import CEditline

/// Which reader suits where the input comes from.
public enum Readers {
  /// The editor where the person sits at a terminal that can be edited on; else the plain reader, with a
  /// prompt on standard error if a person is there at all.
  public static func suited(
    to assistant: any Assistant, history: History, output: Abilities, isInteractive: Bool
  ) -> any LineReader {
    if isInteractive, output.canMoveCursor,
      let editor = EditReader(assistant: assistant, history: history, isColoured: output.display.isColoured)
    {
      return editor
    }
    return PlainReader(assistant: assistant, isTyped: isInteractive)
  }
}
