/// The perceptrons that steps are measured on.
private enum Net: String, CaseIterable {
  case a = "784,300,100,10"
  case b = "784,1024,1024,1024,10"
  case c = "3072,4096,4096,4096,4096,100"

  var name: String {
    switch self {
    case .a: "A"
    case .b: "B"
    case .c: "C"
    }
  }

  func run(_ density: Double, _ others: [String] = []) -> [String] {
    ["step", "--sizes", rawValue, "--density", "\(density)"] + others
  }
}

private let heavy = ["--optimizer", "adam", "--batch-norm"]

/// What steps must come to beside PyTorch, with one thread and with two.
extension Goal {
  static let steps: [Goal] = [
    Net.allCases.flatMap { faster(1, $0, 0.1, by: 7) },
    Net.allCases.flatMap { faster(1, $0, 0.1, by: 5.5, ", batch norm, Adam", heavy) },
    [flow],
    faster(2, .b, 0.05, by: 11), faster(2, .b, 0.01, by: 28), faster(2, .a, 0.01, by: 15),
    Net.allCases.flatMap { faster(3, $0, 0.1, by: 3, " beside compressed rows", ["--peer-layout", "csr"]) },
    sparseProp(.a, [1.73 / 2.25, 1.38 / 1.56]), sparseProp(.b, [12.0 / 27.0, 8.5 / 16.4]),
    sparseProp(.c, [228 / 664, 157 / 431]),
    Net.allCases.flatMap { faster(4, $0, 1, by: 1.15) },
    [twice(.a, by: 1.25), twice(.b, by: 1.8), twice(.c, by: 1.8)],
  ].flatMap(\.self)

  /// What reading gradient flow adds to a step.
  private static let flow = Goal(
    number: 1, title: "A at 0.1: a step that reads gradient flow at times, over one that never does",
    bound: .atMost(1.03, "x"), run: Net.a.run(0.1)
  ) { readings in
    Reading(
      ratioOf: times(readings, "weir", 1),
      to: readings.values("ms_per_step") {
        $0.text("name") == "weir, no flow read" && $0.number("threads") == 1
      })
  }

  private static func times(_ readings: Readings, _ side: String, _ threads: Int) -> [Double] {
    readings.values("ms_per_step", of: side) { $0.number("threads") == Double(threads) }
  }

  private static func faster(
    _ number: Int, _ net: Net, _ density: Double, by factor: Double, _ remark: String = "",
    _ others: [String] = []
  ) -> [Goal] {
    [1, 2].map { threads in
      Goal(
        number: number, title: "\(net.name) at \(density)\(remark), \(count(threads))",
        bound: .atLeast(factor, "x"), run: net.run(density, others)
      ) { Reading(ratioOf: times($0, "torch", threads), to: times($0, "weir", threads)) }
    }
  }

  private static func twice(_ net: Net, by factor: Double) -> Goal {
    Goal(
      number: 6, title: "\(net.name) at 0.1, two threads beside one", bound: .atLeast(factor, "x"),
      run: net.run(0.1)
    ) { Reading(ratioOf: times($0, "weir", 1), to: times($0, "weir", 2)) }
  }

  /// SparseProp stands here by its times over those of PyTorch with masks in place, with one thread and with two, as
  /// release 0.1.14 and PyTorch 2.13 had them by turns in one session (Zen 4): it builds on few machines.
  private static func sparseProp(_ net: Net, _ shares: [Double]) -> [Goal] {
    zip([1, 2], shares).map { threads, share in
      Goal(
        number: 3, title: "\(net.name) at 0.1 beside SparseProp, \(count(threads))",
        bound: .atLeast(3, "x"), run: net.run(0.1)
      ) { readings in
        Reading(ratioOf: times(readings, "torch", threads), to: times(readings, "weir", threads)).map {
          Reading($0.middle * share, best: $0.best * share)
        }
      }
    }
  }

  private static func count(_ threads: Int) -> String { threads == 1 ? "1 thread" : "2 threads" }
}
