import Testing
import WeirCatalog
import WeirEngine
import WeirTestSupport

@testable import WeirLanguage

/// What holds for everything that has a name, whoever adds it.
@Suite struct CatalogueLaws {
  @Test func `a name stands for one thing`() {
    let names = Catalogue.all.map(\.name)
    #expect(names.count > 80)
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: Catalogue.all.map(\.name))
  func `an entry is in style`(name: String) throws {
    let entry = try #require(Catalogue[name])
    #expect(entry.name.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil)
    for (owner, sentence) in [(name, entry.summary)] + entry.settings.map({ ($0.name, $0.summary) }) {
      #expect(sentence.hasSuffix("."), "\(owner): \(sentence)")
      #expect(sentence.first?.isLowercase == false, "\(owner): \(sentence)")
      #expect(sentence.count <= 100, "\(owner): \(sentence)")
    }
    #expect(Set(entry.settings.map(\.name)).count == entry.settings.count)
    #expect(entry.settings.allSatisfy { $0.name.wholeMatch(of: /[a-z][a-z0-9]*(_[a-z0-9]+)*/) != nil })
    let wide = entry.helpPage(width: 100).split(separator: "\n").filter { $0.count > 100 }
    #expect(wide.isEmpty, "\(wide)")
  }

  /// Texts broken to the width of the source were broken once more, which left lines of a word.
  @Test(arguments: Catalogue.all.map(\.name), [40, 80, 120])
  func `a line of a page ends where the next word would not fit`(name: String, width: Int) throws {
    let entry = try #require(Catalogue[name])
    let lines = entry.helpPage(width: width).split(separator: "\n", omittingEmptySubsequences: false)
    var isProse = true
    for (line, next) in zip(lines, lines.dropFirst()) {
      if next == "Settings" || next.hasPrefix("Example") || next.hasPrefix("Source: ") { isProse = false }
      let indent = next.prefix { $0 == " " }.count
      // Settings stand two columns in, and their sentences six; what is further in goes on.
      guard isProse ? !line.isEmpty : indent == 8, !next.isEmpty else { continue }
      let word = next.dropFirst(indent).prefix { $0 != " " }
      #expect(line.count + 1 + word.count > width, "\(line)\n\(next)")
    }
  }

  @Test(arguments: Catalogue.all.map(\.name))
  func `a default can be written down, and is accepted`(name: String) throws {
    let entry = try #require(Catalogue[name])
    for setting in entry.settings {
      guard let standard = setting.standard, !setting.isRequired else { continue }
      // In a call of its own, with the other settings unknown; words such as `unit` need their place.
      let required = entry.settings.filter(\.isRequired).map { "\($0.name): \($0.name)" }
      let call = "\(name)(" + (required + ["\(setting.name): \(standard)"]).joined(separator: ", ") + ")"
      let parameters = entry.settings.filter(\.isRequired).map(\.name).joined(separator: ", ")
      let program = "fn attempt(\(parameters)) = \(call)"
      let (interpreter, _) = Interpreter.recording()
      let found = interpreter.check(SourceText(name: name, text: program))
      #expect(found.isEmpty, "\(program): \(found.map(\.message))")
    }
  }

  @Test(arguments: Catalogue.all.map(\.name))
  func `there is an example, and every example does what it says`(name: String) throws {
    let entry = try #require(Catalogue[name])
    #expect(!entry.examples.isEmpty)
    for example in entry.examples where !Self.needsFiles(entry) {
      // For those that write files.
      let folder = try TemporaryFolder()
      let (interpreter, host) = Interpreter.recording(folder: folder.path)
      do throws(Failure) {
        let value = try interpreter.run(example.code)
        guard let result = example.result else { continue }
        #expect(value?.full(on: host.display) == result, "\(example.code)")
      } catch {
        Issue.record("\(example.code): \(error.diagnostics.map { $0.render() })")
      }
    }
  }

  /// Whether the examples read files that may not be here.
  private static func needsFiles(_ entry: AnyEntry) -> Bool {
    let nowhere = DataEnvironment(folder: "/nowhere")
    let source = try? entry.make([]) as? any DatasetSource
    return entry.name == "csv" || source?.isAvailable(in: nowhere) == false
  }
}
