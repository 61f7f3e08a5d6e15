import ArgumentParser
import WeirLanguage

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The fuzz target of lexer, parser and checker, called through `scripts/check --fuzz`.
///
/// A text that ends the program is in the file of `--last` then, which lies in memory that outlives it.
@main
struct WeirFuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz", abstract: "Reads texts that nobody would type, and looks whether anything breaks.")

  @Option(help: "How many texts are read.")
  var count = 1_000_000

  @Option(help: "The number of the first one.")
  var first = 0

  @Option(help: "Other texts for another number.")
  var seed: UInt64 = 1

  @Option(help: "Where the text at hand is kept.")
  var last: String?

  @Argument(help: "Folders with programs to begin with.")
  var folders: [String]

  func run() throws {
    let fuzzer = Fuzzer(seeds: try folders.flatMap(Self.programs), seed: seed)
    guard !fuzzer.seeds.isEmpty else { throw ValidationError("there is no program in \(folders)") }
    let trace = last.flatMap(LastText.init)
    let faults = LargeStack.run { () -> Int in
      var faults = 0
      for number in first..<(first + count) {
        let text = fuzzer.text(number)
        trace?.keep(text)
        guard let fault = Trial.fault(in: text) else { continue }
        print("text \(number) of seed \(seed): \(fault)\n\(text)\n")
        faults += 1
      }
      return faults
    }
    print("\(count) texts of seed \(seed), from \(fuzzer.seeds.count) programs: \(faults) faults")
    if faults > 0 { throw ExitCode.failure }
  }

  /// The programs in [folder], in the order of their names.
  private static func programs(_ folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".weir") }.sorted().map
    {
      try SourceText(file: folder + "/" + $0).text
    }
  }
}
