#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

import WeirEngine

/// The program.
@main
enum Weir {
  static func main() {
    Memory.returnWhatIsFreed()
    exit(CommandLineCall(CommandLine.arguments.dropFirst()).run())
  }
}
