import WeirCatalog
import WeirEngine
import WeirPlot

/// Where a program runs: what it may write to, and who may stop it. The command line, the prompt and
/// the tests each have their own.
public protocol Host: AnyObject, Sendable {
  /// Writes [text] to standard output, as it is: nothing is added to it.
  func print(_ text: String)
  /// Shows [value] in full, as the prompt does, on a line of its own.
  func show(_ value: Value)
  /// Tells the person something that is not a result: a line on standard error.
  func note(_ line: String)
  /// Shows [state] as how far long work has come, in place of the last one; nil takes it away. Cheap
  /// enough to call after every step: most calls show nothing.
  func progress(_ state: Progress?)
  /// Goes on with [course] while the program ends and the person enters other things; false, with nothing done, where
  /// that cannot be. The name of the course is bound to its run as it begins.
  func goOn(with course: Course) -> Bool
  /// Takes note that [run] has been paused, for a person to go on with.
  func paused(_ run: Value)
  /// The wish to stop.
  var cancellation: Cancellation { get }
  /// Where standard output is shown.
  var display: Display { get }
  /// Whether a person sits at a prompt and may go on after an interruption.
  var isInteractive: Bool { get }
}

extension Host {
  /// Writes it.
  public func show(_ value: Value) { print(value.full(on: display) + "\n") }
  /// Shows nothing.
  public func progress(_ state: Progress?) {}
  /// Goes on with nothing.
  public func goOn(with course: Course) -> Bool { false }
  /// Takes no note.
  public func paused(_ run: Value) {}
}

/// A value of work that can be stopped between two steps, and goes on by `resume` to the same bits.
public protocol Pausable: Thing {
  /// Whether there is something left to do.
  var isPaused: Bool { get }
  /// Steps done, and to be done in all.
  var progress: (done: Int, all: Int) { get }
  /// The member by which one looks at what has come of it so far, and what that is.
  var outcome: (member: String, meaning: String) { get }
}

/// How far long work has come.
public struct Progress: Sendable {
  /// Which part of the work this is, where there are several.
  public var part: String?
  /// Steps done, of the run as a whole.
  public var step: Int
  /// Steps to do, of the run as a whole.
  public var steps: Int
  /// Samples seen since the work at hand began: what the speed is reckoned by.
  public var samples: Int
  /// What was observed last, by its name: `loss`, `accuracy`, `EGF`.
  public var readings: [(name: String, value: Double)]
  /// What is counted besides steps, by its name: `running`, `failed`.
  public var counts: [(name: String, count: Int)] = []
  /// What is counted: steps, or the cells of a study.
  public var unit = "step"
  /// The seconds that are left, where whoever works can tell better than by the speed so far.
  public var secondsLeft: Double?
  /// What has come of it so far, if it is a training. Whoever keeps it makes the next step copy what it changes.
  public var run: Run?

  /// The state after [step] of [steps] steps.
  public init(
    part: String? = nil, step: Int, steps: Int, samples: Int = 0,
    readings: [(name: String, value: Double)] = [], run: Run? = nil
  ) {
    (self.step, self.steps, self.samples, self.readings) = (step, steps, samples, readings)
    (self.part, self.run) = (part, run)
  }
}
