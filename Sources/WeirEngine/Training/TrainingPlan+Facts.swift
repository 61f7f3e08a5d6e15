import WeirCatalog

extension TrainingPlan {
  /// All that decides what comes of the training, each with the name of the setting or of what it is, as a text
  /// that is the same for what is the same.
  public var facts: [(name: String, text: String)] {
    [
      ("network", "[" + network.layers.map(\.identity).joined(separator: ", ") + "]"),
      ("input", "[" + network.inputShape.map(String.init).joined(separator: ", ") + "]"),
      ("weights at the start", "those with the digest " + network.digest),
      ("data", data.summary),
      ("samples", "those with the digest " + data.digest),
      ("optimizer", optimizer.identity),
      ("clip", clip?.identity ?? "none"),
      ("schedule", schedule.identity),
      ("sparsity", sparsity.identity),
      ("loss", loss.identity),
      ("batch", Notation.integer(batch)),
      ("steps", Notation.integer(steps)),
      ("seed", Notation.integer(seed)),
      ("shuffle", shuffles ? "true" : "false"),
      ("measure", flowInterval.map(Notation.integer) ?? "none"),
    ]
  }
}
