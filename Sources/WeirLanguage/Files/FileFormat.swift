import WeirCatalog

/// A format in which values are kept in files, chosen by the ending of the file's name.
protocol FileFormat: Sendable {
  /// The ending, in lower case, without the point.
  static var ending: String { get }
  /// Whether what was saved can be loaded again.
  static var isForLoading: Bool { get }
  /// Whether [value] can be kept so.
  static func holds(_ value: Value) -> Bool
  /// Writes [value], which it holds, to the file at [path]. Errors: whatever the value or the system refuses.
  static func write(_ value: Value, to path: String, _ context: Context) throws
  /// The value in the file at [path]. Errors: whatever is wrong with it.
  static func read(_ path: String, _ context: Context) throws -> Value
  /// The value [target] with what the file at [path] has for it. Errors: whatever is wrong with it.
  static func read(_ path: String, into target: LoadTarget, _ context: Context) throws -> Value
}

extension FileFormat {
  /// Most formats are for keeping.
  static var isForLoading: Bool { true }

  /// What is not for loading is refused by its ending, before it is read.
  static func read(_ path: String, _ context: Context) throws -> Value {
    throw CallError.failed("a file that ends in .\(ending) is not for loading")
  }

  /// Most formats hold values as a whole.
  static func read(_ path: String, into target: LoadTarget, _ context: Context) throws -> Value {
    throw CallError.failed("a file that ends in .\(ending) cannot be loaded into anything; leave `into` out")
  }
}

/// All formats, in the order in which they are listed to people.
let fileFormats: [any FileFormat.Type] = [
  TensorFile.self, VectorFile.self, CSVFile.self, JSONFile.self, SentenceFile.self,
]

extension FileFormat {
  fileprivate static func matches(_ path: String) -> Bool { path.lowercased().hasSuffix("." + ending) }
}

/// Which format a file has.
enum FileFormats {
  /// The format in which to save [value] at [path]. Errors: an ending that says none of those that [value] can be
  /// kept in.
  static func format(of path: String, for value: Value) throws(CallError) -> any FileFormat.Type {
    let possible = fileFormats.filter { $0.holds(value) }
    if let format = possible.first(where: { $0.matches(path) }) { return format }
    guard !possible.isEmpty else { throw .failed("\(value.found) cannot be saved in a file") }
    throw .failed(
      "\(value.found) can be saved in a file whose name ends in \(endings(of: possible)), "
        + "but not in \(Notation.text(path))")
  }

  /// The format of the file at [path]. Errors: an ending that says none.
  static func format(of path: String) throws(CallError) -> any FileFormat.Type {
    let possible = fileFormats.filter { $0.isForLoading }
    if let format = possible.first(where: { $0.matches(path) }) { return format }
    throw .failed(
      "a file to load must have a name that ends in \(endings(of: possible)), but this is \(Notation.text(path))"
    )
  }

  private static func endings(of formats: [any FileFormat.Type]) -> String {
    formats.map { ".\($0.ending)" }.joined(separator: " or ")
  }
}
