import WeirCatalog

/// What the words behind `weir` on a fence ask for.
struct FenceMarks {
  /// What is done with what the fence holds.
  enum Treatment: Equatable {
    /// It is run, and what comes of it compared.
    case run
    /// It is only checked.
    case check
    /// It is left alone, for this reason.
    case ignore(String)
  }

  var treatment = Treatment.run
  /// Whether nothing of what stands above it is known to it, nor to what stands below.
  var isFresh = false
  /// Whether numbers of answers may be a little off, as those of trainings are from processor to processor.
  var isClose = false
  /// The dataset whose files have to be on this machine.
  var needs: String?

  /// Words that cannot be meant.
  struct Mistake: Error {
    let message: String
  }

  /// The marks in [text]: `ignore (it takes an hour)`, `check`, `close`, `fresh`, `needs cifar10`.
  init(_ text: String) throws(Mistake) {
    var rest = Substring(text)
    func next() -> String {
      rest = rest.drop(while: \.isWhitespace)
      defer { rest = rest.drop { !$0.isWhitespace } }
      return String(rest.prefix { !$0.isWhitespace })
    }
    while case let word = next(), !word.isEmpty {
      switch word {
      case "check": treatment = .check
      case "close": isClose = true
      case "fresh": isFresh = true
      case "needs":
        let name = next()
        if name.isEmpty {
          throw Mistake(message: "`needs` wants the name of a dataset, as in `needs cifar10`")
        }
        needs = name
      case "ignore":
        rest = rest.drop(while: \.isWhitespace)
        guard rest.first == "(", let end = rest.firstIndex(of: ")") else {
          throw Mistake(message: "`ignore` wants its reason, as in `ignore (it takes an hour)`")
        }
        treatment = .ignore(String(rest[..<end].dropFirst()))
        rest = rest[end...].dropFirst()
      default:
        let hint = Spelling.suggestion(for: word, among: Self.words).map { "; " + $0 } ?? ""
        throw Mistake(
          message: "a fence of `weir` knows no `\(word)`, but `check`, `close`, `fresh`, `ignore`, `needs`"
            + hint)
      }
    }
  }

  private static let words = ["check", "close", "fresh", "ignore", "needs"]
}
