/// What a pass does at once: a layer, or in training two that can be one pass over memory.
///
/// Between these two no batch is written: what a rectifier needs is at hand when the layer in front of it writes its
/// numbers, and memory is what limits rectifiers. Other modes keep every batch, for measures look at them.
struct Stretch {
  /// The places of its layers. Input, parameters and memory are those of the first, the output that of the last.
  let places: Range<Int>
  /// What does the work.
  let layer: any Layer
}

extension [Place] {
  /// The stretches of a pass, first to last.
  func stretches(_ mode: Pass.Mode) -> [Stretch] {
    var all: [Stretch] = []
    var index = 0
    while index < count {
      let both =
        mode == .training && index + 1 < count
        ? self[index].layer.joined(with: self[index + 1].layer) : nil
      let end = both == nil ? index + 1 : index + 2
      all.append(Stretch(places: index..<end, layer: both ?? self[index].layer))
      index = end
    }
    return all
  }

  /// The places behind which a pass leaves a batch, those inside others included.
  func written(_ mode: Pass.Mode) -> [Place] {
    stretches(mode).flatMap { stretch in
      self[stretch.places].flatMap { $0.inner.written(mode) + $0.shortcut.written(mode) }
        + [self[stretch.places.upperBound - 1]]
    }
  }
}
