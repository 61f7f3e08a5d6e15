import Foundation

/// A folder that goes away with the test that made it.
public final class TemporaryFolder {
  /// Where it is.
  public let path: String

  /// A new folder with nothing in it.
  public init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "weir-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path()
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes [bytes] to the file [name], making the folders in between, and returns the whole path.
  @discardableResult
  public func write(_ bytes: [UInt8], to name: String) throws -> String {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path()
  }
}
