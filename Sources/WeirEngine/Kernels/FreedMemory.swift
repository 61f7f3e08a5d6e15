import CWeirKernels

/// How the process deals with memory.
public enum Memory {
  /// Has large pieces go back to the system when they are freed. To be called once, at the start of a
  /// program.
  public static func returnWhatIsFreed() { wk_return_freed_memory() }
}
