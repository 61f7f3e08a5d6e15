#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What is done with folders.
public enum Folder {
  /// Makes the folder at [path], and those that it lies in, where they are not there.
  /// Errors: whatever the system refuses.
  public static func make(_ path: String) throws(DataError) {
    func refuse() -> DataError { DataError(.unwritable(file: path, why: systemReason())) }
    var facts = stat()
    if stat(path, &facts) == 0 {
      guard facts.st_mode & S_IFMT == S_IFDIR else {
        throw DataError(.unwritable(file: path, why: "it is not a folder"))
      }
      return
    }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try make(String(path[..<slash])) }
    // Somebody else may have made it meanwhile.
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw refuse() }
  }

  /// The names of what is in the folder at [path], sorted; nothing if there is no such folder.
  public static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      // The name ends in a zero inside of its field.
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// [path] from the root, without links; nil if there is nothing there.
  public static func absolute(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Whether there is a file or folder at [path].
  public static func exists(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) == 0
  }

  /// The first of [path], `[path]-2`, `[path]-3` and so on at which there is nothing.
  public static func unused(_ path: String) -> String {
    var (name, number) = (path, 1)
    while exists(name) {
      number += 1
      name = "\(path)-\(number)"
    }
    return name
  }

  /// Gives the file at [path] the name [other], in place of what has it. One that cannot be renamed stays as it is.
  public static func rename(_ path: String, to other: String) {
    #if canImport(Darwin)
      _ = Darwin.rename(path, other)
    #elseif canImport(Glibc)
      _ = Glibc.rename(path, other)
    #elseif canImport(Musl)
      _ = Musl.rename(path, other)
    #endif
  }

  /// Takes away the file at [path], if there is one.
  public static func remove(_ path: String) { unlink(path) }

  /// Makes a new folder inside of [parent] that nobody else has, and gives its path. Errors: whatever the system refuses.
  public static func makeTemporary(in parent: String) throws(DataError) -> String {
    var name = Array((parent + "/weir-XXXXXX").utf8CString)
    guard mkdtemp(&name) != nil else { throw DataError(.unwritable(file: parent, why: systemReason())) }
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Takes away the folder at [path] with all that is in it; links in it, but not what they lead to.
  public static func removeWhole(_ path: String) {
    for name in names(in: path) {
      let inner = path + "/" + name
      var facts = stat()
      let isFolder = lstat(inner, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
      if isFolder { removeWhole(inner) } else { remove(inner) }
    }
    rmdir(path)
  }
}
