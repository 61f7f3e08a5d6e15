import WeirEngine

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What the system says of the machine.
enum Machine {
  /// Processors that can be used.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Bytes of memory that this program may use: what the machine has, or the least that one of the control groups
  /// it runs in is limited to, as in containers and jobs of a cluster.
  static var memory: Int {
    let (pages, size) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    return min(pages > 0 && size > 0 ? pages * size : .max, groupMemory)
  }

  private static var groupMemory: Int {
    // One line, `0::/the/group`, by the second version of control groups; `N:memory:/the/group` by the first.
    var least = Int.max
    for line in contents(of: "/proc/self/cgroup").split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let (root, limit): (String, String)
      switch parts[1] {
      case "": (root, limit) = ("/sys/fs/cgroup", "memory.max")
      case "memory": (root, limit) = ("/sys/fs/cgroup/memory", "memory.limit_in_bytes")
      case _: continue
      }
      var folders = parts[2].split(separator: "/")
      while true {
        let folder = ([root] + folders.map(String.init)).joined(separator: "/")
        let text = contents(of: "\(folder)/\(limit)")
        if let bytes = Int(text.prefix { $0.isNumber }), bytes > 0 { least = min(least, bytes) }
        guard folders.popLast() != nil else { break }
      }
    }
    return least
  }

  /// The path of this very program, however it was called.
  static var program: String? {
    #if canImport(Darwin)
      var size: UInt32 = 0
      _ = _NSGetExecutablePath(nil, &size)
      var path = [CChar](repeating: 0, count: Int(size) + 1)
      guard _NSGetExecutablePath(&path, &size) == 0 else { return nil }
      return Folder.absolute(String(cString: path))
    #else
      return Folder.absolute("/proc/self/exe")
    #endif
  }

  /// The first bytes of a small file, as text; empty if it cannot be read.
  private static func contents(of path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  /// Its name and kind: `Linux 6.1 on x86_64`.
  static var system: String {
    var facts = utsname()
    guard uname(&facts) == 0 else { return "unknown" }
    return "\(text(facts.sysname)) \(text(facts.release)) on \(text(facts.machine))"
  }

  /// The characters of a fixed array of C's, which end in a zero inside of it.
  private static func text<Characters>(_ characters: Characters) -> String {
    withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  /// The working folder.
  static var folder: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }
}
