import Testing
import WeirCatalog

@testable import WeirEngine

private let nowhere = DataEnvironment(folder: "/nowhere")

/// The sources that draw their samples, each with few of them.
private func drawn() throws -> [any DatasetSource] {
  let drawing = datasets.entries.filter { entry in
    ["samples", "seed"].allSatisfy { name in entry.settings.contains { $0.name == name } }
  }
  return try drawing.map { entry in
    try #require(try entry.make([Given("samples", .integer(60))]) as? any DatasetSource)
  }
}

@Suite struct DatasetSourceTests {
  @Test func `every source is a dataset to whoever asks for its kind`() {
    #expect(datasets.entries.count >= 6)
    for source in datasets.standards { #expect(type(of: source).kind == Dataset.kind) }
  }

  @Test func `what draws its samples draws the same for the same seed, and others for another`() throws {
    for source in try drawn() {
      let data = try source.load(in: nowhere, seed: 1)
      #expect(try source.load(in: nowhere, seed: 1) == data)
      #expect(try source.load(in: nowhere, seed: 2) != data, "\(data.name)")
    }
  }

  @Test func `a seed of the source's own comes before the session's`() throws {
    for entry in datasets.entries where entry.settings.contains(where: { $0.name == "samples" }) {
      let seeded = [Given("samples", .integer(20)), Given("seed", .integer(5))]
      let source = try #require(try entry.make(seeded) as? any DatasetSource)
      #expect(try source.load(in: nowhere, seed: 1) == source.load(in: nowhere, seed: 2), "\(entry.name)")
    }
  }

  @Test func `what is known before drawing is so after`() throws {
    for source in try drawn() {
      let data = try source.load(in: nowhere, seed: 3)
      #expect(data.features == source.inputs && data.classes == source.classes)
      #expect(datasets[data.name] != nil)
    }
  }

  @Test func `drawn samples are shared out among parts and classes evenly`() throws {
    for source in try drawn() {
      let data = try source.load(in: nowhere, seed: 3)
      #expect(data.train.count == 48 && data.test.count == 12)
      let classes = try #require(data.classes)
      for part in [data.train, data.test] {
        let counts = (0..<part.count).reduce(into: [:]) { $0[part.label($1) ?? -1, default: 0] += 1 }
        #expect(Set(counts.keys) == Set(0..<classes), "\(data.name)")
        #expect((counts.values.max() ?? 0) - (counts.values.min() ?? 0) <= 1)
      }
    }
  }

  @Test func `a longer dataset begins like a shorter one`() throws {
    for entry in datasets.entries where entry.settings.contains(where: { $0.name == "samples" }) {
      func data(_ samples: Int) throws -> Dataset {
        let given = [Given("samples", .integer(samples)), Given("test", .number(0))]
        return try #require(try entry.make(given) as? any DatasetSource).load(in: nowhere, seed: 1)
      }
      #expect(try data(40).take(30) == data(30), "\(entry.name)")
    }
  }

  @Test func `holding everything out is refused`() {
    var moons = Moons()
    (moons.samples, moons.test) = (10, 1)
    #expect(
      refusal { () throws(DataError) in try moons.load(in: nowhere, seed: 1) }
        == "of 10 samples, 10 would be held out for the test part, and none left to train on")
  }
}
