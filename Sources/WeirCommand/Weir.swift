import ArgumentParser

/// The command line.
@main
struct Weir: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weir", abstract: "Train sparse networks and watch their gradients flow.")
}
