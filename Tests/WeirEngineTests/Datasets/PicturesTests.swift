import Testing

@testable import WeirEngine

@Suite struct PicturesTests {
  /// Pictures of 4 by 4 pixels: a black one, and one that grows brighter to the right.
  private func pictures() throws -> Dataset {
    let row: [UInt8] = [0, 85, 170, 255]
    let all = Samples(
      .bytes([UInt8](repeating: 0, count: 16) + row + row + row + row), features: 16, scale: [1 / 255],
      shift: [0],
      answers: .labels([0, 1]))
    return try Dataset(
      name: "p", shape: [1, 4, 4], classes: 2, classNames: ["night", "dawn"], train: all, test: all[0..<0])
  }

  @Test func `a picture is as many characters wide as it has pixels, and half as many high`() throws {
    #expect(try pictures().show(1) == " -*@\n -*@\nlabel 1 (dawn)")
    #expect(try pictures().show(1, shades: .blocks) == " ░▓█\n ░▓█\nlabel 1 (dawn)")
    #expect(try pictures().show(0) == "\n\nlabel 0 (night)")
  }

  @Test func `a narrow display gets a smaller picture`() throws {
    #expect(try pictures().show(1, width: 3) == ".%\nlabel 1 (dawn)")
  }

  @Test func `a standardized picture looks like it did before`() throws {
    let data = try pictures()
    #expect(try data.standardize().show(1) == data.show(1))
  }

  @Test func `channels are averaged`() throws {
    let all = Samples(
      .bytes([255, 255, 0, 0, 0, 0, 0, 0]), features: 8, scale: [1], shift: [0], answers: .labels([0]))
    let data = try Dataset(name: "c", shape: [2, 2, 2], classes: 1, train: all, test: all[0..<0])
    #expect(try data.show(0) == "::\nlabel 0")
  }

  @Test func `images of red, green and blue are in colour where there is some`() throws {
    // From the upper left: red, a grey, black, blue; below them a white row that has nothing beneath it.
    let all = Samples(
      .bytes([255, 128, 0, 0, 255, 255] + [0, 128, 0, 0, 255, 255] + [0, 128, 0, 255, 255, 255]),
      features: 18,
      scale: [1], shift: [0], answers: .labels([0]))
    let data = try Dataset(name: "c", shape: [3, 3, 2], classes: 1, train: all, test: all[0..<0])
    #expect(
      try data.show(0, shades: .colours) == """
        \u{1B}[0;38;5;196;48;5;16m▀\u{1B}[0;38;5;244;48;5;21m▀\u{1B}[0m
        \u{1B}[0;38;5;231m▀\u{1B}[0;38;5;231m▀\u{1B}[0m
        label 0
        """)
    #expect(try data.show(0, shades: .blocks).hasSuffix("██\nlabel 0"))
    #expect(try pictures().show(1, shades: .colours) == pictures().show(1, shades: .blocks))
  }

  @Test func `a prediction stands beside the label`() throws {
    #expect(try pictures().show(1, predicted: 1).hasSuffix("\nlabel 1 (dawn), predicted 1 (dawn)"))
    #expect(try pictures().show(1, predicted: 0).hasSuffix("\nlabel 1 (dawn), predicted 0 (night), wrong"))
  }

  @Test func `what is no picture is shown as numbers`() throws {
    let all = Samples(
      .floats([0.5, -1, 0.25, 1, 2, 3]), features: 3, answers: .targets([1, 2, 3, 4], width: 2))
    let data = try Dataset(name: "n", shape: [3], classes: nil, train: all, test: all[0..<0])
    #expect(try data.show(0) == "[0.5, -1.0, 0.25]\ntarget [1.0, 2.0]")
    #expect(try data.show(-1, width: 15) == "[1.0, 2.0, 3.0]\ntarget [3.0, 4.0]")
    #expect(try data.show(-1, width: 14) == "[1.0, 2.0, …]\ntarget [3.0, 4.0]")
    #expect(try data.show(-1, width: 12) == "[1.0, …]\ntarget [3.0, 4.0]")
    #expect(
      refusal { () throws(DataError) in try data.show(2) }
        == "there is no sample 2; the training part has those from 0 to 1")
  }
}
