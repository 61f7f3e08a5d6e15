import WeirEngine
import WeirLanguage
import WeirPlot

/// The picture of a training that stands above the prompt: how far it is, the course of its loss, and that of the
/// gradient flow of each layer.
struct TrainingRegion {
  private var line = ProgressLine()
  private var text = ""

  /// The rows of the picture of [view] at [time], for [name], in at most [most] rows of [display].
  mutating func rows(
    _ name: String, _ view: LiveTraining.View, at time: Duration, most: Int, on display: Display
  ) -> [String] {
    guard most > 0, let progress = view.progress else { return [] }
    let room = display.width - 1
    let head = Layout.shortened(name, to: max(4, room / 4)) + "  "
    // Too early for new rates, the line is the last one.
    text = line.line(for: progress, at: time, width: max(8, room - Layout.width(of: head))) ?? text
    var narrow = display
    narrow.width = room
    let charts = pictures(of: view.run, most: most - 1, on: narrow)
    return [Layout.shortened(head + text, to: room)] + charts
  }

  /// Sparks of the loss and of each layer's flow. Layers that do not fit so are a heat map; if that does not either,
  /// neighbours share a spark.
  private func pictures(of run: Run, most: Int, on display: Display) -> [String] {
    // Charts are no narrower.
    guard most > 0, display.width >= 20 else { return [] }
    let (loss, flow) = (Self.spark(run.loss.plotSeries), run.flow())
    func rows(_ chart: some Chart) -> [String] {
      chart.render(on: display).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    let (first, layers) = (rows(loss), flow.layers.count)
    if flow.steps.isEmpty || most < 2 { return first }
    if layers >= most {
      var low = display
      low.height = most - first.count
      let map = Heatmap(flow.plotGrid, log: true).render(on: low).split(separator: "\n").map(String.init)
      if first.count + map.count <= most { return first + map }
    }
    let flows = PlotSeries.means(of: flow.plotSeries, in: most - first.count).map { series in
      var named = series
      named.name = "flow " + series.name
      return named
    }
    return rows(Self.spark(run.loss.plotSeries + flows))
  }

  /// A spark of each of [series], by logarithms as soon as one spans decades: it never spans less later on.
  private static func spark(_ series: [PlotSeries]) -> Spark {
    Spark(series, log: series.contains(where: \.spansDecades))
  }
}
