import WeirCatalog

/// A dataset that is read from the files it was published in, which a person may have or not.
public protocol PublishedSource: DatasetSource {
  /// Where its files may lie.
  static var home: PublishedFolder { get }
  /// The folder of the files, if a person named one.
  var path: String? { get }
}

extension PublishedSource {
  /// The folder that its files would be read from. Errors: there is none.
  public func folder(in environment: DataEnvironment) throws(DataError) -> String {
    try Self.home.find(path, in: environment)
  }

  /// Whether there is such a folder.
  public func isAvailable(in environment: DataEnvironment) -> Bool { (try? folder(in: environment)) != nil }
}

extension Setting where Owner: PublishedSource {
  /// How many of the [most] training samples there can be.
  static func train(_ path: WritableKeyPath<Owner, Int> & Sendable, most: Int) -> Setting {
    Setting("train", path, .integer(in: 1...most), "How many training samples, from the first on.")
  }

  /// How many of the [most] test samples there can be.
  static func test(_ path: WritableKeyPath<Owner, Int> & Sendable, most: Int) -> Setting {
    Setting("test", path, .integer(in: 0...most), "How many test samples, from the first on.")
  }

  /// The same, or all there are.
  static func train(_ path: WritableKeyPath<Owner, Int?> & Sendable, most: Int) -> Setting {
    Setting(
      "train", path, .optional(.integer(in: 1...most)),
      "How many training samples, from the first on; none: all there are.")
  }

  /// The same, or all there are.
  static func test(_ path: WritableKeyPath<Owner, Int?> & Sendable, most: Int) -> Setting {
    Setting(
      "test", path, .optional(.integer(in: 0...most)),
      "How many test samples, from the first on; none: all there are.")
  }

  /// Where the files are.
  static func folder(_ path: WritableKeyPath<Owner, String?> & Sendable) -> Setting {
    Setting("path", path, .optional(.text), "The folder of the files.")
  }
}

/// The folder that the files of a published dataset lie in, wherever that is.
public struct PublishedFolder: Sendable {
  /// What people call the dataset.
  let title: String
  /// What the folder may be called within the places for datasets.
  let names: [String]
  /// The files that it holds, or some of them, each by the names it goes by.
  let files: [[String]]
  /// How to get them, as a part of a sentence.
  let advice: String

  /// The folder that holds at least one of the files: [path], or the first of those in the places
  /// of [environment]. A place itself counts only if it is given as [path], for MNIST and its
  /// relatives call their files alike. Errors: `missing`.
  func find(_ path: String?, in environment: DataEnvironment) throws(DataError) -> String {
    let places = path.map { [environment.absolute($0)] } ?? environment.places
    for place in places {
      let within = names.map { (place.hasSuffix("/") ? place : place + "/") + $0 }
      for folder in path == nil ? within : [place] + within
      where files.contains(where: { Self.file($0, in: folder) != nil }) {
        return folder
      }
    }
    throw DataError(.missing(title, lookedIn: places, names: names, advice: advice))
  }

  /// The file in [folder] that goes by one of [names], plain or packed.
  static func file(_ names: [String], in folder: String) -> String? {
    names.flatMap { ["\(folder)/\($0)", "\(folder)/\($0).gz"] }.first(where: FileBytes.exists)
  }

  /// Where the files are looked for, as a sentence for the page of the dataset; [what] are the files.
  func whereabouts(of what: String) -> String {
    """
    \(what), plain or packed by gzip, are looked for in `path`, or else in the folders \
    \(names.dropLast().joined(separator: ", ")) and \(names.last ?? "") of $WEIR_DATA, of ./data, of the user's cache, \
    and of where the system's packages put datasets.
    """
  }
}
