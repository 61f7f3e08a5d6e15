/// Which Weir this is.
public enum Version {
  /// The number of the version.
  public static let text = "0.1.0"
}
