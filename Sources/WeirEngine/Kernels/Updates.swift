import CWeirKernels

/// Optimizer steps over a whole array in one pass, and norms of it.
enum Updates {
  /// See `SGD`; the velocity is `memory[0]` where there is one.
  static func sgd(
    _ values: inout Buffer, _ gradient: Buffer, _ memory: inout [Buffer], rate: Float, momentum: Float,
    nesterov: Bool, l2: Float, decay: Float
  ) {
    precondition(gradient.count == values.count, "a gradient has one number for each that is stored")
    let velocity = memory.isEmpty ? nil : memory[0].mutablePointer
    wk_sgd(
      values.mutablePointer, gradient.pointer, velocity, rate, momentum, nesterov ? 1 : 0, l2, decay,
      values.count)
  }

  /// See `Adam`; the averages of gradient and square are `memory[0]` and `memory[1]`.
  static func adam(
    _ values: inout Buffer, _ gradient: Buffer, _ memory: inout [Buffer], rate: Float, beta1: Float,
    beta2: Float, epsilon: Float, correction1: Float, correction2: Float, l2: Float, decay: Float
  ) {
    precondition(gradient.count == values.count, "a gradient has one number for each that is stored")
    let (m, v) = (memory[0].mutablePointer, memory[1].mutablePointer)
    wk_adam(
      values.mutablePointer, gradient.pointer, m, v, rate, beta1, beta2, epsilon, correction1, correction2,
      l2, decay, values.count)
  }

  /// Whether no number is infinite or not a number; the squares of finite floats have a finite sum in double.
  static func areFinite(_ values: Buffer) -> Bool { norms(of: values).squares.isFinite }

  /// Sums of absolute values and of squares.
  static func norms(of values: Buffer) -> (absolute: Double, squares: Double) {
    var (absolute, squares) = (0.0, 0.0)
    wk_norms(values.pointer, values.count, &absolute, &squares)
    return (absolute, squares)
  }
}
