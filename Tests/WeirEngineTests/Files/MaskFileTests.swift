import Testing
import WeirTestSupport

@testable import WeirEngine

@Suite struct MaskFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }
  private var path: String { folder.path + "/m.safetensors" }

  private func write(_ mask: Mask, mostWhole: Int) throws {
    var writer = SafetensorsWriter(metadata: [])
    writer.add(mask, mostWhole: mostWhole)
    try writer.write(to: path)
  }

  private func complaint(_ bytes: [UInt8]) throws -> String? {
    try folder.write(bytes, to: "m.safetensors")
    return refusal { () throws(DataError) in _ = try SafetensorsFile(path).mask() }?
      .replacing(folder.path + "/", with: "")
  }

  @Test(arguments: [(1, 1), (1, 4), (4, 1), (2, 3), (3, 3)], [0, 1000])
  func `every small mask comes back`(sides: (Int, Int), mostWhole: Int) throws {
    for mask in masks(sides.0, sides.1) {
      try write(mask, mostWhole: mostWhole)
      #expect(try SafetensorsFile(path).mask() == mask)
    }
  }

  @Test func `a large mask is kept by its active places`() throws {
    let mask = Mask(rows: 90_000, columns: 80_000, positions: [0, 79_999, 80_000, 7_199_999_999])
    try write(mask, mostWhole: SafetensorsWriter.mostWhole)
    let file = try SafetensorsFile(path)
    #expect(file.tensors.map(\.name) == ["mask.shape", "mask.columns", "mask.row_starts"])
    #expect(try file.mask() == mask)
  }

  @Test func `sides that no layer has are refused before memory is taken`() throws {
    func header(_ shape: String) -> [UInt8] {
      safetensors(#"{"mask":{"dtype":"BOOL","shape":\#(shape),"data_offsets":[0,0]}}"#)
    }
    #expect(
      try complaint(header("[1000000000000,0]"))
        == #"m.safetensors, tensor "mask": expected two sides in 1...2147483647, those of a matrix, "#
        + "found [1000000000000, 0]")
    #expect(try complaint(header("[0]"))?.hasSuffix("those of a matrix, found [0]") == true)
    let rows = #"""
      {"mask.shape":{"dtype":"I64","shape":[2],"data_offsets":[0,16]},
      "mask.columns":{"dtype":"I32","shape":[0],"data_offsets":[16,16]},
      "mask.row_starts":{"dtype":"I32","shape":[1],"data_offsets":[16,20]}}
      """#
    #expect(
      try complaint(safetensors(rows, bytes([1 << 31, 1] as [Int64]) + bytes([0 as Int32])))?
        .hasSuffix("expected integers in 1...2147483647, found 2147483648 at element 0") == true)
    #expect(
      try complaint(safetensors(rows, bytes([2_000_000_000, 1] as [Int64]) + bytes([0 as Int32])))?
        .hasSuffix(#"tensor "mask.row_starts": expected shape [2000000001], found [1]"#) == true)
    #expect(
      try complaint(safetensors("{}"))
        == #"m.safetensors, tensor "mask": expected a tensor of that name, found none"#)
  }
}
