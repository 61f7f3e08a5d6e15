import CWeirKernels

/// What the processor can do, as far as it concerns the kernels.
public enum Processor {
  /// The instructions that the kernels use here: the widest that the processor has.
  public static var instructions: String {
    switch wk_instruction_set() {
    case 2: "AVX-512 (F, BW, DQ, VL)"
    case 1: "AVX2 and FMA"
    default: "those that every processor of this kind has"
    }
  }
}
