/// How two texts differ, line by line, for the message of a failed test: `-` only in [expected], `+`
/// only in [found]. Empty if they are equal.
public func difference(expected: String, found: String) -> String {
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  let new = found.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  return new.difference(from: old).map { change in
    switch change {
    case .insert(let offset, let line, _): "+ \(offset + 1): \(line)"
    case .remove(let offset, let line, _): "- \(offset + 1): \(line)"
    }
  }.joined(separator: "\n")
}
