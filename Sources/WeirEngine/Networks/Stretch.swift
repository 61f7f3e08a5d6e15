/// What a pass does at once: a layer, and in training a rectifier behind it if the layer can do that on the way.
///
/// Between these two no batch is written: memory is what limits rectifiers, and most layers have their numbers at hand
/// when they write them. Other modes keep every batch, for measures look at them.
struct Stretch {
  /// Its places: one, or two. Input, parameters, memory and the work are those of the first, the output that of the last.
  let places: Range<Int>
  /// The slope below zero of the rectifier that is done on the way; 1 without one.
  let leak: Float
}

extension [Place] {
  /// The stretches of a pass, first to last.
  func stretches(_ mode: Pass.Mode) -> [Stretch] {
    var all: [Stretch] = []
    all.reserveCapacity(count)
    var index = 0
    while index < count {
      let isJoined = mode == .training && index + 1 < count && self[index].layer.canRectify
      let leak = isJoined ? self[index + 1].layer.rectifierLeak : nil
      let end = leak == nil ? index + 1 : index + 2
      all.append(Stretch(places: index..<end, leak: leak ?? 1))
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
