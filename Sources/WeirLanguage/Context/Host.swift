import WeirEngine
import WeirPlot

/// Where a program runs: what it may write to, and who may stop it. The command line, the prompt and
/// the tests each have their own.
public protocol Host: AnyObject, Sendable {
  /// Writes [text] to standard output, as it is: nothing is added to it.
  func print(_ text: String)
  /// Tells the person something that is not a result: a line on standard error.
  func note(_ line: String)
  /// Shows [line] as the present state of long work, in place of the last one; nil takes it away.
  func progress(_ line: String?)
  /// The wish to stop.
  var cancellation: Cancellation { get }
  /// Where standard output is shown.
  var display: Display { get }
  /// Whether a person sits at a prompt and may go on after an interruption.
  var isInteractive: Bool { get }
}
