import WeirCatalog
import WeirEngine
import WeirLanguage

/// What a session knows of the training beside it.
struct LiveView {
  let training: LiveTraining
  /// Whether the name of the training stands for its run still.
  var hasName = true
  /// What else shall stand for its run at the end.
  var otherNames: [String] = []
  /// The number of the copy that was shown last.
  var shown = 0
  /// The step of the copy that the name stands for.
  var seen: Int?
  var region = TrainingRegion()
  let start = ContinuousClock.now
}

// A training that goes on while the person enters other things.
//
// The interpreter is used on this thread, or on another while this one waits; so that names change between two cells
// and never inside of one.
extension Session: Board {
  /// Goes on with the training that the cell [number] has begun; false if it has begun none.
  @discardableResult func beginLive(cell number: Int) -> Bool {
    guard let course = console.takeCourse() else { return false }
    take(course.name)
    notebook.noteTraining(course.name, ofCell: number)
    if let courseTaker {
      courseTaker(course, number)
    } else {
      live = LiveView(training: LiveTraining(course, cell: number, display: console.display))
    }
    return true
  }

  /// Lets the name of the training stand for what has come of it so far; false if Ctrl-C came first.
  func lookAtLive() -> Bool {
    guard let live else { return true }
    let training = live.training
    training.want()
    let isInterrupted = waiting { training.isWanted && !console.cancellation.isRequested }
    if training.current.isOver {
      say(concludeLive())
    } else if live.hasName {
      let run = training.current.run
      interpreter.bind(training.name, to: .thing(run))
      self.live?.seen = run.steps
    }
    return !isInterrupted
  }

  /// Waits until the training has ended, and says so unless [isSilent]; false if Ctrl-C came first, which pauses it.
  func waitForLive(isSilent: Bool = false) -> Bool {
    guard let training = live?.training else { return true }
    if !isSilent { console.note("waiting for `\(training.name)` to end; Ctrl-C pauses it") }
    let isInterrupted = waiting {
      if console.cancellation.isRequested { training.cancellation.request() }
      let view = training.current
      if !view.isOver { console.progress(view.progress) }
      return !view.isOver
    }
    say(concludeLive())
    return !isInterrupted
  }

  /// Whether a training goes on, which it is then complained of: [what] was not done on its account.
  func isTraining(_ what: String) -> Bool {
    guard let name = live?.training.name else { return false }
    complain("`\(name)` is training; Ctrl-C pauses it, `:wait` waits for its end: \(what)")
    return true
  }

  /// Waits until the training has ended, if there is one.
  func waitForEnd() {
    guard live != nil else { return complain("no training goes on") }
    _ = waitForLive()
  }

  /// Waits as long as [goesOn], which is asked whenever something has happened. Returns whether Ctrl-C came.
  private func waiting(while goesOn: () -> Bool) -> Bool {
    Signals.beginWork()
    defer {
      Signals.beginWork()
      console.finish()
    }
    return Signals.catchingStop {
      while goesOn() {
        if Terminal.wait(forKeys: false).wasPoked { suspendIfAsked() }
      }
      return console.cancellation.isRequested
    }
  }

  /// Stops the training, and forgets it.
  func abandonLive() {
    endLive()
    live = nil
  }

  /// Stops the training, and takes its run over, of which nothing is said.
  func stopLive() {
    endLive()
    _ = concludeLive()
  }

  /// Lets the training end with its step; a person who leaves does not wait for a long one.
  private func endLive() {
    guard let training = live?.training else { return }
    training.cancellation.request()
    let start = ContinuousClock.now
    while !training.current.isOver, start.duration(to: .now) < .seconds(2) {
      _ = Terminal.wait(forKeys: false, timeout: 100)
    }
  }

  /// The name of the training stands for another value if the last cell has bound it.
  func noteBindings() {
    guard let name = live?.training.name else { return }
    if interpreter.replaced.contains(where: { $0.name == name }) { live?.hasName = false }
  }

  /// Takes over the run of a training that has ended. Returns what there is to say.
  private func concludeLive() -> [String] {
    guard let live else { return [] }
    let (training, notes) = (live.training, live.training.takeNotes())
    let value = Value.thing(training.current.run)
    self.live = nil
    let names = (live.hasName ? [training.name] : []) + live.otherNames + ["_\(training.cell)"]
    for name in names { interpreter.bind(name, to: value) }
    let found = live.hasName ? (training.name, []) : freeName(for: value)
    take(found.0)
    record(trainingOf: training.cell, training.current.run, [found.0] + names)
    if let paused = PausedWork(value), paused.isPaused {
      notebook.place(of: training.cell).map {
        notebook.cells[$0].trace.pause = paused.pause(
          named: [found.0] + names.filter { $0 != found.0 && !$0.hasPrefix("_") })
      }
      return notes + found.1 + [paused.message(named: found.0)]
    }
    return notes + found.1 + [tag(training.cell) + " " + value.brief]
  }

  // MARK: - The board

  /// The picture of the training, and what it has said.
  public func news(rows: Int, columns: Int, again: Bool) -> News? {
    guard let training = live?.training else { return nil }
    let view = training.current
    guard view.count != live?.shown || again else { return nil }
    if view.isOver { return News(lines: concludeLive()) }
    live?.shown = view.count
    guard console.showsProgress, let start = live?.start else {
      return view.notes.isEmpty ? nil : News(lines: training.takeNotes())
    }
    var display = console.display
    (display.width, display.height) = (min(columns, display.width), rows)
    let picture = live?.region.rows(
      training.name, view, at: start.duration(to: .now), most: rows / 2, on: display)
    return News(lines: training.takeNotes(), region: picture ?? [])
  }

  /// Lets the next picture wait if this one has cost much.
  public func wasShown(in time: Duration) { live?.training.delay(by: time) }

  /// Lets the training stop behind its step.
  public func interrupt() -> Bool {
    // Whoever pauses it has thought better of leaving.
    asked = nil
    live?.training.cancellation.request()
    return live != nil
  }
}
