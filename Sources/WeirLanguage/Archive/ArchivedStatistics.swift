import WeirCatalog
import WeirPlot
import WeirStatistics

/// How archives hold what judges numbers: by the numbers that say what was found.

extension Record {
  fileprivate func number(_ label: String) -> Double? { self[label]?.asNumber }

  fileprivate func integer(_ label: String) -> Int? {
    if case .integer(let value)? = self[label] { value } else { nil }
  }

  fileprivate func truth(_ label: String) -> Bool? {
    if case .truth(let value)? = self[label] { value } else { nil }
  }

  fileprivate func choice<Choice: RawRepresentable<String>>(_ label: String, _ type: Choice.Type) -> Choice? {
    if case .text(let text)? = self[label] { Choice(rawValue: text) } else { nil }
  }
}

extension Record {
  fileprivate func numbers(_ label: String) -> [Double]? {
    guard case .list(let items)? = self[label] else { return nil }
    let numbers = items.compactMap(\.asNumber)
    return numbers.count == items.count ? numbers : nil
  }

  fileprivate func part<Part: ArchivedAsParts>(_ label: String, _ type: Part.Type) -> Part? {
    self[label].flatMap { Part(archiveParts: $0) }
  }
}

extension Value {
  fileprivate static func list(of numbers: [Double]) -> Value { .list(of: numbers.map { .number($0) }) }

  fileprivate var asRecord: Record? { if case .record(let record) = self { record } else { nil } }
}

extension SignedRankTest: ArchivedAsParts {
  var archiveParts: Value {
    .record([
      "pairs": .integer(pairs), "n": .integer(n), "above": .number(above), "below": .number(below),
      "p": .number(p), "side": .text(side.rawValue), "median": .number(median),
    ])
  }

  init?(archiveParts: Value) {
    guard let parts = archiveParts.asRecord, let pairs = parts.integer("pairs"), let n = parts.integer("n"),
      let above = parts.number("above"), let below = parts.number("below"), let p = parts.number("p"),
      let side = parts.choice("side", Side.self), let median = parts.number("median")
    else { return nil }
    self.init(pairs: pairs, n: n, above: above, below: below, p: p, side: side, median: median)
  }
}

extension RankSumTest: ArchivedAsParts {
  var archiveParts: Value {
    .record([
      "a": .integer(counts.a), "b": .integer(counts.b), "u": .number(u), "p": .number(p),
      "side": .text(side.rawValue),
    ])
  }

  init?(archiveParts: Value) {
    guard let parts = archiveParts.asRecord, let a = parts.integer("a"), let b = parts.integer("b"),
      let u = parts.number("u"), let p = parts.number("p"), let side = parts.choice("side", Side.self)
    else { return nil }
    self.init(counts: (a, b), u: u, p: p, side: side)
  }
}

extension Correlation: ArchivedAsParts {
  var archiveParts: Value {
    .record([
      "method": .text(method.rawValue), "coefficient": .number(coefficient), "p": .number(p),
      "n": .integer(n), "side": .text(side.rawValue), "exact": .truth(isExact),
    ])
  }

  init?(archiveParts: Value) {
    guard let parts = archiveParts.asRecord, let method = parts.choice("method", Method.self),
      let coefficient = parts.number("coefficient"), let p = parts.number("p"), let n = parts.integer("n"),
      let side = parts.choice("side", Side.self), let isExact = parts.truth("exact")
    else { return nil }
    self.init(method: method, coefficient: coefficient, p: p, n: n, side: side, isExact: isExact)
  }
}

extension Interval: ArchivedAsParts {
  var archiveParts: Value {
    .record([
      "estimate": .number(estimate), "low": .number(low), "high": .number(high), "level": .number(level),
      "method": method.map { .text($0.rawValue) } ?? .none,
    ])
  }

  init?(archiveParts: Value) {
    guard let parts = archiveParts.asRecord, let estimate = parts.number("estimate"),
      let low = parts.number("low"), let high = parts.number("high"), let level = parts.number("level")
    else { return nil }
    self.init(
      estimate: estimate, low: low, high: high, level: level,
      method: parts.choice("method", Bootstrap.Method.self))
  }
}

