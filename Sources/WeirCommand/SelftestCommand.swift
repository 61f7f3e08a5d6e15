import ArgumentParser
import WeirNotebook

/// `weir selftest`.
struct SelftestCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "selftest",
    abstract: "Compares numbers of papers and other systems with Weir's on this machine.",
    usage: "weir selftest",
    discussion: """
      Of a check with many numbers, the one that is off most is shown.

      Exit status: 0 if all agree, else 1.
      """)

  @OptionGroup(visibility: .hidden) var options: Options

  func perform() -> Int32 {
    let launch = Launch(options)
    let report = GoldenReport(in: launch.data)
    Terminal.write(report.text(on: launch.output.display) + "\n")
    return report.status
  }
}
