#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The program.
@main
enum Weir {
  static func main() { exit(CommandLineCall(CommandLine.arguments.dropFirst()).run()) }
}
