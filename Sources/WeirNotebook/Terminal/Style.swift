/// How a piece of typed text looks, in the sixteen colours that every theme defines.
public enum Style: UInt8, Sendable {
  case plain, keyword, number, text, comment, label, call, error, faint, prompt

  /// Switches from any style to this one.
  var begin: String {
    switch self {
    case .plain: "\u{1B}[0m"
    case .keyword: "\u{1B}[0;35m"
    case .number: "\u{1B}[0;36m"
    case .text: "\u{1B}[0;32m"
    case .comment, .faint: "\u{1B}[0;2m"
    case .label: "\u{1B}[0;33m"
    case .call: "\u{1B}[0;34m"
    case .error: "\u{1B}[0;31m"
    case .prompt: "\u{1B}[1;36m"
    }
  }
}
