import WeirEngine

/// A training that can go on while the person enters other things: all is checked, and what is left are its steps.
public struct Course: Sendable {
  /// The name that its run is bound to.
  public let name: String
  /// The run as it begins.
  public let run: Run
  private let context: Context

  /// The further steps of [run], to be bound to [name].
  init(_ run: Run, name: String, _ context: Context) {
    (self.name, self.run) = (name, run)
    var context = context
    context.bound = nil
    self.context = context
  }

  /// The run at its end, or where [host] wishes it to stop; [host] is told what happens on the way.
  public func go(on host: any Host) -> Run { go(from: run, on: host) }

  /// [run], which is the course's at some step, at its end, behind step [target], or where [host] wishes it to stop.
  public func go(from run: Run, to target: Int? = nil, on host: any Host) -> Run {
    var context = context
    context.host = host
    return Training.go(run, to: target, context)
  }
}

/// A builtin that goes on with a training, so that at the prompt a cell with it waits for the training that is on.
protocol Trains: Builtin {}

/// Whether [text] calls something that trains.
public func trains(_ text: String) -> Bool {
  let tokens = Lexer.tokens(of: SourceText(name: "", text: text)).list
  return zip(tokens, tokens.dropFirst()).contains { token, next in
    guard case .name(let name) = token.kind, next.kind == .symbol(.openParenthesis) else { return false }
    return builtinTypes[name] is any Trains.Type
  }
}
