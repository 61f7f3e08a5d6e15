import ArgumentParser
import WeirEngine

/// The rules whose cost is measured.
enum MeasuredRule: String, CaseIterable, ExpressibleByArgument {
  case fixed, set, rigl, gradual

  /// The rule with its default interval, in a training of so many [steps].
  func rule(density: Double, steps: Int) -> any TopologyRule {
    switch self {
    case .fixed: return FixedMasks()
    case .set: return SparseEvolution()
    case .rigl: return RigL()
    case .gradual:
      // From the density of the network on: only then are its steps those of fixed masks.
      var gradual = GradualPruning()
      (gradual.from, gradual.begin, gradual.end) = (1 - density, .step(0), .step(steps))
      gradual.target.sparsity = 1 - 0.9 * density
      return gradual
    }
  }
}
