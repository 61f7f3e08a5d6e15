import WeirLanguage

/// What came of testing a document.
public struct DoctestReport: Sendable {
  /// Something that is not as the document says.
  struct Finding: Sendable {
    /// `docs/tour.md:41`
    let place: String
    /// What it is, in a few words.
    let summary: String
    /// What more there is to see: the code, and how the answers differ.
    var details: [String]
  }

  /// A piece of the document to be written otherwise.
  struct Correction: Sendable {
    let span: Span
    let text: String
  }

  /// The name of the document.
  public let name: String
  /// How many answers were compared.
  public internal(set) var compared = 0
  /// How many programs were run or checked.
  public internal(set) var programs = 0
  /// Whether somebody broke it off.
  public internal(set) var isInterrupted = false
  var findings: [Finding] = []
  /// What was left alone, and why.
  var ignored: [String] = []
  var corrections: [Correction] = []
  /// Answers that are close to what stands there and not the same. They are written anew where others are, so that what
  /// a page shows is of one session and not of several.
  var drifted: [Correction] = []

  /// How many things are not as the document says.
  public var failures: Int { findings.count }
  /// How many of them are answers that can be written anew.
  public var correctable: Int { corrections.count }

  /// The document [source] with the answers that were found, those that were close included.
  public func corrected(_ source: SourceText) -> String {
    var bytes = Array(source.text.utf8)
    // Lines end as they do in the document.
    let isCarriageReturned =
      bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 > 0 && bytes[$0 - 1] == 13 } ?? false
    // By position, and from the end, so that no place is moved before it is come to.
    for correction in (corrections + drifted).sorted(by: { $0.span.start > $1.span.start }) {
      let text = isCarriageReturned ? correction.text.replacing("\n", with: "\r\n") : correction.text
      bytes.replaceSubrange(correction.span.start..<correction.span.end, with: text.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What to tell people: a line for the document, and what is wrong with it under that; and that it is written anew, if
  /// it is.
  public func lines(isColoured: Bool, isFixing: Bool = false) -> [String] {
    func paint(_ style: Style, _ text: String) -> String {
      isColoured ? style.begin + text + Style.plain.begin : text
    }
    let what =
      compared > 0
      ? Self.count(compared, "answer")
      : programs > 0 ? Self.count(programs, "program") + " without answers" : "nothing is marked `weir` here"
    let left = isFixing ? failures - correctable : failures
    let besides = drifted.isEmpty ? "" : ", besides \(drifted.count) that were close"
    let facts = [
      isFixing && correctable > 0 ? "\(correctable) written anew" + besides : nil,
      left > 0 ? "\(left) not as written" : nil,
    ].compactMap(\.self).joined(separator: ", ")
    let heading =
      findings.isEmpty
      ? paint(.text, "ok") + "      \(name): \(what)"
      : (left > 0 ? paint(.error, "FAILED") : paint(.text, "fixed") + " ") + "  \(name): \(facts)"
    let notes = ignored.map { paint(.faint, "ignored") + " " + $0 }
    let findings = findings.flatMap { finding in
      ["        " + finding.place + ": " + finding.summary]
        + finding.details.map { line in
          let style: Style = line.hasPrefix("- ") ? .error : line.hasPrefix("+ ") ? .text : .plain
          return "          " + (style == .plain ? line : paint(style, line))
        }
    }
    return [heading] + findings + notes
  }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)" + (number == 1 ? "" : "s")
  }
}
