import WeirEngine

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Completer {
  /// What has been typed of the text at the end; nil if no text is open there.
  var openText: String? {
    guard let last = tokens.last, last.kind == .textEnd, last.span.length == 0 else { return nil }
    guard let start = tokens.lastIndex(where: { $0.kind == .textStart }) else { return nil }
    var typed = ""
    for token in tokens[(start + 1)...].dropLast() {
      // What a path with an expression inside begins with cannot be told.
      guard case .textPart(let part) = token.kind else { return nil }
      typed += part
    }
    return typed
  }

  /// The files whose paths begin with [path]; folders end in a slash.
  func files(_ path: String) -> [Completion] {
    let slash = path.lastIndex(of: "/")
    let parent = slash.map { String(path[...$0]) } ?? ""
    let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
    let here = parent.hasPrefix("/") || folder == "." ? parent : folder + "/" + parent
    let place = Span(source.bytes.count - name.utf8.count, source.bytes.count)
    return Folder.names(in: here.isEmpty ? "." : here).filter { found in
      found.hasPrefix(name) && (name.hasPrefix(".") || !found.hasPrefix("."))
    }.map { found in
      let isFolder = Self.isFolder(here + found)
      return Completion(
        text: found + (isFolder ? "/" : ""), sort: .file, summary: isFolder ? "a folder" : "a file",
        replaces: place)
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }
}
