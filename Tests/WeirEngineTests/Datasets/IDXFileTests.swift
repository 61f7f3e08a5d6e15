import Testing
import WeirTestSupport

@testable import WeirEngine

@Suite struct IDXFileTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  /// Reads [bytes] as an array of any number of 2 by 3 elements.
  private func read(_ bytes: [UInt8]) throws -> Result<IDXFile, DataError> {
    let path = try folder.write(bytes, to: "file")
    return Result { () throws(DataError) in
      try IDXFile(path, shape: [nil, 2, 3], limit: 1000, of: "images")
    }
  }

  private func complaint(_ bytes: [UInt8]) throws -> String? {
    guard case .failure(let error) = try read(bytes) else { return nil }
    return error.message.replacing(folder.path + "/", with: "")
  }

  private let elements = (0..<12).map { UInt8($0 * 20) }
  private var sound: [UInt8] { idx([2, 2, 3], elements) }

  @Test func `an array is read, plain or packed`() throws {
    for bytes in [sound, gzip(sound)] {
      let file = try read(bytes).get()
      #expect(file.shape == [2, 2, 3] && file.bytes == elements)
      #expect(file.error(at: 3, expected: "a 1").message.contains("byte 19"))
    }
  }

  @Test func `a missing file and a folder in its place are named`() throws {
    let missing = folder.path + "/none"
    #expect(
      refusal { () throws(DataError) in try IDXFile(missing, shape: [nil], limit: 1, of: "labels") }
        == "\(missing) cannot be read: no such file or directory")
    #expect(
      refusal { () throws(DataError) in try IDXFile(folder.path, shape: [nil], limit: 1, of: "labels") }
        == "\(folder.path) cannot be read: it is not a regular file")
  }

  @Test func `a wrong header is met with the offset, what was expected and what was found`() throws {
    #expect(try complaint([]) == "file, byte 0: expected 4 bytes of an IDX header, found the end after 0")
    #expect(
      try complaint([0, 0, 8, 3, 0])
        == "file, byte 5: expected 4 bytes of an IDX header, found the end after 1")
    #expect(
      try complaint(idx([2], [1, 2]))
        == "file, byte 0: expected the IDX header 00 00 08 03 of images, found 00 00 08 01")
    #expect(
      try complaint(idx([2, 3, 2], elements)) == "file, byte 8: expected 2, a length of images, found 3")
    #expect(try complaint(idx([0, 2, 3], [])) == "file, byte 4: expected 1 to 1000 images, found 0")
    #expect(
      try complaint(gzip(idx([2, 3, 2], elements)))
        == "file, byte 8 of what it unpacks to: expected 2, a length of images, found 3")
  }

  @Test func `a header that promises more than the file can hold costs no memory`() throws {
    #expect(
      try complaint(idx([1_000_000, 2, 3], elements))
        == "file, byte 4: expected 1 to 1000 images, found 1000000")
    #expect(
      try complaint(idx([1000, 2, 3], elements))
        == "file, byte 4: expected a header that promises at most 12 bytes of images, for the file holds no more,"
        + " found lengths of 1000 x 2 x 3")
    // Packed data can grow by a factor of 1032 at most.
    let packed = gzip(idx([1000, 2, 3], []))
    let path = try folder.write(gzip(idx([0x7fff_ffff, 0x7fff_ffff, 0x7fff_ffff], [])), to: "file")
    let found = refusal { () throws(DataError) in
      try IDXFile(path, shape: [nil, nil, nil], limit: .max, of: "images")
    }
    #expect(found?.contains("found lengths of 2147483647 x 2147483647 x 2147483647") == true)
    #expect(try complaint(packed)?.contains("expected 6000 bytes of images, found the end after 0") == true)
  }

  @Test func `a plain file that is too short or too long is refused`() throws {
    #expect(
      try complaint(sound.dropLast())
        == "file, byte 4: expected a header that promises at most 11 bytes of images, for the file holds no more,"
        + " found lengths of 2 x 2 x 3")
    #expect(try complaint(sound + [0]) == "file, byte 28: expected the end of images, found more bytes")
  }

  @Test func `a packed file that unpacks to too little or too much is refused`() throws {
    #expect(
      try complaint(gzip(sound.dropLast(2)))
        == "file, byte 26 of what it unpacks to: expected 12 bytes of images, found the end after 10")
    // A megabyte of zeros behind two images: only the first byte of it is ever unpacked.
    #expect(
      try complaint(gzip(sound + [UInt8](repeating: 0, count: 1_000_000)))
        == "file, byte 28 of what it unpacks to: expected the end of images, found more bytes")
  }

  @Test func `damaged gzip data is refused`() throws {
    let packed = gzip(sound)
    #expect(
      try complaint(Array(packed.dropLast(9)))?.hasSuffix(
        "expected more gzip data, found the end of the file")
        == true)
    #expect(
      try complaint(Array(packed.dropLast(1)))?.hasSuffix(
        "expected more gzip data, found the end of the file")
        == true)
    var wrong = packed
    wrong[packed.count - 6] ^= 1
    #expect(try complaint(wrong)?.contains("expected sound gzip data, found incorrect data check") == true)
    #expect(
      try complaint(packed + packed)
        == "file, byte \(packed.count): expected the end of the file after its gzip data,"
        + " found \(packed.count) more bytes")
  }

  // Whatever stands in a file, reading it ends with an array or an error.
  @Test(arguments: 0..<8) func `no damage leads to anything but an error`(seed: Int) throws {
    let stream = RandomStream(seed: seed, purpose: .data)
    for trial in 0..<60 {
      var bytes = trial % 2 == 0 ? sound : gzip(sound)
      for change in 0..<(1 + trial % 4) {
        let draw = stream.wide(4 * trial + change)
        let place = Int(draw >> 32) % bytes.count
        switch draw % 3 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: draw >> 8)
        case 1: bytes.remove(at: place)
        case _: bytes.insert(UInt8(truncatingIfNeeded: draw >> 8), at: place)
        }
      }
      if case .success(let file) = try read(bytes) {
        #expect(file.bytes.count == file.shape.reduce(1, *))
      }
    }
  }
}
