#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

import WeirEngine
import WeirNotebook

/// The program.
@main
enum Weir {
  static func main() {
    Terminal.takeClosedPlaces()
    Memory.returnWhatIsFreed()
    exit(CommandLineCall(CommandLine.arguments.dropFirst()).run())
  }
}
