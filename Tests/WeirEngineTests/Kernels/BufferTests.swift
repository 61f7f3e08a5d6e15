import Testing

@testable import WeirEngine

@Suite struct BufferTests {
  @Test func `a copy is a value of its own`() {
    let first = Buffer([1, 2, 3])
    var second = first
    second[1] = 7
    #expect(first.array == [1, 2, 3] && second.array == [1, 7, 3])
    var third = second
    third.withMutableSpan { $0[0] = 9 }
    third.mutablePointer[2] = 8
    #expect(second.array == [1, 7, 3] && third.array == [9, 7, 8])
    #expect(third.withSpan { span in span[0] } == 9)
  }

  @Test func `equality is of bits`() {
    #expect(Buffer([.nan]) == Buffer([.nan]) && Buffer([0]) != Buffer([-0.0]))
    #expect(Buffer([1]) != Buffer([1, 2]) && Buffer(count: 0) == Buffer([]))
  }

  @Test(arguments: [0, 1, 15, 1000]) func `memory begins at a multiple of 64 bytes, and with zeros`(
    count: Int
  ) {
    let buffer = Buffer(count: count)
    #expect(UInt(bitPattern: buffer.pointer) % 64 == 0)
    #expect(buffer.array == [Float](repeating: 0, count: count))
  }

  @Test func `a batch keeps features together, tile after tile`() {
    var batch = TiledBatch(features: 3, count: 130)
    #expect(batch.tiles == 3 && batch.stride == 192 && batch.extent == 576)
    #expect((0..<3).map { batch.lanes(ofTile: $0) } == [64, 64, 2])
    for sample in 0..<130 { for feature in 0..<3 { batch[sample, feature] = Float(sample * 3 + feature) } }
    #expect(batch.buffer[0] == 0 && batch.buffer[1] == 3 && batch.buffer[64] == 1 && batch.buffer[192] == 192)
    #expect(batch.samples.flatMap { $0 } == (0..<390).map { Float($0) })
    batch.reshape(features: 2, count: 5)
    #expect(batch.extent == 128 && batch.buffer.count == 576)
    batch.reshape(features: 10, count: 70)
    #expect(batch.buffer.count == 1280)
  }

  @Test(arguments: [0, 1, 15, 16, 17, 1000]) func `norms and finiteness are of every number`(count: Int) {
    let numbers = RandomStream(seed: 1, purpose: .data).normals(0..<count)
    let norms = Updates.norms(of: Buffer(numbers))
    #expect(abs(norms.absolute - numbers.reduce(0) { $0 + Double(abs($1)) }) < 1e-9)
    #expect(abs(norms.squares - numbers.reduce(0) { $0 + Double($1) * Double($1) }) < 1e-9)
    for place in stride(from: 0, to: count, by: 7) {
      for odd in [Float.nan, .infinity, -.infinity] {
        var spoilt = Buffer(numbers)
        #expect(Updates.areFinite(spoilt))
        spoilt[place] = odd
        #expect(!Updates.areFinite(spoilt))
      }
    }
    #expect(Updates.areFinite(Buffer([Float](repeating: .greatestFiniteMagnitude, count: count))))
  }
}
