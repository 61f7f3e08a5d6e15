import CWeirKernels
import Testing

/// Philox4x32-10 by its definition, one counter at a time.
private func philox(_ counter: [UInt32], key: [UInt32]) -> [UInt32] {
  var c = counter, k = key
  for _ in 0..<10 {
    let a = c[0].multipliedFullWidth(by: 0xD251_1F53), b = c[2].multipliedFullWidth(by: 0xCD9E_8D57)
    c = [b.high ^ c[1] ^ k[0], b.low, a.high ^ c[3] ^ k[1], a.low]
    k = [k[0] &+ 0x9E37_79B9, k[1] &+ 0xBB67_AE85]
  }
  return c
}

@Suite struct DropoutTests {
  private static let key: [UInt32] = [0xA409_3822, 0x299F_31D0]

  private static func expected(_ range: Range<UInt64>, stream: UInt32, step: UInt32, keep: Float) -> [Float] {
    range.map { i in
      let counter = [
        UInt32(truncatingIfNeeded: i / 4), UInt32(truncatingIfNeeded: (i / 4) >> 32), stream, step,
      ]
      return Double(philox(counter, key: key)[Int(i % 4)]) < Double(keep) * 0x1p32 ? 1 / keep : 0
    }
  }

  // The answers published with Random123, so that the reference below is itself Philox.
  @Test func `the reference gives the known answers`() {
    #expect(philox([0, 0, 0, 0], key: [0, 0]) == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8])
    #expect(
      philox([.max, .max, .max, .max], key: [.max, .max])
        == [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd])
    #expect(
      philox([0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], key: Self.key)
        == [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1])
  }

  @Test(arguments: instructionSets, [0.1, 0.5, 0.9, 0.999] as [Float])
  func `a mask is drawn number by number, in any parts`(set: Int32, keep: Float) {
    var random = Random(seed: 3)
    for count in [1, 3, 4, 63, 64, 65, 200] {
      let mask = Guarded(unwritten: count)
      with(set) {
        for part in random.cuts(count) {
          wk_dropout_mask(Self.key, 5, 9, keep, mask.pointer, part.lowerBound, part.upperBound)
        }
      }
      #expect(mask.array == Self.expected(0..<UInt64(count), stream: 5, step: 9, keep: keep))
    }
  }

  // Counters pass from the first word to the second at 2^32, which is element 2^34.
  @Test(arguments: instructionSets)
  func `counters carry into their second word`(set: Int32) {
    let begin = (1 << 34) - 37, count = 90
    let mask = Guarded(unwritten: count)
    with(set) { wk_dropout_mask(Self.key, 1, 2, 0.5, mask.pointer - begin, begin, begin + count) }
    let range = UInt64(begin)..<UInt64(begin + count)
    #expect(mask.array == Self.expected(range, stream: 1, step: 2, keep: 0.5))
  }

  @Test(arguments: instructionSets)
  func `keeping all keeps all, keeping none keeps none`(set: Int32) {
    let all = Guarded(unwritten: 1000), none = Guarded(unwritten: 1000)
    with(set) {
      wk_dropout_mask(Self.key, 0, 0, 1, all.pointer, 0, 1000)
      wk_dropout_mask(Self.key, 0, 0, 0, none.pointer, 0, 1000)
    }
    #expect(all.array == [Float](repeating: 1, count: 1000))
    #expect(none.array == [Float](repeating: 0, count: 1000))
  }
}
