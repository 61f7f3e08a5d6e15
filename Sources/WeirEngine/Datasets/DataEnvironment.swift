/// Where datasets may lie: folders and variables, handed over by whoever starts the program, so that
/// nothing here looks around by itself.
public struct DataEnvironment: Sendable {
  /// The folder that relative paths start from.
  public var folder: String
  /// The folder that a `~` in front of a path stands for, if it is known.
  public var home: String?
  /// The folder of the variable `WEIR_DATA`, if it is set.
  public var data: String?
  /// The user's folder for what can be fetched again, if it is known.
  public var cache: String?
  /// Where packages of the system put datasets.
  public var system: [String]
  /// The wish to stop, which those that draw many samples look at.
  public var cancellation = Cancellation()

  /// An environment from its parts.
  public init(folder: String, data: String? = nil, cache: String? = nil, system: [String] = []) {
    (self.folder, self.data, self.cache, self.system) = (folder, data, cache, system)
  }

  /// The environment of a process with the given [variables], started in [folder].
  public init(variables: [String: String], folder: String) {
    func folderNamed(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
    self.init(
      folder: folder, data: folderNamed("WEIR_DATA"),
      system: ["/usr/local/share/datasets", "/usr/share/datasets"])
    home = folderNamed("HOME")
    if let xdg = folderNamed("XDG_CACHE_HOME") {
      cache = xdg + "/weir"
    } else if let home {
      #if canImport(Darwin)
        cache = home + "/Library/Caches/weir"
      #else
        cache = home + "/.cache/weir"
      #endif
    }
  }

  /// [path] with the user's folder in place of a `~` in front of it, as shells read it.
  public func expanded(_ path: String) -> String {
    guard let home, path == "~" || path.hasPrefix("~/") else { return path }
    return home + path.dropFirst()
  }

  /// [path] from the root, if it starts from `folder`.
  public func absolute(_ path: String) -> String {
    let path = expanded(path)
    if path.hasPrefix("/") { return path }
    return (folder.hasSuffix("/") ? folder : folder + "/") + path
  }

  /// The folders in which datasets are kept, in the order in which they are looked through.
  public var places: [String] {
    ([data, "data", cache].compactMap { $0 } + system).map(absolute)
  }
}
