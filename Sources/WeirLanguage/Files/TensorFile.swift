import WeirCatalog
import WeirEngine

/// A thing that is kept in files of tensors.
protocol SavedAsTensors: Thing {
  /// Its tensors, with [labels] and what else is to be known of them.
  func tensors(_ labels: [(String, String)], _ context: Context) throws -> SafetensorsWriter
  /// The thing in a file that says it holds one.
  static func read(_ file: borrowing SafetensorsFile, _ context: Context) throws -> Value
}

/// All kinds of things that are kept in files of tensors.
private let thingsOfTensors: [any SavedAsTensors.Type] = [
  Network.self, Mask.self, Run.self, Dataset.self, Path.self,
]

/// Safetensors: networks, under the names that PyTorch gives their parameters, masks, runs, paths and datasets.
enum TensorFile: FileFormat {
  static let ending = "safetensors"
  /// What Weir adds to the texts of a file: what is in it, and in which version of its own format.
  private static let (kindLabel, versionLabel, version) = ("weir.kind", "weir.version", "1")

  static func holds(_ value: Value) -> Bool {
    guard case .thing(let thing) = value else { return false }
    return thing is any SavedAsTensors
  }

  static func write(_ value: Value, to path: String, _ context: Context) throws {
    guard case .thing(let thing) = value, let saved = thing as? any SavedAsTensors else {
      preconditionFailure("\(value.found) is not kept in tensors")
    }
    try saved.tensors(labels(of: value.kind), context).write(to: path)
  }

  /// What a file says of itself that holds a thing of [kind].
  static func labels(of kind: Kind) -> [(String, String)] {
    // Other programs look for the format that the tensors follow: that of PyTorch.
    [("format", "pt"), (kindLabel, kind.name), (versionLabel, version)]
  }

  static func read(_ path: String, _ context: Context) throws -> Value {
    let file = try open(path)
    if let type = thingsOfTensors.first(where: { $0.kind.name == file.metadata[kindLabel] }) {
      return try type.read(file, context)
    }
    throw CallError.failed(
      "\(path) does not say to which network its tensors belong",
      suggestion: "give the network by `into: net`")
  }

  static func read(_ path: String, into target: LoadTarget, _ context: Context) throws -> Value {
    let file = try open(path)
    switch target {
    case .network(let network): return .thing(try network.reading(file))
    case .run(let run):
      try check(file, holds: Run.kind)
      return .thing(try run.reading(file))
    case .path(let path):
      try check(file, holds: Path.kind)
      return .thing(try path.reading(file))
    }
  }

  /// Refuses [file] if it says that it holds something else than a thing of [kind].
  private static func check(_ file: borrowing SafetensorsFile, holds kind: Kind) throws(CallError) {
    guard let found = file.metadata[kindLabel], found != kind.name else { return }
    throw .failed("\(file.path) holds \(Kind(found)), not \(kind)")
  }

  private static func open(_ path: String) throws -> SafetensorsFile {
    let file = try SafetensorsFile(path)
    if let found = file.metadata[versionLabel], found != version {
      throw CallError.failed(
        "\(path) was written by another version of Weir, in format \(Notation.text(found)), not \(version)")
    }
    return file
  }
}

/// What a file is loaded into.
enum LoadTarget: Sendable {
  case network(Network)
  /// A run, of which only the plan counts.
  case run(Run)
  /// A path, of which only the plan counts.
  case path(Path)

  /// The conversion that accepts all of them.
  static let conversion = {
    let expected = "\(Network.kind), \(Run.kind) or \(Path.kind)"
    return Conversion<LoadTarget>(
      expected: expected,
      read: { (argument: Argument) throws(CallError) -> LoadTarget in
        switch argument {
        case .thing(let network as Network): return .network(network)
        case .thing(let run as Run): return .run(run)
        case .thing(let path as Path): return .path(path)
        case .none, .truth, .integer, .number, .text, .list, .record, .thing:
          throw CallError(.mismatch(setting: nil, expected: expected, found: argument.found))
        }
      },
      show: { _ in nil })
  }()
}
