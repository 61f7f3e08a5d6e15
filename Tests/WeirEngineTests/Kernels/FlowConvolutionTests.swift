import Testing

@testable import WeirEngine

@Suite struct FlowConvolutionTests {
  /// Every product of a weight, a number of the input and the number of the output that it belongs to, by the
  /// definition.
  private func forEachProduct(
    of map: Convolution, _ mask: Mask, _ body: (_ rank: Int, _ input: Int, _ output: Int) -> Void
  ) {
    let area = map.kernel * map.kernel
    var rank = 0
    mask.forEach { filter, column in
      let channel = filter / (map.filters / map.groups) * map.channels + column / area
      for i in 0..<map.output[1] {
        for j in 0..<map.output[2] {
          let row = i * map.stride + column % area / map.kernel - map.padding
          let place = j * map.stride + column % map.kernel - map.padding
          guard (0..<map.input[1]).contains(row), (0..<map.input[2]).contains(place) else { continue }
          body(
            rank, (channel * map.input[1] + row) * map.input[2] + place,
            (filter * map.output[1] + i) * map.output[2] + j)
        }
      }
      rank += 1
    }
  }

  private func positive(_ count: Int, _ seed: Int) -> [Double] {
    let stream = RandomStream(seed: seed, purpose: .data)
    return (0..<count).map { Double(abs(stream.singleNormal($0))) }
  }

  @Test(arguments: ConvGradientTests.cases, [1, 3])
  func `products and parts are those of the definition`(test: ConvGradientTests.Case, threads: Int) throws {
    let network = try Network(test.layers, inputShape: test.input).sparsified(to: test.density, seed: 2)
    for place in network.places {
      let conv = try #require(place.layer as? Conv)
      let map = try #require(conv.map(for: place.input))
      let mask = network.parameters[place.parameters.lowerBound].mask
      let flow = FlowConvolution(map, mask)
      let (weights, x) = (positive(mask.count, 1), positive(map.input.reduce(1, *), 2))
      let d = positive(map.output.reduce(1, *), 3)
      var y = d.map { _ in 0.0 }
      var (parts, gradient) = (weights.map { _ in 0.0 }, x.map { _ in 0.0 })
      forEachProduct(of: map, mask) { rank, input, output in
        y[output] += weights[rank] * x[input]
        parts[rank] += weights[rank] * x[input] * d[output]
        gradient[input] += weights[rank] * d[output]
      }
      let execution = Execution(threads: threads)
      let found = flow.parts(weights, x, d, execution)
      for (found, expected) in [
        (flow.product(weights, x, execution), y), (found.parts, parts), (found.gradient, gradient),
      ] {
        #expect(found.count == expected.count)
        #expect(zip(found, expected).allSatisfy { abs($0 - $1) <= 1e-12 * $1 })
      }
    }
  }

  // The order of additions is one for any number of threads.
  @Test func `threads change no bit`() throws {
    let map = try #require(Convolution(filters: 40, kernel: 3, padding: 1, for: [30, 12, 12]))
    for density in [1, 0.3] {
      let positions = RandomStream(seed: 1, purpose: .mask).choose(Int(10_800 * density), of: 10_800)
      let flow = FlowConvolution(map, Mask(rows: 40, columns: 270, positions: positions))
      let (weights, x, d) = (positive(positions.count, 1), positive(4320, 2), positive(5760, 3))
      let one = flow.parts(weights, x, d, oneThread)
      let several = flow.parts(weights, x, d, Execution(threads: 3))
      #expect(one.parts == several.parts && one.gradient == several.gradient)
      #expect(flow.product(weights, x, oneThread) == flow.product(weights, x, Execution(threads: 3)))
    }
  }
}
