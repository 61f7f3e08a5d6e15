import Foundation

/// How [found] differs from the golden file [name] in the folder `Golden` beside the calling test;
/// empty if it does not.
///
/// With `WEIR_RECORD=1` in the environment the file is written anew, and the answer says so: a run
/// that records fails, so that nobody takes it for a test.
public func goldenDifference(_ found: String, _ name: String, beside test: String = #filePath) -> String {
  let folder = URL(fileURLWithPath: test).deletingLastPathComponent().appendingPathComponent("Golden")
  let file = folder.appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["WEIR_RECORD"] == "1" {
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data((found + "\n").utf8).write(to: file)
      return "recorded \(name): read its difference, then run again without WEIR_RECORD"
    } catch {
      return "could not record \(name): \(error)"
    }
  }
  guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
    return "there is no golden file \(name): record it with WEIR_RECORD=1"
  }
  return difference(expected: expected, found: found + "\n")
}
