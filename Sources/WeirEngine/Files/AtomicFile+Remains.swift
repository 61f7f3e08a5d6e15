#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension AtomicFile {
  /// Removes from [folder] what programs that were killed have left of files called [names]: what they wrote beside
  /// the file it was to replace. What a program is writing still stays.
  static func removeRemains(of names: [String], in folder: String) {
    for found in Folder.names(in: folder) where names.contains(where: { isRemains(found, of: $0) }) {
      Folder.remove(folder + "/" + found)
    }
  }

  /// Removes what programs that were killed have left of the file at [path].
  static func removeRemains(of path: String) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    removeRemains(of: [slash.map { String(path[path.index(after: $0)...]) } ?? path], in: folder)
  }

  /// Whether [name] is `[file].PROCESS-NUMBER.part`, and there is no such process any more.
  private static func isRemains(_ name: String, of file: String) -> Bool {
    guard name.hasPrefix(file + "."), name.hasSuffix(".part") else { return false }
    let middle = name.dropFirst(file.count + 1).dropLast(5).split(separator: "-")
    guard middle.count == 2, let process = pid_t(middle[0]), process > 0 else { return false }
    return process != getpid() && kill(process, 0) != 0 && errno == ESRCH
  }
}
