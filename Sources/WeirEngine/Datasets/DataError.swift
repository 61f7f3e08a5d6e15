import WeirCatalog

/// Why data cannot be had or kept: facts, from which one sentence is made here.
public struct DataError: Error, Sendable, Equatable {
  /// Where in a file something is wrong.
  public enum Place: Sendable, Equatable {
    /// A byte of the file, counted from 0.
    case byte(Int)
    /// A byte of what the file unpacks to, counted from 0.
    case unpacked(Int)
    /// A line and a column in characters, both counted from 1.
    case line(Int, column: Int)
    /// A tensor, by its name.
    case tensor(String)
  }

  /// A tensor of a file.
  public struct Tensor: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// The lengths along its axes; nil where any would do.
    public let shape: [Int]?
  }

  /// What is wrong.
  public enum Reason: Sendable, Equatable {
    /// The files are in none of the folders, nor in their folders of the names it may have; the advice
    /// says how to get them.
    case missing(String, lookedIn: [String], names: [String], advice: String)
    /// The system refuses to read a file.
    case unreadable(file: String, why: String)
    /// The system refuses to write a file.
    case unwritable(file: String, why: String)
    /// A file holds something else than it should.
    case damaged(file: String, at: Place, expected: String, found: String)
    /// A file of tensors holds others than those of what it is for.
    case otherTensors(file: String, of: String, missing: [Tensor], unknown: [Tensor])
    /// A file holds a run or a path of another plan than the one it is to go on with.
    case otherPlan(file: String, fact: String, expected: String, found: String?)
    /// A number given by a person, row and column counted from 0, is not what it should be.
    case value(of: String, row: Int, column: Int?, expected: String, found: String)
    /// Anything else, as a sentence.
    case refused(String)
    /// Somebody wished it to stop.
    case cancelled
  }

  /// What is wrong.
  public let reason: Reason

  /// An error with its facts.
  public init(_ reason: Reason) { self.reason = reason }

  /// The sentence.
  public var message: String {
    switch reason {
    case .missing(let what, let folders, let names, let advice):
      "\(what) is in none of these folders, looked through for \(names.joined(separator: ", ")): "
        + folders.joined(separator: ", ") + "; " + advice
    case .unreadable(let file, let why): "\(file) cannot be read: \(why)"
    case .unwritable(let file, let why): "\(file) cannot be written: \(why)"
    case .damaged(let file, .byte(let offset), let expected, let found):
      "\(file), byte \(offset): expected \(expected), found \(found)"
    case .damaged(let file, .unpacked(let offset), let expected, let found):
      "\(file), byte \(offset) of what it unpacks to: expected \(expected), found \(found)"
    case .damaged(let file, .line(let line, let column), let expected, let found):
      "\(file), line \(line), column \(column): expected \(expected), found \(found)"
    case .damaged(let file, .tensor(let name), let expected, let found):
      "\(file), tensor \(Self.shown(name)): expected \(expected), found \(found)"
    case .otherTensors(let file, let what, let missing, []): "\(file) lacks \(Self.few(missing)) of \(what)"
    case .otherTensors(let file, let what, [], let unknown):
      "\(file) holds \(Self.few(unknown)), which \(what) does not have"
    case .otherTensors(let file, let what, let missing, let unknown):
      "\(file) lacks \(Self.few(missing)) of \(what), and holds \(Self.few(unknown)), which it does not have"
    case .otherPlan(let file, let fact, let expected, let found?):
      "\(file) holds what was begun by another plan: \(fact) is \(Self.shown(found)) there, but "
        + "\(Self.shown(expected)) here"
    case .otherPlan(let file, let fact, _, nil):
      "\(file) does not say what \(fact) was in its plan"
    case .value(let what, let row, let column?, let expected, let found):
      "row \(row), column \(column) of \(what): expected \(expected), found \(found)"
    case .value(let what, let row, nil, let expected, let found):
      "row \(row) of \(what): expected \(expected), found \(found)"
    case .refused(let sentence): sentence
    case .cancelled: "it was stopped"
    }
  }

  /// The first few of [tensors], and how many more there are.
  private static func few(_ tensors: [Tensor]) -> String {
    let some = tensors.prefix(4).map { tensor in
      shown(tensor.name) + (tensor.shape.map { " " + StoredTensor.text($0) } ?? "")
    }
    return some.joined(separator: ", ") + (tensors.count > 4 ? " and \(tensors.count - 4) more" : "")
  }

  /// A text of a file, which may hold anything: the beginning of a long one, without signs that would move the
  /// cursor.
  private static func shown(_ text: String) -> String {
    Notation.text(String(text.prefix(200))) + (text.count > 200 ? "…" : "")
  }
}
