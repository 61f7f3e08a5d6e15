import Testing
import WeirTestSupport

@testable import WeirEngine

@Suite struct SafetensorsFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func complaint(_ bytes: [UInt8]) throws -> String? {
    let path = try folder.write(bytes, to: "n.safetensors")
    return refusal { () throws(DataError) in _ = try SafetensorsFile(path) }?
      .replacing(folder.path + "/", with: "")
  }

  private func numbers(_ bytes: [UInt8]) throws -> [Float] {
    let file = try SafetensorsFile(try folder.write(bytes, to: "n.safetensors"))
    var numbers: [Float] = []
    let tensor = try #require(file["a"])
    try file.forEachNumber(of: tensor) { place, value in
      #expect(place == numbers.count)
      numbers.append(value)
    }
    return numbers
  }

  private func one(_ type: String, _ shape: String, _ data: [UInt8]) -> [UInt8] {
    safetensors(#"{"a":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":[0,\#(data.count)]}}"#, data)
  }

  @Test func `a header is read with its texts and tensors, in the order of their places`() throws {
    let header = #"""
      {"__metadata__":{"format":"pt","note":"é"},
       "b":{"dtype":"U8","shape":[3],"data_offsets":[8,11]},
       "a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}, "none":{"dtype":"F64","shape":[0,5],"data_offsets":[8,8]}}
      """#
    let path = try folder.write(safetensors(header, bytes([1, 2] as [Float]) + [1, 2, 3]), to: "n")
    let file = try SafetensorsFile(path)
    #expect(file.metadata == ["format": "pt", "note": "é"])
    #expect(file.tensors.map(\.name) == ["a", "none", "b"])
    #expect(file["a"]?.summary == "F32 [2, 1]" && file["none"]?.count == 0 && file["c"] == nil)
  }

  @Test func `a file without tensors is fine`() throws { #expect(try complaint(safetensors("{}")) == nil) }

  // 1/3 rounded to 11 and to 8 bits; the least and the largest half; -0; half's infinity.
  @Test func `numbers of all precisions become single`() throws {
    let halves: [UInt16] = [0x3c00, 0xc000, 0x3555, 0x0001, 0x7bff, 0x8000, 0x7c00, 0x0400]
    #expect(
      try numbers(one("F16", "[8]", bytes(halves)))
        == [1, -2, 0x1.554p-2, 0x1p-24, 65504, -0.0, .infinity, 0x1p-14])
    #expect(try numbers(one("F16", "[1]", bytes([0x7e00 as UInt16]))).first?.isNaN == true)
    #expect(try numbers(one("BF16", "[2]", bytes([0x3f80, 0xbeab] as [UInt16]))) == [1, -0.333984375])
    #expect(try numbers(one("F32", "[2]", bytes([0.1, -3] as [Float]))) == [0.1, -3])
    #expect(try numbers(one("F64", "[1]", bytes([(0.1).bitPattern]))) == [0.1])
    #expect(try numbers(one("F32", "[]", bytes([7] as [Float]))) == [7])
  }

  @Test func `a single keeps its bits whatever they are`() throws {
    let odd: [UInt32] = [0x7f80_0001, 0xffc1_2345, 0x8000_0000, 0x0000_0001]
    #expect(try numbers(one("F32", "[4]", bytes(odd))).map(\.bitPattern) == odd)
  }

  @Test func `integers and truths are read, and held to what they may be`() throws {
    func integers(_ type: String, _ data: [UInt8], _ count: Int) throws -> [Int] {
      let file = try SafetensorsFile(try folder.write(one(type, "[\(count)]", data), to: "n.safetensors"))
      var integers: [Int] = []
      try file.forEachInteger(of: try #require(file["a"]), in: -300...70_000) { _, value in
        integers.append(value)
      }
      return integers
    }
    #expect(try integers("I64", bytes([-300, 70_000] as [Int64]), 2) == [-300, 70_000])
    #expect(try integers("I32", bytes([-5, 5] as [Int32]), 2) == [-5, 5])
    #expect(try integers("I16", bytes([-5, 5] as [Int16]), 2) == [-5, 5])
    #expect(try integers("U16", bytes([65_535] as [UInt16]), 1) == [65_535])
    #expect(try integers("I8", [255], 1) == [-1])
    #expect(try integers("U8", [255], 1) == [255])
    let large = refusal { () throws(DataError) in
      do { _ = try integers("U64", bytes([UInt64.max]), 1) } catch let error as DataError {
        throw error
      } catch {}
    }
    #expect(
      large?.hasSuffix(
        #"tensor "a": expected integers in -300...70000, found 18446744073709551615 at element 0"#) == true)
  }

  @Test func `another type than is needed is named`() throws {
    let file = try SafetensorsFile(try folder.write(one("I32", "[1]", bytes([1 as Int32])), to: "n"))
    let tensor = try #require(file["a"])
    let found = refusal { () throws(DataError) in try file.forEachNumber(of: tensor) { _, _ in } }
    #expect(
      found?.hasSuffix(#"tensor "a": expected numbers of type F16, BF16, F32 or F64, found type I32"#) == true
    )
    let large = try SafetensorsFile(
      try folder.write(one("F64", "[1]", bytes([(1e300).bitPattern])), to: "large"))
    let number = try #require(large["a"])
    let refused = refusal { () throws(DataError) in try large.forEachNumber(of: number) { _, _ in } }
    #expect(
      refused?.hasSuffix(#"expected numbers that fit single precision, found 1e+300 at element 0"#) == true)
    let truths = refusal { () throws(DataError) in try file.forEachTruth(of: tensor) { _, _ in } }
    #expect(truths == nil)
  }

  @Test func `what is no file of this format is refused`() throws {
    let missing = folder.path + "/none"
    #expect(
      refusal { () throws(DataError) in _ = try SafetensorsFile(missing) }
        == "\(missing) cannot be read: no such file or directory")
    #expect(
      refusal { () throws(DataError) in _ = try SafetensorsFile(folder.path) }
        == "\(folder.path) cannot be read: it is not a regular file")
    #expect(
      try complaint([])
        == "n.safetensors, byte 0: expected the length of a header in 8 bytes, found the end after 0")
    #expect(
      try complaint([1, 2, 3])
        == "n.safetensors, byte 0: expected the length of a header in 8 bytes, found the end after 3")
    #expect(
      try complaint(bytes([100_000_001 as UInt64]) + [0x7b])
        == "n.safetensors, byte 0: expected a header of at most 100,000,000 bytes, as safetensors begin, "
        + "found a length of 100000001")
    #expect(
      try complaint([UInt8](repeating: 255, count: 20))
        == "n.safetensors, byte 0: expected a header of at most 100,000,000 bytes, as safetensors begin, "
        + "found a length of 18446744073709551615")
    #expect(
      try complaint(bytes([9 as UInt64]) + Array("{}      ".utf8))
        == "n.safetensors, byte 0: expected a header of at most 8 bytes, for the file holds no more, "
        + "found a length of 9")
    #expect(
      try complaint(safetensors("{"))
        == "n.safetensors, byte 16: expected a label, as in JSON, found the end")
    #expect(
      try complaint(safetensors("[]"))
        == "n.safetensors, byte 8: expected an object of tensors, found a list of 0")
    #expect(
      try complaint(bytes([4 as UInt64]) + [0x7b, 0x22, 0xff, 0x22])
        == "n.safetensors, byte 10: expected a text in UTF-8, as in JSON, found other bytes")
  }

  @Test(arguments: [
    (#"{"a":1}"#, #"tensor "a": expected a text behind "dtype", found nothing"#),
    (#"{"a":{"dtype":7}}"#, #"tensor "a": expected a text behind "dtype", found 7"#),
    (
      #"{"a":{"dtype":"F8","shape":[],"data_offsets":[0,8]}}"#,
      #"tensor "a": expected one of the types BOOL, U8, I8, U16, I16, U32, I32, U64, I64, F16, BF16, F32, F64, found "F8""#
    ),
    (#"{"a":{"dtype":"F32"}}"#, #"tensor "a": expected a list behind "shape", found nothing"#),
    (
      #"{"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}"#,
      #"tensor "a": expected integers from 0 on in "shape", found 2.0"#
    ),
    (
      #"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#,
      #"tensor "a": expected integers from 0 on in "shape", found -2"#
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}"#,
      #"tensor "a": expected two "data_offsets", in order and at most 8, found [0]"#
    ),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#,
      #"tensor "a": expected two "data_offsets", in order and at most 8, found [8, 0]"#
    ),
    (
      #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}"#,
      #"tensor "a": expected two "data_offsets", in order and at most 8, found [0, 12]"#
    ),
    (
      #"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#,
      #"tensor "a": expected 8 bytes, as its "data_offsets" say, found F32 [3], which has 12"#
    ),
    (
      #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#,
      #"tensor "a": expected 0 bytes, as its "data_offsets" say, found F32 [4611686018427387904, 4], which has more than can be counted"#
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
      #"tensor "a": expected its bytes to begin at offset 0, found offset 4"#
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}"#,
      #"tensor "b": expected its bytes to begin at offset 4, where "a" ends, found offset 2"#
    ),
    (
      #"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[2],"data_offsets":[6,8]}}"#,
      #"tensor "b": expected its bytes to begin at offset 4, where "a" ends, found offset 6"#
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
      #"byte 68: expected the end of the file behind the last tensor, found 4 more bytes"#
    ),
    (#"{"__metadata__":[]}"#, #"tensor "__metadata__": expected an object of texts, found a list of 0"#),
    (#"{"__metadata__":{"a":1}}"#, #"tensor "__metadata__": expected a text behind "a", found 1"#),
    (
      #"{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"a":{}}"#,
      #"byte 61: expected a label of its own, as in JSON, found a second "a""#
    ),
  ])
  func `a header that does not agree with the file is refused`(header: String, complaint: String) throws {
    let found = try self.complaint(safetensors(header, [UInt8](repeating: 0, count: 8)))
    #expect(found == "n.safetensors, " + complaint)
  }

  // The product of the sides must not be formed in front of the zero.
  @Test func `a side of zero leaves no elements, whatever the others are`() throws {
    let header = #"{"a":{"dtype":"F32","shape":[4611686018427387904,4,0],"data_offsets":[0,0]}}"#
    #expect(try complaint(safetensors(header)) == nil)
  }

  /// A file that holds what headers can hold.
  private var sound: [UInt8] {
    let header = #"""
      {"__metadata__":{"format":"pt"},"layers.0.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},
       "layers.0.mask":{"dtype":"BOOL","shape":[2,3],"data_offsets":[24,30]},
       "layers.0.bias":{"dtype":"F16","shape":[2],"data_offsets":[30,34]}}
      """#
    return safetensors(header, bytes([1, 0, 2, 0, 0, 3] as [Float]) + [1, 0, 1, 0, 0, 1, 0, 60, 0, 64])
  }

  // Whatever stands in a file, reading it ends with tensors or an error.
  @Test(arguments: 0..<16) func `no damage leads to anything but an error`(seed: Int) throws {
    var dense = Dense(units: 2)
    dense.mask = [[1, 0, 1], [0, 0, 1]]
    let network = try Network([dense], inputShape: [3])
    let stream = RandomStream(seed: seed, purpose: .data)
    var read = 0
    for trial in 0..<150 {
      var bytes = sound
      for change in 0..<(trial % 4) {
        let draw = stream.wide(4 * trial + change)
        let place = Int(draw >> 32) % bytes.count
        switch draw % 4 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: draw >> 8)
        case 1: bytes[place] ^= 1 << UInt8(draw >> 8 & 7)
        case 2: bytes.remove(at: place)
        case _: bytes.insert(UInt8(truncatingIfNeeded: draw >> 8), at: place)
        }
      }
      if trial % 3 == 2 { bytes.removeLast(Int(stream.wide(10_000 + trial) % UInt64(bytes.count))) }
      let path = try folder.write(bytes, to: "n")
      let refused = refusal { () throws(DataError) in
        let loaded = try network.reading(try SafetensorsFile(path))
        #expect(loaded.parameters[0].mask.rows == 2)
      }
      read += refused == nil ? 1 : 0
    }
    // Those without damage, and some whose numbers alone are others.
    #expect(read >= 26)
  }
}
