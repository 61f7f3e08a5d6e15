import Testing
import WeirCatalog
import WeirTestSupport

@testable import WeirEngine

@Suite struct GlyphsTests {
  private func load(_ given: [Given], seed: Int = 1) throws -> Dataset {
    try Glyphs.assemble([Given("test", .number(0))] + given).load(
      in: DataEnvironment(folder: "/"), seed: seed)
  }

  private let plain = [
    Given("noise", .number(0)), Given("distortion", .number(0)), Given("samples", .integer(40)),
  ]

  @Test func `a steady hand on clean paper draws the model`() throws {
    let found = try load(plain).show(2)
    let expected = """


                .=**#*=.
               *%+:..:+%*
              +%-      -%+
              :-       -%+
                      +%*
                    -#*:
                  :##-
                .*%=
              .+%+:
              *###########.


      label 2
      """
    #expect(difference(expected: expected, found: found).isEmpty, "\(found)")
    // The next of the same class is the same picture then.
    #expect(try load(plain).show(12) == found)
  }

  @Test func `every character has its strokes and a name, and no two look alike`() throws {
    #expect(Glyph.all.count == Glyph.names.count && Set(Glyph.names).count == Glyph.names.count)
    let data = try load(plain + [Given("classes", .integer(Glyph.all.count))])
    #expect(data.classNames == Glyph.names)
    for a in 0..<Glyph.all.count {
      for b in 0..<a {
        let difference = zip(data.train.input(a), data.train.input(b)).reduce(0) { $0 + abs($1.0 - $1.1) }
        #expect(difference > 9, "\(Glyph.names[a]) and \(Glyph.names[b])")
      }
    }
  }

  @Test func `every hand strays in its own way, and keeps ink on the paper`() throws {
    let data = try load([Given("noise", .number(0)), Given("samples", .integer(60))])
    #expect(Set((0..<60).map { data.train.input($0) }).count == 60)
    for sample in 0..<60 {
      let ink = data.train.input(sample).reduce(0, +)
      #expect((10...250).contains(ink), "sample \(sample)")
    }
  }

  @Test func `the widest distortion only leaves the paper`() throws {
    let data = try load([Given("distortion", .number(4)), Given("samples", .integer(200))])
    #expect(data.train.count == 200)
  }

  // Where there is no ink, what is below 0 is cut off: the mean of max(0, noise) is 0.2 / √(2π), and
  // that of about 28 000 such pixels has a deviation of 0.0007.
  @Test func `noise is normal, cut off where pixels end`() throws {
    let clean = try load(plain).train
    let noisy = try load([plain[1], plain[2], Given("noise", .number(0.2))]).train
    var (sum, count) = (0 as Float, 0 as Float)
    for sample in 0..<40 {
      for (a, b) in zip(clean.input(sample), noisy.input(sample)) where a == 0 {
        (sum, count) = (sum + b, count + 1)
      }
    }
    #expect(abs(sum / count - 0.0798) < 0.003)
  }
}
