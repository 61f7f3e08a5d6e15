import Foundation
import Testing
import WeirEngine
import WeirLanguage
import WeirPlot
import WeirTestSupport

@testable import WeirNotebook

@Suite struct DocumentTests {
  private static let script = """
    # Flow in *small* networks
    #
    # What `egf` says, and <why>:
    # - one
    # - two

    # %% Numbers
    x = [1, 2, 4]
    print("the sum is", x.sum())
    x.length

    # %% [md] A remark
    # See [the page](https://example.org).

    # %%
    plot(x, title: "Growth & decay")
    table([{name: "a", n: 1}, {name: "b", n: 2.5}])
    x.length;

    # %% Numbers
    fn half(n) = n / two
    two = 2
    half(3)

    """

  /// Scripts as people write them, and as they should not.
  private static let scripts = [
    script, "", "\n", "\n\n# %% A\nx = 1", "x = 1", "x = 1\n\n\n", "# %%\n# %%\n",
    "# %%   Title  \n\nx = 1\n\n\n# %% [md]\n",
    "# %% [md] Prose\n#no blank\n\ntext without a sign\n# ```\n# x\n# ```\n", "x = 1\r\n# %% A\r\ny = 2\r\n",
    "# %% A\n\tx = 1 \n",
    "#!/usr/bin/env weir\nx = 1\n", "print(\"\"\"\n# %% no marker\n\"\"\")\n# %% marker\n1",
    "# %% é\u{2028}\nx = \"\u{1}\"\n",
    "# %% \"quoted\" \\ title\n1\n", "# %%[md]\n# x\n",
  ]

  private func ran(_ text: String) -> (Document, Failure?) {
    let source = SourceText(name: "demo.weir", text: text)
    let recorder = Recorder(QuietHost())
    return Document(script: source).run(source, in: Interpreter(context: Context(host: recorder)), recorder)
  }

  @Test func `what shows as a table is one in a page, with all its columns, and text elsewhere`() throws {
    let (document, failure) = ran("net = mlp([2, 3, 2])\nshow(net.summary)\n# %%\nnet.summary\n")
    #expect(failure == nil)
    let page = WebPage.text(document)
    #expect(page.components(separatedBy: "<table>").count == 3 && !page.contains("┬"))
    #expect(page.contains("<th scope=\"col\" class=\"number\">dense twin</th>"))
    #expect(page.contains("<p class=\"note\">17 trained numbers; "))
    #expect(MarkdownText.text(document).components(separatedBy: "┬").count > 3)
    let notebook = Jupyter.text(document)
    #expect(notebook.contains("text/html") && notebook.contains("<table>") && notebook.contains("┬"))
  }

  @Test(arguments: scripts) func `a script comes back from its cells to the last byte`(text: String) {
    #expect(Array(Document(script: SourceText(name: "x", text: text)).script.utf8) == Array(text.utf8))
  }

  @Test(arguments: scripts, [false, true])
  func `a script comes back from a notebook to the last byte`(text: String, isRun: Bool) throws {
    let document = isRun ? ran(text).0 : Document(script: SourceText(name: "x", text: text))
    let notebook = Jupyter.text(document)
    let back = try #require(Jupyter.document(try JSON(Array(notebook.utf8)), name: "x"))
    #expect(Array(back.script.utf8) == Array(text.utf8))
    #expect(Jupyter.text(back) == Jupyter.text(Document(script: SourceText(name: "x", text: text))))
  }

