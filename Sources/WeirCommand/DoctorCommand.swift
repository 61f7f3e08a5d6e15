import ArgumentParser
import CEditline
import CZlib
import WeirCatalog
import WeirEngine
import WeirNotebook
import WeirPlot

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// `weir doctor`.
struct DoctorCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Says what this machine offers, and what was found on it.",
    usage: "weir doctor")

  @OptionGroup(visibility: .hidden) var options: Options

  func perform() -> Int32 {
    let launch = Launch(options)
    let sections = [
      Section("weir \(Version.text)", machine(launch)), Section("libraries", libraries),
      Section("kernels", kernels), Section("data", data(launch)),
      Section("standard output", terminal(launch.output)),
      Section("standard error", terminal(launch.errors)), Section("prompt", prompt(launch)),
    ]
    Terminal.write(sections.map(\.text).joined(separator: "\n\n") + "\n")
    return 0
  }

  /// Facts with their names, under a title.
  private struct Section {
    let text: String

    init(_ title: String, _ rows: [(name: String, fact: String)]) {
      let width = rows.map(\.name.count).max() ?? 0
      let lines = rows.map {
        "  " + $0.name + String(repeating: " ", count: width + 2 - $0.name.count) + $0.fact
      }
      text = ([title] + lines).joined(separator: "\n")
    }
  }

  private func machine(_ launch: Launch) -> [(String, String)] {
    [
      ("system", Machine.system),
      ("memory", Notation.bytes(Double(Machine.memory))),
      ("processors", "\(Machine.processors)"),
      ("threads", "\(launch.threads)"),
    ]
  }

  /// Which instructions the kernels use, and whether the rule by which they are chosen suits this machine.
  private var kernels: [(String, String)] {
    let rule = Notation.number(Crossover.rule)
    let found = Crossover.measured().map { crossover in
      let times = Notation.number((100 * crossover.excess).rounded() / 100)
      let verdict =
        crossover.slowsSparse
        ? "off here: next below it a layer takes \(times) times as long as dense"
        : crossover.excess < 1.25
          ? "good here" : "off here: from it on a layer takes \(times) times as long as sparse"
      return (
        crossover.name,
        "sparse is faster below density \(Notation.number((100 * crossover.density).rounded() / 100)); "
          + "the rule, below \(rule), is \(verdict)"
      )
    }
    return [("instructions", Processor.instructions)] + found
  }

  private var libraries: [(String, String)] {
    [
      ("libedit", "\(LIBEDIT_MAJOR).\(LIBEDIT_MINOR)"),
      ("zlib", zlibVersion().map { String(cString: $0) } ?? "unknown"),
      ("LAPACK", Lapack.version),
    ]
  }

  private func data(_ launch: Launch) -> [(String, String)] {
    let environment = launch.data
    let folders = environment.places.map { place in
      (place, access(place, F_OK) == 0 ? "a folder that is looked through" : "is not there")
    }
    // What needs no file is there in any case.
    let nowhere = DataEnvironment(folder: "/dev/null")
    let sets = datasets.entries.compactMap { entry -> (String, String)? in
      guard let source = try? entry.make([]) as? any DatasetSource else { return nil }
      guard !source.isAvailable(in: nowhere) else { return nil }
      return (entry.name, source.isAvailable(in: environment) ? "found" : "not found")
    }
    return folders + sets
  }

  private func terminal(_ abilities: Abilities) -> [(String, String)] {
    let display = abilities.display
    return [
      ("width", "\(display.width) columns: \(abilities.widthReason)"),
      ("characters", "\(display.charset.rawValue): \(abilities.charsetReason)"),
      ("colour", "\(colours(display.colours)): \(abilities.colourReason)"),
      ("errors", "\(abilities.errorForm.rawValue): \(abilities.errorReason)"),
    ]
  }

  private func colours(_ colours: Display.Colours) -> String {
    switch colours {
    case .none: "no"
    case .sixteen: "yes, 16"
    case .palette: "yes, 256"
    case .full: "yes, 24 bits each"
    }
  }

  private func prompt(_ launch: Launch) -> [(String, String)] {
    [
      ("editing", launch.output.canMoveCursor ? "yes" : "no: lines are read as they come"),
      ("history", History.path { launch.environment[$0] } ?? "not kept"),
      ("init file", launch.initFile ?? "none"),
    ]
  }
}
