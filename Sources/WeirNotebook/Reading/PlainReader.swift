#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Reads from pipes and from terminals without abilities: whole lines and no control sequence at all.
///
/// libedit is not even set up for these. It complains to the user about a terminal it does not know,
/// and writes the prompt's colours even to one that calls itself dumb.
public final class PlainReader: LineReader {
  private let assistant: any Assistant
  /// Whether a person types what is read.
  public let isTyped: Bool
  private var bytes: [UInt8] = []

  /// A reader of standard input, which a person types if it [isTyped]; that one sees the prompts.
  public init(assistant: any Assistant, isTyped: Bool) {
    (self.assistant, self.isTyped) = (assistant, isTyped)
  }

  /// Writes a prompt for a person to see, where there is one.
  private func prompt(_ text: String) { if isTyped { Terminal.write(text, to: STDERR_FILENO) } }

  /// Reads lines until they make a complete cell.
  public func read(cell number: Int) -> Input {
    prompt(Prompt.text(cell: number))
    var block = ""
    while true {
      switch line() {
      case .text(let line):
        block += block.isEmpty ? line : "\n" + line
        guard assistant.wantsMore(after: block) else { return .text(block) }
        prompt(Prompt.continuation(cell: number))
      case .interrupt:
        prompt("\n")
        return .interrupt
      case .end:
        // What comes next begins a line of its own.
        prompt("\n")
        return block.isEmpty ? .end : .text(block)
      }
    }
  }

  private func line() -> Input {
    while true {
      if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
        defer { bytes.removeFirst(end + 1) }
        return .text(String(decoding: bytes[..<end], as: UTF8.self))
      }
      let event = Terminal.wait(forKeys: true)
      if Signals.ending.load(ordering: .relaxed) != 0 { return .end }
      if Signals.cancellation.isRequested {
        Signals.cancellation.reset()
        bytes = []
        return .interrupt
      }
      guard event.hasKeys else { continue }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = Self.read(&chunk)
      if count > 0 { bytes += chunk[..<count] }
      if count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN) {
        defer { bytes = [] }
        return bytes.isEmpty ? .end : .text(String(decoding: bytes, as: UTF8.self))
      }
    }
  }

  private static func read(_ chunk: inout [UInt8]) -> Int {
    #if canImport(Darwin)
      return Darwin.read(STDIN_FILENO, &chunk, chunk.count)
    #else
      return Glibc.read(STDIN_FILENO, &chunk, chunk.count)
    #endif
  }
}
