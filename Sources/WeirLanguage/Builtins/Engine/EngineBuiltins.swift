import WeirCatalog
import WeirEngine
import WeirStatistics

/// The builtins that make, train and measure networks.
let engineBuiltins: [any Builtin.Type] =
  [
    Mlp.self, MakeNetwork.self, LeNet5.self, VGG.self, ResNet.self, WideResNet.self, ResNet50.self,
    WideResNet50.self, Sparsify.self, ShuffleMask.self, Reinitialize.self,
    Train.self, Start.self, Step.self, Resume.self, At.self, FindTicket.self, Overlap.self,
    FindDeadUnits.self,
    MeasureLoss.self, MeasureAccuracy.self, Predict.self, FeatureMaps.self,
    MeasureGradients.self, MeasureEGF.self, GradientNorm.self, MeasureFlow.self, Smooth.self,
    Refresh.self,
    Take.self, Split.self, Standardize.self, Augment.self, Available.self,
    Save.self, Load.self,
  ] + curvatureBuiltins + solutionBuiltins + landscapeBuiltins

/// The registries of the engine: every thing of theirs is a name of the language.
let engineEntries: [[AnyEntry]] = [
  datasets.entries, layers.entries, activations.entries, initializers.entries, distributions.entries,
  pruningMethods.entries, patterns.entries, optimizers.entries, clips.entries, schedules.entries,
  topologyRules.entries,
  losses.entries, searchStrategies.entries, executors.entries,
]

/// Does [body], turning what the engine refuses into errors of a call.
func asCall<Result>(_ body: () throws -> Result) throws -> Result {
  do { return try body() } catch let error as ShapeError {
    throw CallError.failed(error.message)
  } catch let error as PlanError {
    throw CallError.failed(error.message)
  } catch let error as StatisticsError {
    throw CallError.failed(error.message)
  } catch let error as DataError {
    if error.reason == .cancelled { throw Interruption() }
    throw CallError.failed(error.message)
  } catch is Cancelled {
    throw Interruption()
  }
}

extension SketchedCall {
  /// Refuses a network and data whose sizes are known and do not fit, before anything runs.
  func checkFit(network: String, data: String) throws(CallError) {
    guard case .network(let inputs, let outputs, _)? = self[network].solution,
      case .data(let features, let classes) = self[data]
    else { return }
    if let inputs, let features, inputs != features {
      throw mismatch(
        "the network takes \(inputs) inputs, but the data have \(features) a sample",
        (network, "takes \(inputs) inputs"), (data, "has \(features) numbers a sample"))
    }
    if let outputs, let classes, outputs < classes {
      throw mismatch(
        "the network has \(outputs) outputs, but the data have \(classes) classes",
        (network, "has \(outputs) outputs"), (data, "has \(classes) classes"))
    }
  }
}
