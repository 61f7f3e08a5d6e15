import WeirCatalog
import WeirEngine
import WeirPlot

extension Value {
  /// A short text that tells its contents from others, to the last bit: networks by masks and weights, datasets by samples,
  /// runs by their plan and what has come of it, functions by their words and what they see. Cost: a pass over all of it.
  public func digest(_ context: Context) -> String {
    var digest = Digest()
    add(to: &digest, context)
    return digest.text
  }

  private func add(to digest: inout Digest, _ context: Context) {
    if let identity = try? ValueWriter.identity(of: self, context) { return digest.add(identity.utf8) }
    // Something in it cannot be kept in an archive, and so says less of itself.
    digest.add(kind.name.utf8)
    switch self {
    case .list(let list):
      digest.add(words: [list.count])
      for item in list { item.add(to: &digest, context) }
    case .record(let record):
      digest.add(words: [record.count])
      for field in record.fields {
        digest.add(field.label.utf8)
        field.value.add(to: &digest, context)
      }
    case .thing(let chart as any Chart): digest.add(chart.render(on: Display()).utf8)
    case .none, .truth, .integer, .number, .text, .range, .function, .word, .entry, .thing:
      digest.add(brief.utf8)
    }
  }
}