extension Bootstrap.Outcome: ArchivedAsParts {
  var archiveParts: Value {
    .record([
      "interval": interval.archiveParts, "replicates": .list(of: replicates),
      "undefined": .integer(undefined),
    ])
  }

  init?(archiveParts: Value) {
    guard let parts = archiveParts.asRecord, let interval = parts.part("interval", Interval.self),
      let replicates = parts.numbers("replicates"), let undefined = parts.integer("undefined")
    else { return nil }
    self.init(interval: interval, replicates: replicates, undefined: undefined)
  }
}

extension PowerStatement: ArchivedAsParts {
  var archiveParts: Value {
    .record([
      "pairs": .integer(design.pairs), "level": .number(design.level), "tests": .integer(design.tests),
      "side": .text(design.side.rawValue), "effect": effect.map { .number($0) } ?? .none,
      "power": power.map { .number($0) } ?? .none,
    ])
  }

  init?(archiveParts: Value) {
    guard let parts = archiveParts.asRecord, let pairs = parts.integer("pairs"), pairs >= 0,
      let level = parts.number("level"), level > 0, let tests = parts.integer("tests"), tests >= 1,
      let side = parts.choice("side", Side.self)
    else { return nil }
    self.init(
      design: PairedPower(pairs: pairs, level: level, tests: tests, side: side),
      effect: parts.number("effect"), power: parts.number("power"))
  }
}

extension PairedComparison.Cell: ArchivedAsParts {
  /// It occurs within judgements alone.
  public static let kind = Kind("cell of a judgement")

  var archiveParts: Value {
    .record([
      "a": .list(of: a), "b": .list(of: b), "lost": .integer(lostByA), "won": .integer(lostByB),
      "dropped": .integer(dropped), "test": test.archiveParts, "holm": .number(adjustedP),
      "difference": difference.archiveParts,
    ])
  }

  init?(archiveParts: Value) {
    guard let parts = archiveParts.asRecord, let a = parts.numbers("a"), let b = parts.numbers("b"),
      let lost = parts.integer("lost"), let won = parts.integer("won"),
      let dropped = parts.integer("dropped"), let test = parts.part("test", SignedRankTest.self),
      let holm = parts.number("holm"), let difference = parts.part("difference", Interval.self)
    else { return nil }
    self.init(
      a: a, b: b, lostByA: lost, lostByB: won, dropped: dropped, test: test, adjustedP: holm,
      difference: difference)
  }
}

extension Judgement: ArchivedAsParts {
  var archiveParts: Value {
    .record([
      "a": .text(names.a), "b": .text(names.b), "labels": .list(of: labels.map { .text($0) }),
      "keys": .list(of: keys.map { Value.list(of: $0.map(\.value)) }),
      "cells": .list(of: comparison.cells.map(\.archiveParts)),
      "overall": comparison.overall.archiveParts, "level": .number(comparison.level),
    ])
  }

  init?(archiveParts: Value) {
    guard let parts = archiveParts.asRecord, case .text(let a)? = parts["a"],
      case .text(let b)? = parts["b"], case .list(let labels)? = parts["labels"],
      case .list(let keys)? = parts["keys"], case .list(let items)? = parts["cells"],
      let overall = parts.part("overall", SignedRankTest.self), let level = parts.number("level")
    else { return nil }
    let cells = items.compactMap { PairedComparison.Cell(archiveParts: $0) }
    let rows = keys.compactMap { row -> [PlotTable.Cell]? in
      guard case .list(let values) = row else { return nil }
      return values.map(Self.key)
    }
    guard cells.count == items.count, rows.count == cells.count,
      rows.allSatisfy({ $0.count == labels.count })
    else { return nil }
    self.init(
      names: (a, b), labels: labels.map(\.plain), keys: rows,
      comparison: PairedComparison(cells: cells, overall: overall, level: level))
  }

  private static func key(_ value: Value) -> PlotTable.Cell {
    switch value {
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .text(let text): .text(text)
    case .none, .truth, .list, .record, .range, .function, .word, .entry, .thing: .missing
    }
  }
}
