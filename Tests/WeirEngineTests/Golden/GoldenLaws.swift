import Foundation
import Testing

@testable import WeirEngine

/// What holds for every golden check, whoever adds one.
@Suite struct GoldenLaws {
  private static let checks = GoldenSection.all.flatMap(\.checks)

  @Test(arguments: checks.map(\.name)) func `every check agrees with its source`(name: String) throws {
    let check = try #require(Self.checks.first { $0.name == name })
    // Checks of published data are made where $WEIR_DATA or a package of the system has them.
    let environment = DataEnvironment(variables: ProcessInfo.processInfo.environment, folder: "/")
    let outcome = check.outcome(in: environment)
    #expect(!outcome.isMiss, "\(outcome)")
  }

  @Test func `every check has a name of its own, a source, numbers, and a reason for its tolerance`() {
    #expect(Set(Self.checks.map(\.name)).count == Self.checks.count)
    #expect(Set(GoldenSection.all.map(\.title)).count == GoldenSection.all.count)
    for check in Self.checks {
      #expect(!check.expected.isEmpty && check.expected.allSatisfy { $0.isFinite }, "\(check.name)")
      for text in [check.name, check.source, check.tolerance.reason] {
        #expect(!text.isEmpty && text.allSatisfy { $0.isASCII } && text.last != ".", "\(check.name)")
      }
      // So that a line of the table fits 80 columns.
      #expect(check.name.count <= 30, "\(check.name)")
      #expect(check.tolerance.bound >= 0, "\(check.name)")
    }
  }

  // 8.2 takes half of its 0.4, 1.04 most of its 0.05; 0 has nothing to take.
  @Test func `what takes most of what is allowed stands for all`() {
    let check = GoldenCheck(
      "three", source: "nobody", [0, 8, 1], within: .relative(0.05, since: "this is a test")
    ) { [0, 8.2, 1.04] }
    guard case .compared(let worst) = check.outcome(in: DataEnvironment(folder: "/")) else {
      Issue.record("not compared")
      return
    }
    #expect(worst.value == 1.04 && worst.reference == 1 && worst.allowed == 0.05 && worst.agrees)
  }
}
