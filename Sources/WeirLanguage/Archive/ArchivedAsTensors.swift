import WeirEngine

/// A thing whose file of tensors gives back the very same thing, so that an archive may hold it by that.
protocol ArchivedAsTensors: SavedAsTensors {
  /// A digest of all that it is, by which its file is called.
  var archiveDigest: String { get }
}

extension Network: ArchivedAsTensors {
  var archiveDigest: String {
    var digest = Digest(description + self.digest)
    digest.add(words: [initialization?.density.bitPattern ?? 0])
    return digest.text
  }
}

extension Dataset: ArchivedAsTensors {
  var archiveDigest: String { Digest(summary + classNames.joined(separator: ",") + digest).text }
}

extension Mask: ArchivedAsTensors {
  var archiveDigest: String {
    var digest = Digest()
    digest.add(words: [rows, columns])
    forEach { row, column in digest.add(words: [row, column]) }
    return digest.text
  }
}
