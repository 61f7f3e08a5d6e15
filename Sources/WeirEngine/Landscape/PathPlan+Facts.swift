import WeirCatalog

extension PathPlan {
  /// All that decides what comes of the path, but for where points between the ends begin: each with the name of the
  /// setting or of what it is, as a text that is the same for what is the same.
  ///
  /// The tolerance is not among these: it judges what was measured.
  var facts: [(name: String, text: String)] {
    [
      ("network", "[" + start.layers.map(\.identity).joined(separator: ", ") + "]"),
      ("input", "[" + start.inputShape.map(String.init).joined(separator: ", ") + "]"),
      ("the network at 0", "that with the digest " + start.digest),
      ("the network at 1", "that with the digest " + end.digest),
      ("data", data.summary),
      ("samples", "those with the digest " + data.digest),
      ("loss", loss.identity),
      ("form", family.rawValue),
      ("control points", Notation.integer(controls)),
      ("space", space.rawValue),
      ("optimizer", optimizer?.identity ?? "none"),
      ("schedule", schedule.identity),
      ("batch", Notation.integer(batch)),
      ("steps", Notation.integer(steps)),
      ("places", "[" + places.map(Notation.number).joined(separator: ", ") + "]"),
      ("statistics", measuring.statistics.rawValue),
      ("augment", isAugmented ? "true" : "false"),
      ("seed", Notation.integer(seed)),
    ]
  }
}
