import Testing

@testable import WeirNotebook

@Suite struct KeyboardTests {
  init() throws { try #require(hasUTF8, "no UTF-8 locale on this machine") }

  private func scalars(_ chunks: [UInt8]...) -> String {
    var (keyboard, out) = (Keyboard(), "")
    for chunk in chunks {
      keyboard.feed(chunk)
      while let scalar = keyboard.next() { out.unicodeScalars.append(scalar) }
    }
    return out
  }

  @Test func `a character waits for its last byte`() {
    let bytes = Array("aé漢🙂".utf8)
    for cut in bytes.indices { #expect(scalars(Array(bytes[..<cut]), Array(bytes[cut...])) == "aé漢🙂") }
  }

  @Test func `bytes that are no text are dropped`() {
    #expect(scalars([0xFF, 0x61, 0xC3, 0x28, 0x80, 0x62, 0xE6, 0xBC, 0x63]) == "a(bc")
  }

  @Test func `what is put back comes first`() {
    var keyboard = Keyboard()
    keyboard.feed("b".utf8)
    keyboard.putBack("a")
    #expect(!keyboard.isEmpty)
    let scalars = [keyboard.next(), keyboard.next(), keyboard.next()]
    #expect(scalars == ["a", "b", nil])
  }
}
