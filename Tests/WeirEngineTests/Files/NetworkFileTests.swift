import Testing
import WeirTestSupport

@testable import WeirEngine

@Suite struct NetworkFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }
  private var path: String { folder.path + "/n.safetensors" }

  private func write(_ network: Network, mostWhole: Int = SafetensorsWriter.mostWhole) throws {
    var writer = SafetensorsWriter(metadata: [("format", "pt")])
    writer.add(network, mostWhole: mostWhole)
    try writer.write(to: path)
  }

  private func complaint(_ network: Network) -> String? {
    refusal { () throws(DataError) in _ = try network.reading(try SafetensorsFile(path)) }?
      .replacing(folder.path + "/", with: "")
  }

  /// The layers of the network, with other numbers.
  private func other(_ network: Network) throws -> Network {
    try Network(network.layers, inputShape: network.inputShape, seed: 99)
  }

  @Test(arguments: [0, SafetensorsWriter.mostWhole], [0.02, 0.3, 0.7, 1])
  func `a network comes back bit for bit, drawn or not`(mostWhole: Int, density: Double) throws {
    let network = try Network.perceptron([7, 9, 6, 3], batchNorm: true, density: density).stirred
    for saved in [network, network.drawn] {
      try write(saved, mostWhole: mostWhole)
      let loaded = try other(network).reading(try SafetensorsFile(path))
      #expect(loaded == network)
      #expect(loaded.parameters.map(\.values) == network.drawn.parameters.map(\.values))
    }
  }

  @Test func `weights that are no numbers, and zeros of either sign, keep their bits`() throws {
    var network = try Network.perceptron([4, 3], density: 0.5).drawn
    for (index, bits) in [0x7f80_0001, 0x8000_0000, 0, 0xffff_ffff].enumerated()
      as EnumeratedSequence<[UInt32]>
    {
      network.parameters[0].values[index] = Float(bitPattern: bits)
    }
    try write(network)
    #expect(try other(network).reading(try SafetensorsFile(path)) == network)
  }

  @Test func `names count all layers, as those of a sequential module of PyTorch do`() throws {
    let network = try Network(
      [Dense(units: 4), BatchNorm(), Relu(), Dropout(rate: 0.5), Dense(units: 2)], inputShape: [3])
    try write(network)
    let file = try SafetensorsFile(path)
    let names = [
      "layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias", "layers.1.running_mean",
      "layers.1.running_var", "layers.4.weight", "layers.4.bias",
    ]
    #expect(file.tensors.map(\.name) == names)
    #expect(file["layers.0.weight"]?.shape == [4, 3] && file["layers.4.bias"]?.shape == [2])
    #expect(file.metadata["format"] == "pt")
  }

  @Test func `layers inside others have names inside theirs`() throws {
    let network = try Network(
      [
        Dense(units: 3),
        Residual([Relu(), Residual([Dense(units: 3)]), BatchNorm()], shortcut: [Dense(units: 3)]),
      ], inputShape: [3])
    #expect(
      network.parameterNames == [
        "layers.0.weight", "layers.0.bias", "layers.1.layers.1.layers.0.weight",
        "layers.1.layers.1.layers.0.bias", "layers.1.layers.2.weight", "layers.1.layers.2.bias",
        "layers.1.layers.2.running_mean", "layers.1.layers.2.running_var", "layers.1.shortcut.0.weight",
        "layers.1.shortcut.0.bias",
      ])
    try write(network)
    #expect(try other(network).reading(try SafetensorsFile(path)) == network)
  }

  @Test func `no two parameters have one name, whatever the layers`() throws {
    // Windows need planes, and have no parameters.
    let each: [any Layer] =
      layers.standards.filter { !($0 is any Pooling) } + activations.standards.map { $0 as any Layer }
    let inner: [any Layer] = [Residual([Dense(units: 3)] + each), Residual(each), Dense(units: 2)]
    let network = try Network([Dense(units: 3)] + each + inner, inputShape: [4])
    #expect(Set(network.parameterNames).count == network.parameters.count)
    try write(network)
    #expect(try other(network).reading(try SafetensorsFile(path)) == network)
  }

  @Test func `sparse layers have a mask, beside zeros, and large ones compressed rows`() throws {
    let network = try Network(
      [Dense.byHand([[1, 0, 2], [0, 0, 3]], mask: [[1, 0, 1], [0, 0, 1]])], inputShape: [3])
    try write(network)
    let whole = try SafetensorsFile(path)
    #expect(whole.tensors.map(\.name) == ["layers.0.weight", "layers.0.bias", "layers.0.mask"])
    #expect(whole["layers.0.mask"]?.summary == "BOOL [2, 3]")
    try write(network, mostWhole: 5)
    let rows = try SafetensorsFile(path)
    #expect(
      rows.tensors.map { $0.name + " " + $0.summary } == [
        "layers.0.weight.values F32 [3]", "layers.0.weight.columns I32 [3]",
        "layers.0.weight.row_starts I32 [3]", "layers.0.bias F32 [2]",
      ])
    var columns: [Int] = []
    try rows.forEachInteger(of: try #require(rows["layers.0.weight.columns"]), in: 0...2) { _, column in
      columns.append(column)
    }
    #expect(columns == [0, 2, 2])
  }

  // trap 6, trap 14
  @Test func `weights and mask of a convolution have the shape that PyTorch gives them`() throws {
    let network = try Network([Conv(4, groups: 2)], inputShape: [6, 5, 5]).sparsified(to: 0.5, seed: 1)
    try write(network)
    let file = try SafetensorsFile(path)
    #expect(file["layers.0.weight"]?.summary == "F32 [4, 3, 3, 3]")
    #expect(file["layers.0.mask"]?.summary == "BOOL [4, 3, 3, 3]")
    #expect(try other(network).reading(file) == network)
  }

  @Test func `a layer far too large to be dense is saved by its active weights`() throws {
    let network = try Network([Dense(units: 100_000)], inputShape: [100_000])
      .sparsified(to: 1e-6, distribution: Uniform(), method: RandomPruning(), seed: 1)
    try write(network)
    let file = try SafetensorsFile(path)
    #expect(file["layers.0.weight.values"]?.shape == [10_000])
    let loaded = try other(network).reading(file)
    #expect(loaded.parameters[0].mask == network.parameters[0].mask)
    #expect(loaded == network)
  }

  @Test func `missing and additional tensors are both named`() throws {
    try write(try Network([Dense(units: 2)], inputShape: [3]))
    let deeper = try Network([Dense(units: 2), Relu(), Dense(units: 4)], inputShape: [3])
    #expect(
      complaint(deeper)
        == "n.safetensors lacks \"layers.2.weight\" [4, 2], \"layers.2.bias\" [4] of the network")
    let other = try Network([Relu(), Dense(units: 2)], inputShape: [3])
    #expect(
      complaint(other)
        == "n.safetensors lacks \"layers.1.weight\" [2, 3], \"layers.1.bias\" [2] of the network, and holds "
        + "\"layers.0.weight\" [2, 3], \"layers.0.bias\" [2], which it does not have")
    try write(deeper)
    #expect(
      complaint(try Network([Dense(units: 2)], inputShape: [3]))
        == "n.safetensors holds \"layers.2.weight\" [4, 2], \"layers.2.bias\" [4], which the network does not have"
    )
  }

  @Test func `another shape is named with the one expected`() throws {
    try write(try Network([Dense(units: 2)], inputShape: [3]))
    #expect(
      complaint(try Network([Dense(units: 3)], inputShape: [2]))
        == #"n.safetensors, tensor "layers.0.weight": expected shape [3, 2], found [2, 3]"#)
  }

  /// A file of a layer with two units and three inputs, as other programs write it.
  private func writeForeign(_ weights: [Float], mask: [UInt8]? = nil) throws {
    var header = #"{"layers.0.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"#
    header += #""layers.0.bias":{"dtype":"F32","shape":[2],"data_offsets":[24,32]}"#
    if mask != nil { header += #","layers.0.mask":{"dtype":"U8","shape":[2,3],"data_offsets":[32,38]}"# }
    try folder.write(
      safetensors(header + "}", bytes(weights + [7, 8]) + (mask ?? [])), to: "n.safetensors")
  }

  private var sparse: Network {
    get throws {
      try Network([Dense.byHand([[9, 9, 9], [9, 9, 9]], mask: [[1, 0, 1], [0, 0, 1]])], inputShape: [3])
    }
  }

  @Test func `the mask of the file becomes that of the layer`() throws {
    try writeForeign([0, 5, 0, 6, 0, 0], mask: [0, 1, 0, 1, 0, 0])
    for network in [try sparse, try other(try sparse)] {
      let layer = try network.reading(try SafetensorsFile(path)).weightLayers[0]
      #expect(layer.mask.ones == [0, 1, 0, 1, 0, 0] && layer.dense == [0, 5, 0, 6, 0, 0])
      #expect(layer.bias?.values == [7, 8])
    }
  }

  @Test func `without a mask in the file the layer keeps its own`() throws {
    try writeForeign([1, -0.0, 2, 0, 0, 3])
    let layer = try sparse.reading(try SafetensorsFile(path)).weightLayers[0]
    #expect(layer.mask == (try sparse).weightLayers[0].mask && layer.dense == [1, 0, 2, 0, 0, 3])
  }

  @Test func `a weight outside of the mask is refused, whosever the mask is`() throws {
    try writeForeign([1, 5, 2, 0, 6, 3])
    #expect(
      complaint(try sparse)
        == #"n.safetensors, tensor "layers.0.weight": expected zeros outside of the mask that the network "#
        + #"has, for the file has no "layers.0.mask", found 2 other numbers, the first 5.0 in row 0, column 1"#
    )
    try writeForeign([1, 5, 2, 0, 6, 3], mask: [1, 1, 1, 1, 0, 1])
    #expect(
      complaint(try sparse)
        == #"n.safetensors, tensor "layers.0.weight": expected zeros outside of the mask "layers.0.mask", "#
        + "found 1 other number, the first 6.0 in row 1, column 1")
    try writeForeign([1, 0, 2, 0, 0, 3], mask: [1, 0, 1, 0, 2, 1])
    #expect(
      complaint(try sparse)
        == #"n.safetensors, tensor "layers.0.mask": expected zeros and ones, found 2 at element 4"#)
  }

  @Test func `what PyTorch adds to batch norm does no harm`() throws {
    let count = bytes([12 as Int64])
    var header = #"{"layers.0.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[0,8]}"#
    for (place, name) in ["weight", "bias", "running_mean", "running_var"].enumerated() {
      header +=
        #","layers.0.\#(name)":{"dtype":"F32","shape":[1],"data_offsets":[\#(8 + 4 * place),\#(12 + 4 * place)]}"#
    }
    try folder.write(safetensors(header + "}", count + bytes([1, 2, 3, 4] as [Float])), to: "n.safetensors")
    let network = try Network([BatchNorm()], inputShape: [1]).reading(try SafetensorsFile(path))
    #expect(network.parameters.map { $0.values[0] } == [1, 2, 3, 4])
  }

  /// Compressed rows with whatever stands in them.
  private func writeRows(_ columns: [Int32], _ starts: [Int32], values: Int = 3) throws {
    let (v, c, s) = (4 * values, 4 * columns.count, 4 * starts.count)
    func member(_ name: String, _ type: String, _ count: Int, _ start: Int) -> String {
      #""layers.0.\#(name)":{"dtype":"\#(type)","shape":[\#(count)],"data_offsets":[\#(start),\#(start + 4 * count)]}"#
    }
    let header = [
      member("weight.values", "F32", values, 0), member("weight.columns", "I32", columns.count, v),
      member("weight.row_starts", "I32", starts.count, v + c), member("bias", "F32", 2, v + c + s),
    ].joined(separator: ",")
    let data =
      bytes([Float](repeating: 1, count: values)) + bytes(columns) + bytes(starts) + bytes([0, 0] as [Float])
    try folder.write(safetensors("{\(header)}", data), to: "n.safetensors")
  }

  @Test func `compressed rows are held to what they must be`() throws {
    let network = try sparse
    try writeRows([0, 2, 1], [0, 2, 3])
    #expect(try network.reading(try SafetensorsFile(path)).weightLayers[0].mask.ones == [1, 0, 1, 0, 1, 0])
    try writeRows([2, 0, 1], [0, 2, 3])
    #expect(
      complaint(network)?.hasSuffix(
        "expected columns that increase in each row, found 0 at element 1, in row 0") == true)
    try writeRows([0, 3, 1], [0, 2, 3])
    #expect(complaint(network)?.hasSuffix("expected integers in 0...2, found 3 at element 1") == true)
    try writeRows([0, 2, 1], [1, 2, 3])
    #expect(complaint(network)?.hasSuffix("expected 0 first, found 1 at element 0") == true)
    try writeRows([0, 2, 1], [0, 2, 2])
    #expect(complaint(network)?.hasSuffix("expected the number of columns, 3, last, found 2") == true)
    try writeRows([0, 2, 1], [0, 3, 2])
    #expect(complaint(network)?.hasSuffix("expected numbers that never fall, found 2 at element 2") == true)
    try writeRows([0, 2, 1], [0, 9, 9])
    #expect(complaint(network)?.hasSuffix("expected integers in 0...3, found 9 at element 1") == true)
    try writeRows([0, 2, 1], [0, 3])
    #expect(complaint(network)?.hasSuffix("expected shape [3], found [2]") == true)
    try writeRows([0, 2, 1], [0, 2, 3], values: 2)
    #expect(complaint(network)?.hasSuffix("expected shape [3], found [2]") == true)
  }
}
