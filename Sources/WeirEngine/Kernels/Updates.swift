import CWeirKernels
import Synchronization

/// Optimizer steps over a whole array in one pass, and norms of it. Behind a step the gradient's memory has the values
/// from before, which costs neither a copy nor memory of their own. Each says whether all new values are finite, which
/// costs no pass of its own either.
enum Updates {
  /// See `SGD`; the velocity is `memory[0]` where there is one.
  static func sgd(
    _ rule: SGD, _ values: inout Buffer, _ gradient: inout Buffer, _ memory: inout [Buffer],
    _ step: OptimizerStep
  ) -> Bool {
    let velocity = memory.isEmpty ? nil : memory[0].mutablePointer
    return share(rule, &values, &gradient, step) { w, g, step, part in
      let velocity = velocity.map { $0 + part.lowerBound }
      return wk_sgd(w, g, velocity, step, rule.momentum, rule.nesterov ? 1 : 0, part.count)
    }
  }

  /// See `Adagrad`; the sum of squares is `memory[0]`.
  static func adagrad(
    _ rule: Adagrad, _ values: inout Buffer, _ gradient: inout Buffer, _ memory: inout [Buffer],
    _ step: OptimizerStep
  ) -> Bool {
    let squares = memory[0].mutablePointer
    return share(rule, &values, &gradient, step) { w, g, step, part in
      wk_adagrad(w, g, squares + part.lowerBound, step, rule.initial, rule.epsilon, part.count)
    }
  }

  /// See `RMSprop`; the average of squares is `memory[0]`, the others follow where there are any.
  static func rmsprop(
    _ rule: RMSprop, _ values: inout Buffer, _ gradient: inout Buffer, _ memory: inout [Buffer],
    _ step: OptimizerStep
  ) -> Bool {
    let squares = memory[0].mutablePointer
    let mean = rule.centered ? memory[1].mutablePointer : nil
    let velocity = rule.momentum > 0 ? memory[rule.memories - 1].mutablePointer : nil
    return share(rule, &values, &gradient, step) { w, g, step, part in
      let first = part.lowerBound
      return wk_rmsprop(
        w, g, squares + first, mean.map { $0 + first }, velocity.map { $0 + first }, step, rule.alpha,
        rule.momentum, rule.epsilon, part.count)
    }
  }

  /// See `Adam` and `NAdam`; the averages of gradient and square are `memory[0]` and `memory[1]`. The step
  /// takes [ofGradient] times the gradient and [ofAverage] times its average.
  static func adam(
    _ rule: some AdamFamily, _ values: inout Buffer, _ gradient: inout Buffer, _ memory: inout [Buffer],
    _ step: OptimizerStep, ofGradient: Double = 0, ofAverage: Double
  ) -> Bool {
    let (m, v) = (memory[0].mutablePointer, memory[1].mutablePointer)
    let reached = Float(rule.reached(rule.beta2, step))
    return share(rule, &values, &gradient, step) { w, g, step, part in
      wk_adam(
        w, g, m + part.lowerBound, v + part.lowerBound, step, rule.beta1, rule.beta2, rule.epsilon,
        Float(ofGradient), Float(ofAverage), reached, part.count)
    }
  }

  /// See `AdaMax`; the average of the gradient and its largest size are `memory[0]` and `memory[1]`.
  static func adamax(
    _ rule: AdaMax, _ values: inout Buffer, _ gradient: inout Buffer, _ memory: inout [Buffer],
    _ step: OptimizerStep
  ) -> Bool {
    let (m, sizes) = (memory[0].mutablePointer, memory[1].mutablePointer)
    let ofAverage = Float(1 / rule.reached(rule.beta1, step))
    return share(rule, &values, &gradient, step) { w, g, step, part in
      wk_adamax(
        w, g, m + part.lowerBound, sizes + part.lowerBound, step, rule.beta1, rule.beta2, rule.epsilon,
        ofAverage, part.count)
    }
  }

  /// Has the threads of [step] update parts of the array by [body], which gets weights and gradient from the part's
  /// first number on, and returns zero if some new weight is not finite. Whether none is so.
  private static func share(
    _ rule: some Optimizer, _ values: inout Buffer, _ gradient: inout Buffer, _ step: OptimizerStep,
    _ body: (
      _ w: UnsafePointer<Float>, _ g: UnsafeMutablePointer<Float>, _ step: UnsafePointer<wk_step>,
      _ part: Range<Int>
    ) -> Int32
  ) -> Bool {
    let (count, w, g) = (values.count, values.pointer, gradient.mutablePointer)
    let areFinite = Atomic(true)
    withUnsafePointer(to: rule.common(step, values, gradient)) { common in
      // Memory sets the pace: a number takes as long as sixteen operations or more.
      step.execution.parallel(over: count, step: 16, work: 16 * count) { part in
        if body(w + part.lowerBound, g + part.lowerBound, common, part) == 0 {
          areFinite.store(false, ordering: .relaxed)
        }
      }
    }
    swap(&values, &gradient)
    return areFinite.load(ordering: .relaxed)
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
