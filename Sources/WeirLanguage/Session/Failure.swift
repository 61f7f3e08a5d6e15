/// Why a program did not reach its end.
public enum Failure: Error, Sendable {
  /// It is wrong, or did something wrong; there is at least one.
  case diagnostics([Diagnostic])
  /// An `expect` was not met.
  case unmet(Diagnostic)
  /// Somebody wished it to stop.
  case interrupted

  /// What to tell the person, in the order of places; nothing for an interruption.
  public var diagnostics: [Diagnostic] {
    switch self {
    case .diagnostics(let diagnostics): diagnostics
    case .unmet(let diagnostic): [diagnostic]
    case .interrupted: []
    }
  }

  /// The status that a command ends with.
  public var status: Int32 {
    switch self {
    case .diagnostics: 1
    case .unmet: 3
    case .interrupted: 130
    }
  }

  init(_ unwind: Unwind) {
    switch unwind {
    case .fault(let fault): self = .diagnostics([fault.diagnostic])
    case .unmet(let fault): self = .unmet(fault.diagnostic)
    case .interrupted: self = .interrupted
    case .breakLoop, .continueLoop, .returnValue:
      preconditionFailure("the resolver lets no jump leave its loop or function")
    }
  }
}
