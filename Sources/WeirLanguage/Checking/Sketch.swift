import WeirCatalog
import WeirEngine

/// What is known of a value before anything runs.
public indirect enum Sketch: Sendable, Equatable {
  case unknown
  /// The value itself.
  case constant(Value)
  /// Its kind only.
  case kind(Kind)
  /// A network, with the sizes of its inputs and outputs, and its layers by their identities, where they are known.
  case network(inputs: Int?, outputs: Int?, layers: [String]? = nil)
  /// A run, or solutions: what came of training a network like [network].
  case trained(Kind, network: Sketch)
  /// A dataset, with the size of a sample and the number of classes where they are known.
  case data(inputs: Int?, classes: Int?)
  /// A list whose items are all like [items].
  case list(items: Sketch)
  /// A record with exactly these labels.
  case record([RecordField])
  /// A function that takes [parameters].
  case function(name: String?, parameters: [Parameter])

  /// What is known of one labelled value of a record.
  public struct RecordField: Sendable, Equatable {
    /// The name in front of the colon.
    public let label: String
    /// What is known of the value.
    public let sketch: Sketch

    /// A labelled sketch.
    public init(_ label: String, _ sketch: Sketch) { (self.label, self.sketch) = (label, sketch) }
  }

  /// What [value] is known to be: for things that are `Sketched`, the sizes they state.
  public init(of value: Value) {
    if case .thing(let thing) = value {
      if let source = thing as? any DatasetSource {
        self = .data(inputs: source.inputs, classes: source.classes)
      } else {
        self = (thing as? any Sketched)?.sketch ?? .constant(value)
      }
    } else {
      self = .constant(value)
    }
  }

  /// The kind of the value; nil where it is not known.
  public var kind: Kind? {
    switch self {
    case .unknown: nil
    case .constant(let value): value.kind
    case .kind(let kind): kind
    case .network: Network.kind
    case .trained(let kind, _): kind
    case .data: Dataset.kind
    case .list: .list
    case .record: .record
    case .function: .function
    }
  }

  /// A network, or the one that was trained; nil where neither is known.
  var solution: Sketch? {
    switch self {
    case .network: self
    case .trained(_, let network): network
    case .unknown, .constant, .kind, .data, .list, .record, .function: nil
    }
  }

  /// What goes on from this: as much is known of it as of this, but for the value.
  var continued: Sketch {
    if case .trained = self { return self }
    return kind.map { .kind($0) } ?? .unknown
  }

  /// The value, where it is known.
  public var constant: Value? {
    guard case .constant(let value) = self else { return nil }
    return value
  }
}

/// A thing that tells the checker its sizes, so that what was made in an earlier cell is checked like
/// what is made in this one.
public protocol Sketched: Thing {
  /// Its sizes: `network(inputs:, outputs:, layers:)`, `trained(_:, network:)` or `data(inputs:, classes:)`.
  var sketch: Sketch { get }
}

/// A call of a builtin as the checker sees it: sketches in place of arguments.
public struct SketchedCall: Sendable {
  private let placed: [String: (position: Int, sketch: Sketch)]

  /// A call whose argument at each position is known to be for a setting.
  init(_ arguments: [(setting: String, sketch: Sketch)]) {
    var placed: [String: (position: Int, sketch: Sketch)] = [:]
    for (position, argument) in arguments.enumerated() where placed[argument.setting] == nil {
      placed[argument.setting] = (position, argument.sketch)
    }
    self.placed = placed
  }

  /// What is known of the argument for [setting]; `unknown` if none is given.
  public subscript(setting: String) -> Sketch { placed[setting]?.sketch ?? .unknown }

  /// The builtin as it is called, where all that it is given is known, but for what is [left] at its defaults
  /// because nothing hangs on it; nil where something is unknown.
  func assembled<B: Builtin>(_ type: B.Type, without left: Set<String>) -> B? {
    let given = placed.filter { !left.contains($0.key) }.map { setting, argument in
      (try? argument.sketch.constant?.argument).map { Given(setting, $0) }
    }
    let known = given.compactMap(\.self)
    return known.count == given.count ? try? B.assemble(known) : nil
  }

  /// The number given for [setting], where it is known.
  func number(_ setting: String) -> Double? {
    switch self[setting].constant {
    case .integer(let integer)?: Double(integer)
    case .number(let number)?: number
    case nil, .none?, .truth?, .text?, .list?, .record?, .range?, .function?, .entry?, .word?, .thing?: nil
    }
  }

  /// Refuses an argument for [setting] that is known to be of none of [kinds], which [expected] describes.
  func check(_ setting: String, isAmong kinds: [Kind], expected: String) throws(CallError) {
    guard let kind = self[setting].kind, !kinds.contains(kind), kind != .function else { return }
    throw CallError(
      .mismatch(setting: setting, expected: expected, found: "\(kind)"), position: placed[setting]?.position)
  }

  /// The error that two arguments do not fit together, with what to say beside each of them.
  public func mismatch(
    _ message: String, _ first: (setting: String, text: String), _ second: (setting: String, text: String)
  ) -> CallError {
    var error = CallError.failed(message)
    for (setting, text) in [first, second] {
      guard let position = placed[setting]?.position else { continue }
      error.position = error.position ?? position
      error.labels.append(CallError.Label(position, text))
    }
    return error
  }
}
