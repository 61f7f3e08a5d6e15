import WeirCatalog
import WeirEngine

extension Context {
  /// Where the file at [path] lies, as the program may be given it.
  public func place(of path: String) -> String {
    let path = data.expanded(path)
    if let written = scratchPlace(of: path), Folder.exists(written) { return written }
    return path.hasPrefix("/") || folder == "." ? path : folder + "/" + path
  }

  private func scratchPlace(of path: String) -> String? {
    data.expanded(path).hasPrefix("/") ? nil : scratch.map { $0 + "/" + path }
  }

  /// Where a file that is to be written at [path] will lie: the one place that decides what `--safe` forbids.
  ///
  /// Links in the folders on the way are followed first; a link that has the name of the file itself is replaced,
  /// not followed, by all that writes. Errors: with `--safe`, a place outside of the working folder.
  public func place(toWrite path: String) throws(CallError) -> String {
    let place = scratchPlace(of: path) ?? place(of: path)
    guard safe else { return place }
    let name = place.lastIndex(of: "/")
    let parent = name.map { $0 == place.startIndex ? "/" : String(place[..<$0]) } ?? "."
    // In a folder that does not exist nothing can be written, which whoever tries will say.
    guard let target = Folder.absolute(parent), let home = Folder.absolute(scratch ?? folder) else {
      return place
    }
    if target == home || target.hasPrefix(home == "/" ? "/" : home + "/") { return place }
    throw .failed("`\(path)` is outside of this folder, where `--safe` lets nothing be written")
  }

  /// Where a folder that is to be made at [path] will lie, with those around it that are not there either.
  /// Errors: with `--safe`, a place outside of the working folder.
  func place(toMake path: String) throws(CallError) -> String {
    let place = scratchPlace(of: path) ?? place(of: path)
    guard safe else { return place }
    // What is there already is followed, links and all; what is not must not lead back up.
    var (there, missing) = (place, [Substring]())
    while Folder.absolute(there) == nil, let slash = there.lastIndex(of: "/") {
      missing.append(there[there.index(after: slash)...])
      there = slash == there.startIndex ? "/" : String(there[..<slash])
    }
    let target = Folder.absolute(there) ?? Folder.absolute(scratch ?? folder)
    if !missing.contains(".."), let target, let home = Folder.absolute(scratch ?? folder),
      target == home || target.hasPrefix(home == "/" ? "/" : home + "/")
    {
      return place
    }
    throw .failed("`\(path)` is outside of this folder, where `--safe` lets nothing be written")
  }
}
