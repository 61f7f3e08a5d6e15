import WeirCatalog

/// Something that can be asked for a dataset: files to read, or a recipe to draw samples by.
///
/// The same settings and the same seed give the same bits. A source that draws takes its own setting
/// `seed` before the one it is handed.
public protocol DatasetSource: Catalogued, Thing {
  /// How many numbers an input will have, where that is known before loading.
  var inputs: Int? { get }
  /// How many classes there will be, where that is known before loading.
  var classes: Int? { get }
  /// Whether the files it reads are there; true for what is drawn.
  func isAvailable(in environment: DataEnvironment) -> Bool
  /// The dataset. [environment] says where files may lie; [seed] is for what is drawn.
  /// Errors: whatever is wrong with the files or the settings, before much memory is taken.
  func load(in environment: DataEnvironment, seed: Int) throws(DataError) -> Dataset
}

extension DatasetSource {
  /// To a person a source is a dataset that has not been looked at yet.
  public static var kind: Kind { Dataset.kind }
  /// Most sources need no files.
  public func isAvailable(in environment: DataEnvironment) -> Bool { true }
}

/// All sources of datasets, in the order in which they are listed.
public let datasets = Registry<any DatasetSource>(
  Dataset.kind,
  [
    FashionMNIST.self,
    MNIST.self,
    CIFAR10.self,
    CIFAR100.self,
    Glyphs.self,
    Spirals.self,
    Moons.self,
    Rings.self,
    Blobs.self,
    ExclusiveOr.self,
    CSVTable.self,
    GivenSamples.self,
  ])
