import Synchronization
import WeirEngine
import WeirLanguage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// How far a piece of work is, in one row that is written over, or in lines now and then.
extension Console {
  /// Shows [progress] on the last row of the terminal; where that cannot be, as a line every ten seconds.
  public func progress(_ progress: Progress?) {
    count(progress)
    if let listener { return listener.progress(progress) }
    guard showsProgress else { return logProgress(progress) }
    state.withLock { state in
      guard let progress else { return Self.endProgress(&state) }
      let now = start.duration(to: .now)
      var line = state.progress ?? ProgressLine()
      // With room for the `^C` that some terminals show behind it.
      let text = line.line(for: progress, at: now, width: (errorWidth ?? errors.display.width) - 3)
      state.progress = line
      guard let text, !state.isMidLine else { return }
      state.isShowingProgress = true
      Terminal.write("\r" + text + Escape.eraseToEndOfRow, to: STDERR_FILENO)
    }
  }

  private func logProgress(_ progress: Progress?) {
    guard !isQuiet else { return }
    let text = state.withLock { state -> String? in
      guard let progress else {
        state.progress = nil
        return nil
      }
      let now = start.duration(to: .now)
      guard state.progress != nil else {
        state.progress = ProgressLine(interval: .seconds(10))
        state.progress?.begin(with: progress, at: now)
        return nil
      }
      return state.progress?.line(for: progress, at: now, width: .max)
    }
    if let text { note(text) }
  }

  /// Takes the progress line away, until there is something new to show.
  func hideProgress() { state.withLock { Self.eraseProgress(&$0) } }

  static func endProgress(_ state: inout State) {
    eraseProgress(&state)
    state.progress = nil
  }

  static func eraseProgress(_ state: inout State) {
    guard state.isShowingProgress else { return }
    state.isShowingProgress = false
    Terminal.write("\r" + Escape.eraseToEndOfRow, to: STDERR_FILENO)
  }
}
