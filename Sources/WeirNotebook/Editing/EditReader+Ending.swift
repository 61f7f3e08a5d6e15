import CEditline
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// The keys that end a read, or leave the editor for a while.
extension EditReader {
  func enter() -> Key.Reply {
    let text = String(buffer.text)
    if assistant.wantsMore(after: text) { return insertNewline() }
    finish(.text(text))
    return .finished
  }

  func drop() -> Key.Reply {
    if buffer.text.isEmpty, let board, board.interrupt() { return .nothing }
    finish(.interrupt, suffix: "^C")
    return .finished
  }

  func leave() -> Key.Reply {
    guard buffer.text.isEmpty else { return deleteRight() }
    finish(.end)
    return .finished
  }

  private func finish(_ outcome: Input, suffix: String = "") {
    self.outcome = outcome
    // Once more in colour, since keys that came in one go have not been painted; and without what
    // shall not stay.
    footer = []
    screen.dropRegion(content())
    screen.paint(content())
    screen.commit(suffix: suffix)
  }

  /// Stops the whole process *group*, as the terminal itself would have done: a script that wraps this
  /// program would otherwise wait for it, and the shell for the script.
  func suspend() -> Key.Reply {
    footer = []
    screen.dropRegion(content())
    screen.paint(content())
    screen.commit()
    withTerminalRestored { kill(0, SIGTSTP) }
    // Also if nobody controls jobs here and nothing has stopped us, the text is to be drawn again.
    Signals.continued.store(true, ordering: .relaxed)
    return .nothing
  }

  /// libedit's own would leave the colours out.
  func clear() -> Key.Reply {
    Terminal.write(Escape.clearScreen)
    Signals.continued.store(true, ordering: .relaxed)
    return .nothing
  }
}
