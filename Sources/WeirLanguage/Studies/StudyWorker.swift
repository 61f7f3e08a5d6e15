import WeirCatalog
import WeirEngine
import WeirPlot

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A process that runs cells of a study for another one.
///
/// It says `ready` when it has read the work, or `unfit` and why it cannot. Then it reads lines, `17` or `17 again`,
/// and answers each, `17 done` or `17 taken`. When the other end of its standard input is closed it ends at once, in the
/// middle of a cell too: records are written whole or not at all.
public struct StudyWorker: Sendable {
  private let folder: StudyFolder
  private let work: String
  private let context: Context

  /// A worker for the piece of work called [work] in the study's [folder].
  public init(folder: String, work: String, _ context: Context) {
    (self.folder, self.work, self.context) = (StudyFolder(folder), work, context)
  }

  /// What is to be done, as `WorkOrder` wrote it.
  private func read() throws -> StudyWork { try WorkOrder.read(work, in: folder, context) }

  /// Does what it is asked for by standard input. Returns the exit status.
  public func serve() -> Int32 {
    // An exit by whoever watches is the usual end.
    Threads.start {
      while true {
        var end = pollfd(fd: STDIN_FILENO, events: 0, revents: 0)
        if poll(&end, 1, -1) > 0 { _exit(0) }
      }
    }
    return LargeStack.run {
      let work: StudyWork
      do { work = try read() } catch {
        say("unfit " + StudyWork.text(of: error))
        return 1
      }
      say("ready")
      while let line = readLine() {
        let words = line.split(separator: " ")
        guard let first = words.first, let number = Int(first), work.design.cells.indices.contains(number)
        else {
          return 1
        }
        do {
          let outcome = try work.perform(number, again: words.dropFirst().first == "again")
          say("\(number) \(outcome.rawValue)")
        } catch {
          say("unfit " + StudyWork.text(of: error))
          return 1
        }
      }
      return 0
    }
  }

  /// Runs every cell that has no record and that nobody is at. Returns the exit status.
  public func runAll() -> Int32 {
    LargeStack.run {
      do {
        let work = try read()
        let missing = work.design.cells.indices.filter { !work.folder.has(work.design.cells[$0].identity) }
        for number in missing { _ = try work.perform(number, again: false, unwatched: true) }
        return 0
      } catch {
        context.host.note(StudyWork.text(of: error))
        return 1
      }
    }
  }

  /// Says [line] to whoever has started this.
  private func say(_ line: String) {
    let bytes = Array((line.replacing("\n", with: " ") + "\n").utf8)
    if write(STDOUT_FILENO, bytes, bytes.count) < bytes.count { _exit(1) }
  }
}

/// A host for work that nobody watches: what is said goes to standard error.
public final class SilentHost: Host {
  /// Nobody wishes it to stop: it is ended.
  public let cancellation = Cancellation()
  /// As narrow as usual.
  public let display = Display(width: 80, height: 24, charset: .ascii)
  /// Nobody is there.
  public let isInteractive = false

  /// A host.
  public init() {}

  /// Writes [text] to standard error.
  public func print(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }

  /// Writes [line] to standard error.
  public func note(_ line: String) { print(line + "\n") }
}
