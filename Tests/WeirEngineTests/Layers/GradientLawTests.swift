import Testing

@testable import WeirEngine

/// Gradients against differences: every activation, loss and layer, matrices stored both ways, batches
/// that fill their tiles and batches that do not.
@Suite struct GradientLawTests {
  /// Densities at which a matrix is stored by its active weights, whole with some inactive, and whole.
  static let densities = [0.1, 0.3, 0.8, 1]
  static let batches = [1, 5, 64, 96, 130]

  @Test(arguments: activationNames, densities)
  func `every activation passes its gradient on`(name: String, density: Double) throws {
    // Small, so that few steps meet a kink.
    let network = try Network.perceptron([9, 8, 7, 3], activation(name), density: density)
    GradientCheck(network, .random(5, features: 9), CrossEntropy()).expectAgreement()
  }

  @Test(arguments: densities, batches)
  func `sparse and dense layers know the gradients of their weights and inputs`(
    density: Double, batch: Int
  ) throws {
    let network = try Network.perceptron([30, 24, 20, 3], density: density)
    GradientCheck(network, .random(batch, features: 30), CrossEntropy()).expectAgreement()
  }

  @Test(arguments: densities)
  func `wide layers, whose columns come in blocks, do so too`(density: Double) throws {
    let network = try Network.perceptron([700, 300, 3], density: density)
    GradientCheck(network, .random(70, features: 700), CrossEntropy()).expectAgreement()
  }

  @Test(arguments: lossNames, batches)
  func `every loss on labels gives its gradient`(name: String, batch: Int) throws {
    let loss = lossVariant(name)
    let network = try Network.perceptron([6, 5, 3], density: 0.5)
    GradientCheck(network, .random(batch, features: 6), loss).expectAgreement()
  }

  @Test(arguments: batches) func `squared error on targets gives its gradient`(batch: Int) throws {
    let network = try Network.perceptron([6, 5, 2], density: 0.5)
    GradientCheck(network, .random(batch, features: 6, classes: nil), SquaredError()).expectAgreement()
  }

  // A batch of one is normalized to nothing: its gradient is zero, and so are the differences. Epsilon is
  // large, since below a deviation of its root the function bends too sharply for differences.
  @Test(arguments: densities, batches)
  func `batch norm passes gradients through the statistics of the batch`(
    density: Double, batch: Int
  ) throws {
    var norm = BatchNorm()
    norm.epsilon = 0.1
    let layers: [any Layer] = [
      Dense(units: 24), norm, Tanh(), Dense(units: 20), norm, Tanh(), Dense(units: 3),
    ]
    let network = try Network(layers, inputShape: [30]).sparsified(
      to: density, distribution: Uniform(), method: RandomPruning(), seed: 1)
    GradientCheck(network, .random(batch, features: 30), CrossEntropy()).expectAgreement()
  }

  @Test(arguments: batches)
  func `batch norm passes gradients through the statistics of channels`(batch: Int) throws {
    var norm = BatchNorm()
    norm.epsilon = 0.1
    // Behind another, whose input has no parameters in front of it; planes of an odd number of positions.
    let layers: [any Layer] = [norm, Tanh(), norm, Swish(), Dense(units: 3)]
    let network = try Network(layers, inputShape: [3, 5, 7])
    GradientCheck(network, .random(batch, features: 105), CrossEntropy()).expectAgreement()
  }

  @Test(arguments: ["prelu(per_channel: true)", "srelu()"])
  func `learned activations know the gradients of channels`(name: String) throws {
    let network = try Network([activation(name), Dense(units: 3)], inputShape: [3, 2, 2])
    GradientCheck(network, .random(5, features: 12), CrossEntropy()).expectAgreement()
  }

  @Test(arguments: densities, batches)
  func `dropout passes gradients through what it kept`(density: Double, batch: Int) throws {
    let network = try Network.perceptron([30, 24, 20, 3], dropout: 0.3, density: density)
    GradientCheck(network, .random(batch, features: 30), CrossEntropy(), mode: .training).expectAgreement()
  }

  @Test(arguments: densities, batches)
  func `residual blocks pass gradients through themselves and around`(density: Double, batch: Int) throws {
    let network = try Network.perceptron([30, 24, 24, 24, 3], dropout: 0.2, skip: true, density: density)
    GradientCheck(network, .random(batch, features: 30), CrossEntropy(), mode: .training).expectAgreement()
  }

  // One in front of all other parameters, whose input needs no gradient; one without parameters; one in
  // another.
  @Test func `residual blocks may stand anywhere, also in one another`() throws {
    var norm = BatchNorm()
    norm.epsilon = 0.1
    let inner = Residual([Tanh(), Dense(units: 9), norm])
    let layers: [any Layer] = [
      Residual([Sigmoid()]), Residual([Dense(units: 6), Relu(), Dense(units: 8)]), Dense(units: 9),
      Residual([inner, Dropout(rate: 0.2), inner, Dense(units: 9)]), Swish(), Residual([Tanh()]),
      Dense(units: 3),
    ]
    let network = try Network(layers, inputShape: [8])
    GradientCheck(network, .random(50, features: 8), CrossEntropy(), mode: .training).expectAgreement()
  }

  // The first needs no gradient of its input, but its shortcut has weights; a way around may be longer than the
  // other, and hold another.
  @Test func `gradients go through shortcuts as through the layers beside them`() throws {
    var norm = BatchNorm()
    norm.epsilon = 0.1
    let layers: [any Layer] = [
      Residual([Dense(units: 9), Tanh()], shortcut: [Dense(units: 9), norm]), Swish(),
      Residual(
        [Dense(units: 5)],
        shortcut: [
          Dropout(rate: 0.2), Residual([Tanh(), Dense(units: 12)], shortcut: [Dense(units: 12)]),
          Dense(units: 5),
        ]), Sigmoid(), Dense(units: 3),
    ]
    let network = try Network(layers, inputShape: [8])
    GradientCheck(network, .random(70, features: 8), CrossEntropy(), mode: .training).expectAgreement()
  }

  @Test func `layers may stand in any order`() throws {
    var norm = BatchNorm()
    norm.epsilon = 0.1
    let layers: [any Layer] = [
      norm, Dropout(rate: 0.2), Swish(), Dense(units: 9), Tanh(), Dense(units: 7), norm, Dense(units: 3),
      Sigmoid(),
    ]
    let network = try Network(layers, inputShape: [2, 4])
    GradientCheck(network, .random(50, features: 8), SquaredError(), mode: .training).expectAgreement()
  }
}
