import WeirCatalog
import WeirEngine
import WeirPlot

/// The members of what is found of a Hessian.
let curvatureMembers = [spectrumMembers, hessianMembers, traceMembers]

/// What one can ask of a spectrum.
let spectrumMembers = MemberTable(
  Spectrum.kind,
  [
    Member("values", of: Spectrum.self, "Where eigenvalues lie, increasing.", result: .list) {
      .list(of: $0.values.map { .number($0) })
    },
    Member("weights", of: Spectrum.self, "Which share of them lies near each value.", result: .list) {
      .list(of: $0.weights.map { .number($0) })
    },
    Member("density", of: Spectrum.self, "The share of eigenvalues, as a density.", result: Series.kind) {
      .thing($0.density)
    },
    Member(
      "mean", of: Spectrum.self, "The mean of all eigenvalues: the trace over their number.", result: .number
    ) { .number($0.mean) },
    Member("max", of: Spectrum.self, "The largest eigenvalue, from below.", result: .number) {
      .number($0.max)
    },
    Member("min", of: Spectrum.self, "The least eigenvalue, from above.", result: .number) {
      .number($0.min)
    },
  ])

extension Spectrum: Shown {
  /// How many eigenvalues there are, and from where to where.
  public var brief: String {
    let ends = [min, mean, max].map { Readable.number($0, digits: 4) }
    return
      "spectrum(\(Notation.grouped(coordinates)) eigenvalues from \(ends[0]) to \(ends[2]), mean \(ends[1]))"
  }

  /// The same, and a spark of the density.
  public func full(on display: Display) -> String {
    brief + "\n" + Spark(plotSeries).render(on: display)
  }
}

/// What one can ask of a Hessian.
let hessianMembers = MemberTable(
  Hessian.kind,
  [
    Member("matrix", of: Hessian.self, "All entries, as a tensor.", result: Tensor.kind) {
      .thing($0.tensor)
    },
    Member("size", of: Hessian.self, "How many rows it has.", result: .integer) { .integer($0.size) },
    Member("eigenvalues", of: Hessian.self, "All eigenvalues, largest first.", result: .list) {
      .list(of: $0.eigenvalues.map { .number($0) })
    },
    Member(
      "vectors", of: Hessian.self, "The eigenvectors as rows, in that order.", result: Tensor.kind
    ) { hessian in
      do throws(PlanError) { return .thing(try hessian.vectors()) } catch {
        throw CallError.failed(error.message)
      }
    },
    Member("trace", of: Hessian.self, "The sum of the diagonal.", result: .number) { .number($0.trace) },
    Member(
      "negative", of: Hessian.self, "How many eigenvalues are below zero by more than rounding.",
      result: .integer
    ) { .integer($0.negative) },
    Member(
      "layers", of: Hessian.self, "The block of each layer that carries weights, with its bias.",
      result: .list
    ) { .list(of: $0.blocks.map { .thing($0) }) },
  ])

/// What one can ask of an estimated trace.
let traceMembers = MemberTable(
  TraceEstimate.kind,
  [
    Member("value", of: TraceEstimate.self, "The estimate.", result: .number) { .number($0.value) },
    Member("error", of: TraceEstimate.self, "Its standard error.", result: .number) { .number($0.error) },
    Member("samples", of: TraceEstimate.self, "What each probe says.", result: .list) {
      .list(of: $0.samples.map { .number($0) })
    },
    Member(
      "layers", of: TraceEstimate.self, "Records of layer, value and error for the block of each layer.",
      result: .list
    ) {
      .list(
        of: $0.layers.map { layer in
          .record([
            "layer": .text(layer.name), "value": .number(layer.value), "error": .number(layer.error),
          ])
        })
    },
  ])

extension Hessian: Sequential {
  /// How many rows it has.
  public var count: Int { size }
  /// The row at [index].
  public func item(at index: Int) throws(CallError) -> Value {
    .thing(Tensor(shape: [size], values: (0..<size).map { Float(self[index, $0]) }))
  }
}

extension Hessian: Shown {
  /// How large it is, from where to where its eigenvalues reach, and how many are negative.
  public var brief: String {
    let ends = [eigenvalues.last, eigenvalues.first].map { Readable.number($0 ?? .nan, digits: 4) }
    let size = Notation.grouped(size)
    return "hessian(\(size) x \(size), eigenvalues from \(ends[0]) to \(ends[1]), "
      + "\(Notation.grouped(negative)) negative)"
  }

  /// The same, and a spark of the eigenvalues.
  public func full(on display: Display) -> String {
    brief + "\n" + Spark(plotSeries).render(on: display)
  }
}

extension TraceEstimate: Shown {
  /// The estimate and its error.
  public var brief: String {
    "trace \(Readable.number(value, digits: 4)) +- \(Readable.number(error, digits: 2)) "
      + "(\(Notation.grouped(samples.count)) probes)"
  }
}