  @Test func `a cell that was changed in a notebook is written anew, and the others are not`() throws {
    let document = Document(
      script: SourceText(name: "x", text: "#  two blanks\n\n# %%  Cell\nx  =  1\n\n\n# %% Last\n2"))
    let notebook = Jupyter.text(document).replacing(
      "\"source\":[\"x  =  1\"]}", with: "\"source\":[\"x = 5\"]}")
    let changed = Jupyter.text(document).replacing(
      "\"metadata\":{\"title\":\"Last\"", with: "\"metadata\":{\"title\":\"End\"")
    #expect(
      try #require(Jupyter.document(try JSON(Array(notebook.utf8)), name: "x")).script.hasPrefix(
        "#  two blanks\n\n"))
    let back = try #require(Jupyter.document(try JSON(Array(changed.utf8)), name: "x"))
    #expect(back.script == "#  two blanks\n\n# %%  Cell\nx  =  1\n\n\n# %% End\n2\n")
  }

  @Test func `what cells come to goes to the cells that it came from`() throws {
    let (document, failure) = ran(Self.script)
    #expect(failure == nil)
    let outputs = document.parts.map { $0.outputs.map(\.plainText) }
    #expect(outputs.count == 5 && outputs[0].isEmpty && outputs[2].isEmpty)
    #expect(outputs[1] == ["the sum is 7", "3"])
    #expect(
      outputs[3].count == 2 && outputs[3][0].contains("Growth & decay") && outputs[3][1].contains("2.5"))
    #expect(outputs[4] == ["1.5"])
  }

  @Test func `pictures that are shown are pictures in a document too`() throws {
    let (document, failure) = ran(
      "print(1)\nshow(contour([[1, 2], [3, 4]]))\nshow(surface(mlp([2, 2]), moons(samples: 20), points: 3))\nshow([1, 2])\n"
    )
    #expect(failure == nil)
    let outputs = document.parts[0].outputs
    try #require(outputs.count == 5)
    guard case .text("1\n") = outputs[0], case .plot = outputs[1], case .value(let brief) = outputs[2],
      case .plot = outputs[3], case .text("[1, 2]\n") = outputs[4]
    else {
      Issue.record("\(outputs)")
      return
    }
    #expect(brief.hasPrefix("surface(") && !brief.contains("\n"))
  }

  @Test func `a cell that fails says so, and those behind it have nothing to say`() {
    let (document, failure) = ran(
      "# %% A\nprint(1)\nfn f(n) = 1 div n\n\n# %% B\nprint(2)\nf(0)\n\n# %% C\nprint(3)\n")
    #expect(failure?.status == 1)
    let outputs = document.parts.map { $0.outputs.map(\.plainText) }
    #expect(
      outputs[0] == ["1"] && outputs[1].count == 2 && outputs[1][1].hasPrefix("error: ") && outputs[2].isEmpty
    )
  }

  @Test func `a mistake that is found before anything runs stands where it is`() {
    let (document, failure) = ran("# %% A\nprint(1)\n\n# %% B\nprint(unknown_name)\n")
    #expect(failure != nil && document.parts[0].outputs.isEmpty && document.parts[1].outputs.count == 1)
  }

  @Test(arguments: documentFormats.filter { $0.hasOutputs }.map { $0.name })
  func `a document is the one on record`(name: String) throws {
    let form = try #require(documentFormats.first { $0.name == name })
    let difference = goldenDifference(String(form.text(ran(Self.script).0).dropLast()), "demo." + name)
    #expect(difference.isEmpty, "\(difference)")
  }

  @Test func `every cell of a notebook has an identity of its own that Jupyter accepts`() throws {
    let titles = [
      "A", "a", "", "", "Ünïcode: ok?", "---", String(repeating: "long ", count: 40), "a-2", "cell-2",
    ]
    let document = Document(name: "x", parts: titles.map { Document.Part(title: $0, source: "") })
    let json = try JSON(Array(Jupyter.text(document).utf8))
    guard case .list(let cells)? = json["cells"] else { throw CancellationError() }
    let ids = cells.compactMap { cell in if case .text(let id)? = cell["id"] { id } else { String?.none } }
    #expect(ids.count == titles.count && Set(ids).count == titles.count)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil }, "\(ids)")
  }
}

/// A host that nobody listens to.
private final class QuietHost: WeirLanguage.Host {
  let cancellation = Cancellation()
  let display = Display(width: 80)
  let isInteractive = false
  func print(_ text: String) {}
  func note(_ line: String) {}
}
