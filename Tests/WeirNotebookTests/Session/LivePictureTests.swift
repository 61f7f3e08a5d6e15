import Foundation
import Testing
import WeirCatalog
import WeirEngine
import WeirLanguage
import WeirPlot

@testable import WeirNotebook

/// The picture of a training, and how often there is one.
@Suite struct LivePictureTests {
  /// A run after some steps, as it is laid down on its way.
  private func view(layers: Int) throws -> LiveTraining.View {
    let layers = Network.perceptron(
      [2] + Array(repeating: 6, count: layers - 1) + [2], activation: Tanh(), batchNorm: false, dropout: 0)
    let samples = Samples(
      .floats([0, 0, 0, 1, 1, 0, 1, 1]), features: 2, answers: .labels([0, 1, 1, 0]))
    let data = try Dataset(name: "xor", shape: [2], classes: 2, train: samples, test: samples)
    let plan = try TrainingPlan(
      network: try Network(layers, inputShape: [2], seed: 1), data: data, length: .steps(30), flowInterval: 1)
    let run = Run(plan).continued(to: 20, execution: Execution(threads: 1))
    let progress = Progress(step: 20, steps: 30, samples: 80, readings: [("loss", 0.5)], run: run)
    return LiveTraining.View(progress: progress, run: run)
  }

  private func rows(_ view: LiveTraining.View, most: Int, width: Int, colour: Bool = false) -> [String] {
    var region = TrainingRegion()
    let display = Display(width: width, height: 30, charset: .ascii, colours: colour ? .full : .none)
    return region.rows("run", view, at: .seconds(1), most: most, on: display)
  }

  @Test func `a line for how far it is, for the loss, and for each layer`() throws {
    let rows = try rows(view(layers: 3), most: 12, width: 80)
    #expect(
      rows.map { $0.prefix(8).trimmingCharacters(in: .whitespaces) } == [
        "run  ste", "loss", "flow 0 2", "flow 1 6", "flow 2 6",
      ])
    #expect(rows[0] == "run  step 20/30  loss 0.500")
    #expect(rows[1].contains("min ") && rows[1].contains("last "))
  }

  /// A gradient that fades by decades was a line at the bottom behind its first step.
  @Test func `what spans decades is drawn by logarithms`() throws {
    #expect(try !rows(view(layers: 2), most: 4, width: 90).contains { $0.hasSuffix("log") })
    #expect(PlotSeries("loss", y: [1, 0.1, 0.01]).spansDecades)
    #expect(PlotSeries("flow", y: [1, 0.001, 0, .nan]).spansDecades)
    #expect(![[1, 0.1], [-1, 0.001, 1], [0, 0], []].contains { PlotSeries("x", y: $0).spansDecades })
  }

  @Test func `many layers are a map, and where there is no room neighbours share a line`() throws {
    let view = try view(layers: 20)
    let tall = rows(view, most: 20, width: 80)
    #expect(tall[1].hasPrefix("loss ") && tall.count > 6 && tall.count <= 20)
    let low = rows(view, most: 5, width: 80)
    #expect(
      low.dropFirst(2).map { String($0.prefix(13)) } == ["flow 0...5   ", "flow 6...12  ", "flow 13...19 "])
    #expect(rows(view, most: 12, width: 80).dropFirst(2).map { $0.prefix(9) }.first == "flow 0...")
  }

  @Test(arguments: [1, 2, 5, 12, 19, 20, 40, 80, 300], 0...12)
  func `no picture is wider or taller than it may be`(width: Int, most: Int) throws {
    for layers in [2, 20] {
      let rows = try rows(view(layers: layers), most: most, width: width, colour: true)
      #expect(rows.count <= most)
      #expect(rows.allSatisfy { Screen.width(ofStyled: $0) < max(width, 2) }, "\(rows)")
    }
  }

  @Test(arguments: [(0, 200), (1, 200), (2, 200), (3, 300), (50, 5000)])
  func `pictures are a hundredth of the time at most, and five a second`(picture: Int, pause: Int) {
    #expect(LiveTraining.pause(after: .milliseconds(picture)) == .milliseconds(pause))
  }
}
