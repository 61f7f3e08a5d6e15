import WeirCatalog

/// One of the networks that are held against each other: what it begins with, and under which masks.
public enum Solution: String, Choice {
  /// The dense network, pruned gradually while it is trained.
  case pruned
  /// The weights that network had early in its training, under the masks that it ended with.
  case lottery
  /// Fresh weights under the same masks.
  case scratch
  /// Fresh weights under masks with as many weights in each layer, at random places.
  case shuffled
  /// A dense network of the same layers, so narrow that it has about as many weights.
  case smallDense = "small_dense"
}

/// The trainings of a study of why sparse networks are hard to train (Evci et al. 2019): one that ends in masks, and
/// others that begin with these, for as many steps, on the samples in the same order.
public struct SolutionsPlan: Sendable {
  /// The training of the dense network.
  public let dense: TrainingPlan
  /// The step of it whose weights the lottery begins with.
  public let rewind: Int
  /// What is trained, in this order.
  public let solutions: [Solution]
  /// How fresh weights are drawn; as those of the dense network if nil.
  public var initializer: (any Initializer)?

  /// The training [dense], whose masks must change, and after it those of [solutions], each once.
  ///
  /// Errors: a step to rewind to that is not before the end; a network that cannot be made narrower.
  public init(
    _ dense: TrainingPlan, rewind: Moment = .step(0), among solutions: [Solution] = Solution.allCases
  ) throws(PlanError) {
    (self.dense, self.rewind) = (dense, rewind.step(of: dense.steps))
    self.solutions = Solution.allCases.filter { $0 == .pruned || solutions.contains($0) }
    guard self.rewind < max(1, dense.steps) else {
      throw PlanError(
        message: "`rewind` must be before the end of the training, at step \(dense.steps), but is step "
          + "\(self.rewind)")
    }
    guard self.solutions.contains(.smallDense) else { return }
    do throws(ShapeError) {
      _ = try dense.network.narrowed(to: dense.network.weightCount, seed: 0)
    } catch {
      throw PlanError(message: "there can be no `small_dense`: \(error.message); name the others by `among`")
    }
  }

  /// A seed that is nobody else's: that of the network would give the weights that it began with.
  private var freshSeed: Int {
    Int(RandomStream(seed: dense.seed, purpose: .rearrangement, step: 2).bits(0))
  }

  /// The facts of the plan of [solution], another than the dense training, that are known before this has ended: all
  /// that do not hang on its masks.
  func facts(of solution: Solution) -> [(name: String, text: String)] {
    var plan = dense
    plan.sparsity = FixedMasks()
    let unknown = solution == .smallDense ? ["weights at the start", "network"] : ["weights at the start"]
    return plan.facts.filter { !unknown.contains($0.name) }
  }

  /// Where the training of [solution] begins, behind that of the dense network, [pruned], which was at step
  /// `rewind` what [early] is.
  ///
  /// Errors: more weights than there is memory for.
  func start(of solution: Solution, pruned: Run, early: Run) throws(ShapeError) -> Run {
    var plan = dense
    plan.sparsity = FixedMasks()
    switch solution {
    case .pruned: return Run(dense)
    case .lottery:
      var run = early
      run.plan = plan
      return run.rewound(under: pruned.network.weightLayers.map(\.mask))
    case .scratch: plan.network = try pruned.network.reinitialized(by: initializer, seed: freshSeed)
    case .shuffled:
      let shuffled = try pruned.network.shuffled(seed: dense.seed)
      plan.network = try shuffled.reinitialized(by: initializer, seed: freshSeed)
    case .smallDense:
      plan.network = try dense.network.narrowed(to: pruned.network.nonzeros, seed: freshSeed)
    }
    return Run(plan)
  }
}
