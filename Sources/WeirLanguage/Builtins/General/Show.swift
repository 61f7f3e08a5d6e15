import WeirCatalog
import WeirEngine
import WeirPlot

/// `show`: writes a value as the prompt would.
struct Show: Builtin {
  @Required var value: Value
  var index: Int?
  static let result: Kind? = .some(.none)
  static let entry = Entry<Show>(
    "show", "Writes a value in full, as the prompt does; of a dataset also one sample as a picture.",
    settings: [
      .required("value", \.$value, .value, "What to show."),
      Setting("index", \.index, .optional(.integer), "Which sample of a dataset."),
    ],
    positional: 2, examples: ["show([1, 2, 3])", "glyphs(samples: 20).show(0)"],
    words: ["display", "picture"])

  func run(_ context: Context) throws -> Value {
    guard let index else {
      context.host.show(value)
      return .none
    }
    guard case .thing(let data as Dataset) = value else {
      throw CallError.failed("`show` takes an index only for a dataset, but found \(value.found)")
    }
    let shades: Dataset.Shades =
      switch context.display.charset {
      case .ascii: .ascii
      case .block, .braille: context.display.isColoured ? .colours : .blocks
      }
    let picture = try asCall { try data.show(index, shades: shades, width: context.display.width) }
    context.host.print(picture + "\n")
    return .none
  }
}
