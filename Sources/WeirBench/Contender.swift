import Foundation

/// What a side answers to `run N`.
struct Answer: Codable {
  var name: String
  var threads: Int
  var millisecondsPerStep: Double
  var peakBytes: Int
  var residentBytes: Int

  enum CodingKeys: String, CodingKey {
    case name, threads
    case millisecondsPerStep = "ms_per_step"
    case peakBytes = "peak_bytes"
    case residentBytes = "resident_bytes"
  }
}

/// A side that ended or answered something else.
struct ContenderError: Error, CustomStringConvertible {
  var command: [String]
  var answer: String
  var description: String {
    let said = answer.isEmpty ? "ended without an answer" : "answered `\(answer)`"
    return "`\(command.joined(separator: " "))` \(said), where a line of JSON was expected."
  }
}

/// One side of a comparison: a process of its own that keeps its network between rounds, so that rounds
/// alternate without the cost of starting.
final class Contender {
  private let command: [String]
  private let process = Process()
  private let requests = Pipe()
  private let answers = Pipe()
  private var unread = Data()

  /// Starts the side; [command] is its program and the arguments.
  init(_ command: [String]) throws {
    self.command = command
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.standardInput = requests
    process.standardOutput = answers
    try process.run()
  }

  /// Has the side run so many steps; returns what it measured.
  func run(steps: Int) throws -> Answer {
    try requests.fileHandleForWriting.write(contentsOf: Data("run \(steps)\n".utf8))
    let line = nextLine()
    guard let answer = try? JSONDecoder().decode(Answer.self, from: line) else {
      throw ContenderError(command: command, answer: String(decoding: line, as: UTF8.self))
    }
    return answer
  }

  /// How the side is measured once: by as many steps as fill the time, which its first ones tell. It waits first, for
  /// threads of the side in front may spin for a while when they have nothing left to do, and slow down two of ours.
  func turns(filling milliseconds: Double) throws -> () throws -> (name: String, value: Double) {
    _ = try run(steps: 10)
    let warm = try run(steps: 10).millisecondsPerStep
    let steps = max(5, Int(milliseconds / warm))
    return {
      Thread.sleep(forTimeInterval: 0.25)
      let answer = try self.run(steps: steps)
      return (answer.name, answer.millisecondsPerStep)
    }
  }

  /// Ends the side, which stops at the end of its input.
  func finish() {
    try? requests.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  private func nextLine() -> Data {
    let newline = UInt8(ascii: "\n")
    while !unread.contains(newline) {
      let more = answers.fileHandleForReading.availableData
      if more.isEmpty { break }
      unread.append(more)
    }
    let line = unread.prefix { $0 != newline }
    unread = Data(unread.dropFirst(line.count + 1))
    return Data(line)
  }
}
