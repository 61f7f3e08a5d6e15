import CWeirKernels

/// Optimizer steps over a whole array in one pass, and norms of it. Behind a step the gradient's memory has the values
/// from before, which costs neither a copy nor memory of their own.
enum Updates {
  /// See `SGD`; the velocity is `memory[0]` where there is one.
  static func sgd(
    _ rule: SGD, _ values: inout Buffer, _ gradient: inout Buffer, _ memory: inout [Buffer],
    _ step: OptimizerStep
  ) {
    var common = rule.common(step, values, gradient)
    let velocity = memory.isEmpty ? nil : memory[0].mutablePointer
    wk_sgd(
      values.pointer, gradient.mutablePointer, velocity, &common, rule.momentum, rule.nesterov ? 1 : 0,
      values.count)
    swap(&values, &gradient)
  }

  /// See `Adagrad`; the sum of squares is `memory[0]`.
  static func adagrad(
    _ rule: Adagrad, _ values: inout Buffer, _ gradient: inout Buffer, _ memory: inout [Buffer],
    _ step: OptimizerStep
  ) {
    var common = rule.common(step, values, gradient)
    wk_adagrad(
      values.pointer, gradient.mutablePointer, memory[0].mutablePointer, &common, rule.initial, rule.epsilon,
      values.count)
    swap(&values, &gradient)
  }

  /// See `RMSprop`; the average of squares is `memory[0]`, the others follow where there are any.
  static func rmsprop(
    _ rule: RMSprop, _ values: inout Buffer, _ gradient: inout Buffer, _ memory: inout [Buffer],
    _ step: OptimizerStep
  ) {
    var common = rule.common(step, values, gradient)
    let squares = memory[0].mutablePointer
    let mean = rule.centered ? memory[1].mutablePointer : nil
    let velocity = rule.momentum > 0 ? memory[rule.memories - 1].mutablePointer : nil
    wk_rmsprop(
      values.pointer, gradient.mutablePointer, squares, mean, velocity, &common, rule.alpha, rule.momentum,
      rule.epsilon, values.count)
    swap(&values, &gradient)
  }

  /// See `Adam` and `NAdam`; the averages of gradient and square are `memory[0]` and `memory[1]`. The step
  /// takes [ofGradient] times the gradient and [ofAverage] times its average.
  static func adam(
    _ rule: some AdamFamily, _ values: inout Buffer, _ gradient: inout Buffer, _ memory: inout [Buffer],
    _ step: OptimizerStep, ofGradient: Double = 0, ofAverage: Double
  ) {
    var common = rule.common(step, values, gradient)
    let (m, v) = (memory[0].mutablePointer, memory[1].mutablePointer)
    wk_adam(
      values.pointer, gradient.mutablePointer, m, v, &common, rule.beta1, rule.beta2, rule.epsilon,
      Float(ofGradient), Float(ofAverage), Float(rule.reached(rule.beta2, step)), values.count)
    swap(&values, &gradient)
  }

  /// See `AdaMax`; the average of the gradient and its largest size are `memory[0]` and `memory[1]`.
  static func adamax(
    _ rule: AdaMax, _ values: inout Buffer, _ gradient: inout Buffer, _ memory: inout [Buffer],
    _ step: OptimizerStep
  ) {
    var common = rule.common(step, values, gradient)
    let (m, sizes) = (memory[0].mutablePointer, memory[1].mutablePointer)
    wk_adamax(
      values.pointer, gradient.mutablePointer, m, sizes, &common, rule.beta1, rule.beta2, rule.epsilon,
      Float(1 / rule.reached(rule.beta1, step)), values.count)
    swap(&values, &gradient)
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

extension Optimizer {
  /// What the kernels want to know of [step]; and a check that they stay inside their arrays.
  fileprivate func common(_ step: OptimizerStep, _ values: Buffer, _ gradient: Buffer) -> wk_step {
    precondition(gradient.count == values.count, "a gradient has one number for each that is stored")
    return wk_step(
      rate: step.rate, factor: step.bounds.factor, limit: step.bounds.limit, l2: step.decays ? l2 : 0,
      decay: step.decays ? weightDecay : 0)
  }
}
