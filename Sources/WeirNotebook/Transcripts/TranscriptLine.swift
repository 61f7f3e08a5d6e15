import WeirEngine
import WeirLanguage

/// One thing that happened in a session.
struct TranscriptLine: Equatable {
  /// What it was.
  enum Event: Equatable {
    /// A program was run as a whole: a script, or the person's own file of things to begin with.
    case program(file: String, source: String, Script.Showing?)
    /// A cell was run, which was entered, or is of the script [file].
    case cell(Int, source: String, file: String?)
    /// The paused run of a name went on, as a cell.
    case resumed(Int, name: String)
    /// The training that a cell began beside the prompt came to a step, and stood for names from then on.
    case training(Int, names: [String], step: Int, isPaused: Bool)
    /// The prompt was told something that changes names.
    case command(String)
  }

  let event: Event
  /// The name of the training that it began beside the prompt.
  var begins: String?
  /// The step of the training beside the prompt that it saw.
  var seen: Int?
  /// Where Ctrl-C stopped it.
  var stop: WorkCount?
  /// The status that a program ended with.
  var status: Int?
  /// What it wrote and showed, as text; nil where that is not to be compared.
  var output: String?
  /// Digests of what names stood for afterwards.
  var values: [JSON.Member] = []
}

extension TranscriptLine {
  /// The line as an object.
  var json: JSON {
    var members: [JSON.Member]
    switch event {
    case .program(let file, let source, let showing):
      members = [.init("program", .text(file)), .init("source", .text(source))]
      if let showing { members.append(.init("shows", .text(showing.rawValue))) }
    case .cell(let number, let source, let file):
      members = [.init("cell", .integer(number)), .init("source", .text(source))]
      if let file { members.append(.init("file", .text(file))) }
    case .resumed(let number, let name):
      members = [.init("cell", .integer(number)), .init("resumes", .text(name))]
    case .training(let cell, let names, let step, let isPaused):
      members = [
        .init("training", .integer(cell)), .init("names", .list(names.map { .text($0) })),
        .init("step", .integer(step)), .init("paused", .truth(isPaused)),
      ]
    case .command(let text): members = [.init("command", .text(text))]
    }
    func add(_ label: String, _ value: JSON?) {
      if let value { members.append(.init(label, value)) }
    }
    add("begins", begins.map { .text($0) })
    add("seen", seen.map { .integer($0) })
    add("stopped", stop.map { .list([.integer($0.work), .integer($0.step)]) })
    add("status", status.map { .integer($0) })
    add("output", output.map { .text($0) })
    if !values.isEmpty { add("values", .object(values)) }
    return .object(members)
  }

  /// The line that [json] is; nil if it is none.
  init?(_ json: JSON) {
    guard let event = Event(json) else { return nil }
    self.event = event
    (begins, seen) = (json["begins"]?.text, json["seen"]?.integer)
    if let stopped = json["stopped"] {
      guard let counts = stopped.items?.compactMap(\.integer), counts.count == 2 else { return nil }
      stop = WorkCount(work: counts[0], step: counts[1])
    }
    (status, output) = (json["status"]?.integer, json["output"]?.text)
    if case .object(let members)? = json["values"] { values = members }
  }
}

extension TranscriptLine.Event {
  fileprivate init?(_ json: JSON) {
    let (source, number) = (json["source"]?.text, json["cell"]?.integer)
    if let text = json["command"]?.text {
      self = .command(text)
    } else if let file = json["program"]?.text, let source {
      self = .program(file: file, source: source, json["shows"]?.text.flatMap(Script.Showing.init(rawValue:)))
    } else if let number, let name = json["resumes"]?.text {
      self = .resumed(number, name: name)
    } else if let number, let source {
      self = .cell(number, source: source, file: json["file"]?.text)
    } else if let cell = json["training"]?.integer, let step = json["step"]?.integer,
      let names = json["names"]?.items?.compactMap(\.text), case .truth(let isPaused)? = json["paused"]
    {
      self = .training(cell, names: names, step: step, isPaused: isPaused)
    } else {
      return nil
    }
  }
}
