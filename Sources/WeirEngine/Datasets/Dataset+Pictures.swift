import WeirCatalog

extension Dataset {
  /// The signs that a picture is drawn in, from dark to bright.
  public enum Shades: Sendable {
    /// Ten ASCII characters.
    case ascii
    /// Four block characters and the space.
    case blocks
    /// As blocks; but images of red, green and blue are in colour, of the 256 that terminals have.
    case colours

    fileprivate var ramp: [Character] {
      switch self {
      case .ascii: Array(" .:-=+*#%@")
      case .blocks, .colours: Array(" ░▒▓█")
      }
    }
  }

  /// A training sample for people: a picture in characters, or the numbers of an input that is none;
  /// below it a line with the answer, and with what a network made of it, if that is given.
  ///
  /// A character stands for two pixels above each other, since it is twice as high as wide; a picture
  /// wider than [width] is shrunk. Without colour, channels are averaged. Published pixels are shown as they were
  /// published, whatever was standardized since; other inputs between their least and largest value.
  /// Errors: no sample of that number.
  public func show(
    _ sample: Int, predicted: Int? = nil, shades: Shades = .ascii, width: Int = 80
  ) throws(DataError) -> String {
    let place = sample < 0 ? sample + train.count : sample
    guard (0..<train.count).contains(place) else {
      throw DataError(
        .refused("there is no sample \(sample); the training part has those from 0 to \(train.count - 1)"))
    }
    let picture = picture(place, shades, max(1, width)) ?? [numbers(place, width)]
    return (picture + [answer(place, predicted)]).joined(separator: "\n")
  }

  /// What class [label] is called: its number, and its name if it has one.
  public func className(_ label: Int) -> String {
    classNames.indices.contains(label) ? "\(label) (\(classNames[label]))" : "\(label)"
  }

  private func picture(_ sample: Int, _ shades: Shades, _ width: Int) -> [String]? {
    guard shape.count >= 2, let columns = shape.last, columns > 1, features > columns else { return nil }
    let rows = shape[shape.count - 2]
    let picture = Picture(
      channels: features / (rows * columns), rows: rows, columns: columns, brightness: brightness(of: sample),
      shrink: (columns + width - 1) / width)
    switch shades {
    case .colours where picture.channels == 3: return picture.coloured
    case .ascii, .blocks, .colours: return picture.shaded(shades.ramp)
    }
  }

  /// The numbers of an input, from 0 to 1.
  private func brightness(of sample: Int) -> [Float] {
    if case .bytes(let bytes) = train.storage {
      let start = train.rows[sample] * features
      return bytes[start..<(start + features)].map { Float($0) / 255 }
    }
    let input = train.input(sample)
    let (low, high) = (input.min() ?? 0, input.max() ?? 0)
    guard high > low else { return input.map { _ in 0 } }
    return input.map { ($0 - low) / (high - low) }
  }

  private func numbers(_ sample: Int, _ width: Int) -> String {
    var line = "["
    for (index, value) in train.input(sample).enumerated() {
      let next = (index == 0 ? "" : ", ") + Notation.number(value)
      // The last number leaves room for a bracket, the others also for what says that more follow.
      if line.count + next.count + (index == features - 1 ? 1 : 4) > width { return line + ", …]" }
      line += next
    }
    return line + "]"
  }

  private func answer(_ sample: Int, _ predicted: Int?) -> String {
    if let label = train.label(sample) {
      let line = "label " + className(label)
      guard let predicted else { return line }
      return line + ", predicted " + className(predicted) + (predicted == label ? "" : ", wrong")
    }
    let target = (train.target(sample) ?? []).map { Notation.number($0) }
    return "target " + (target.count == 1 ? target[0] : "[" + target.joined(separator: ", ") + "]")
  }
}
