/// A sign that people bring along from elsewhere.
struct ForeignSign {
  let sign: String
  /// What ends a text that the sign begins.
  var end: String?
  let advice: String
  /// The advice where it begins a line, if that is another.
  var adviceAtStart: String?

  /// What messages call it: in backticks, unless it is made of them.
  var title: String { sign.hasPrefix("`") ? sign.count > 1 ? "a fence" : "a backtick" : "`\(sign)`" }

  private static let marks = "texts stand between straight quotation marks, `\"`"

  /// The longer ones come first.
  static let all: [ForeignSign] = [
    ForeignSign(sign: "..", advice: "ranges are written `1...5`, with the end, and `0..<5`, without it"),
    ForeignSign(
      sign: "```", advice: "leave out the fences of Markdown: what stands between them is the code"),
    ForeignSign(sign: "`", end: "`", advice: "code stands alone, without backticks"),
    ForeignSign(sign: "&&", advice: "write `and`"),
    ForeignSign(sign: "||", advice: "write `or`"),
    ForeignSign(sign: "|>", advice: "write `x.f()` for what is done to `x`"),
    ForeignSign(
      sign: "?", advice: "a choice is written `if x { 1 } else { 2 }`",
      adviceAtStart: "questions are for the prompt; elsewhere `weir reference train` says all about `train`"),
    ForeignSign(sign: "$", advice: "names stand alone, and `\\(x)` in a text"),
    ForeignSign(sign: "!", advice: "write `not`"),
    ForeignSign(sign: "%", advice: "the remainder is written `mod`, as in `7 mod 3`"),
    ForeignSign(sign: "'", end: "'", advice: "texts stand between double quotation marks"),
    ForeignSign(sign: "\u{2018}", end: "\u{2019}", advice: marks),
    ForeignSign(sign: "\u{201C}", end: "\u{201D}", advice: marks),
    ForeignSign(sign: "\u{201D}", advice: marks),
    ForeignSign(sign: "\u{2212}", advice: "write a plain minus, `-`"),
    ForeignSign(sign: "\u{2013}", advice: "write a plain minus, `-`"),
    ForeignSign(sign: "\u{D7}", advice: "write `*`"),
    ForeignSign(sign: "\u{2264}", advice: "write `<=`"),
    ForeignSign(sign: "\u{2265}", advice: "write `>=`"),
    ForeignSign(sign: "\u{2260}", advice: "write `!=`"),
    ForeignSign(sign: "\u{2026}", advice: "write three dots, `...`"),
  ]
}
