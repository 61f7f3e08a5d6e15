import Foundation
import Testing

/// `weir export`, from script to documents and back.
@Suite struct ExportTests {
  private let folder: Folder
  init() throws { folder = try Folder() }

  private static let script = "# %% Numbers\nprint(2 + 3)\nplot([1, 4, 2], title: \"Curve\")\n"

  private func export(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["export"] + arguments, in: folder.path)
  }

  @Test func `a script becomes a page with what it printed and drew`() throws {
    _ = try folder.write("demo.weir", Self.script)
    let outcome = try export("demo.weir", "--to", "html")
    #expect(
      outcome.status == 0 && outcome.output.isEmpty && outcome.errors == "written: demo.html\n",
      "\(outcome.errors)")
    let page = try String(contentsOfFile: folder.path + "/demo.html", encoding: .utf8)
    #expect(
      page.contains(">5</pre>") && page.contains("<svg") && page.contains("<desc>")
        && !page.contains("<script"))
  }

  @Test func `without running there are no outputs`() throws {
    _ = try folder.write("demo.weir", Self.script)
    let outcome = try export("demo.weir", "--to", "md", "--no-run", "-o", "-")
    #expect(outcome.output == "## Numbers\n\n```weir\nprint(2 + 3)\nplot([1, 4, 2], title: \"Curve\")\n```\n")
  }

  @Test func `a script sees the words behind its name`() throws {
    _ = try folder.write("demo.weir", "print(args)\n")
    let outcome = try export("demo.weir", "short", "--to", "md", "-o", "-")
    #expect(outcome.output.contains("[\"short\"]"), "\(outcome.errors)")
  }

  @Test func `a notebook comes back as the script that it was made of`() throws {
    _ = try folder.write("demo.weir", Self.script)
    #expect(try export("demo.weir", "-o", "note.ipynb").status == 0)
    let outcome = try export("note.ipynb", "--to", "weir", "-o", "-")
    #expect(outcome.output == Self.script, "\(outcome.errors)")
    #expect(try export("note.ipynb", "--to", "md", "-o", "-").output.contains("```text\n5\n```"))
  }

  @Test func `a script that fails is exported up to there`() throws {
    _ = try folder.write("demo.weir", "print(1)\nfn f(n) = 1 div n\nf(0)\nprint(2)\n")
    let outcome = try export("demo.weir", "--to", "md", "-o", "-")
    #expect(outcome.status == 1 && outcome.errors.contains("demo.weir:"))
    #expect(
      outcome.output.contains("```text\n1\n```") && outcome.output.contains("\n ╭─ demo.weir:2:11\n")
        && !outcome.output.contains("\n2\n"))
  }

  private static let page = """
    # A page

    ```weir
    x = 2
    print(x + nope)
    ```

    - in a list:

      ```weir
      weir [1]> y = [1,
           ...>   x]
      weir [2]> y
      [2]= [1, 2]
      weir [3]> ?train
      weir [4]> 1 div 0
      error: division by zero
      ```

    ```weir check
    train(1)
    ```

    ```weir ignore (it never ends)
    while true { zzz(
    ```

    """

  @Test func `of Markdown the code in its fences is exported and checked`() throws {
    _ = try folder.write("page.md", Self.page.replacing(" + nope", with: " + 1"))
    let script = try export("page.md", "--to", "weir", "-o", "-")
    #expect(
      script.output == """
        # %% [md]
        # # A page

        # %%
        x = 2
        print(x + 1)

        # %% [md]
        # - in a list:

        # %%
        y = [1,
          x]

        # %%
        y

        # %% [md]
        # ```text
        # weir [3]> ?train
        # ```
        #
        # ```text
        # weir [4]> 1 div 0
        # error: division by zero
        # ```
        #
        # ```weir check
        # train(1)
        # ```
        #
        # ```weir ignore (it never ends)
        # while true { zzz(
        # ```

        """, "\(script.errors)")
    let page = try export("page.md", "--to", "md", "-o", "-").output
    #expect(page.contains("```text\n3\n```") && page.contains("```text\n[1, 2]\n```"))
    // Errors stand where they are in the page; what is only checked is not run.
    let check = try Program.run(["check", "page.md"], in: folder.path)
    #expect(
      check.status == 1 && check.output == "page.md: 1 mistake\n" && check.errors.contains(" page.md:21:7"))
    _ = try folder.write("page.md", Self.page)
    let failed = try export("page.md", "--to", "md", "-o", "-")
    #expect(failed.status == 1 && failed.errors.contains(" page.md:5:11\n"), "\(failed.errors)")
    #expect(
      try Program.run(["page.md"], in: folder.path).errors.hasPrefix(
        "error: `page.md` is Markdown, and no script"))
    let loaded = try Program.run(["-i", "-q", "page.md"], input: ":load note.ipynb\n", in: folder.path)
    #expect(loaded.status == 1 && loaded.errors.hasPrefix("error: `page.md` is Markdown, and no script"))
    let notebook = try Program.run(["check", "note.ipynb"], in: folder.path)
    #expect(notebook.status == 1 && notebook.errors.contains("is a notebook of Jupyter, and no script"))
    _ = try folder.write("prose.md", "Only prose.\n")
    let prose = try Program.run(["check", "prose.md"], in: folder.path)
    #expect(prose.status == 0 && prose.output == "prose.md: no fence marked `weir`\n")
    _ = try folder.write("prose.md", "```weir chek\n1\n```\n")
    #expect(try Program.run(["check", "prose.md"], in: folder.path).errors.contains("did you mean `check`?"))
  }

  @Test func `a notebook of another language is refused, and cells of no kind are kept as prose`() throws {
    _ = try folder.write("py.ipynb", #"{"cells": [], "metadata": {"kernelspec": {"language": "python"}}}"#)
    let outcome = try export("py.ipynb", "--to", "weir", "-o", "-")
    #expect(outcome.status == 1 && outcome.errors.contains("expected weir, found python"))
    _ = try folder.write(
      "raw.ipynb",
      #"{"cells": [{"cell_type": "raw", "metadata": {}, "source": "kept"}], "metadata": {"language_info": {"name": "weir"}}}"#
    )
    #expect(try export("raw.ipynb", "--to", "weir", "-o", "-").output == "# %% [md]\n# kept\n")
  }

  @Test func `calls that cannot be meant are refused`() throws {
    _ = try folder.write("demo.weir", Self.script)
    #expect(try export("demo.weir").status == 2)
    let misspelt = try export("demo.weir", "--to", "hmtl")
    #expect(misspelt.status == 2 && misspelt.errors.contains("did you mean `html`?"))
    let onto = try export("demo.weir", "--to", "weir")
    #expect(onto.status == 1 && onto.errors.contains("would be replaced"))
    #expect(try export("missing.weir", "--to", "md").status == 1)
    _ = try folder.write("no.ipynb", "{}")
    #expect(try export("no.ipynb", "--to", "weir").errors.contains("no notebook of Jupyter"))
  }

  /// Cells of others were written by themselves without running, and else as the script that they make.
  @Test func `running a notebook adds outputs, and changes nothing else`() throws {
    let cells = [
      ##"{"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Title\n", "\n", "Text.\n"]}"##,
      ##"{"cell_type": "code", "id": "b", "metadata": {"title": "One"}, "execution_count": 3, "outputs": [], "source": "1 + 1\n\n"}"##,
      ##"{"cell_type": "raw", "metadata": {}, "source": "raw"}"##,
      ##"{"cell_type": "code", "metadata": {}, "outputs": [], "source": []}"##,
      ##"{"cell_type": "code", "metadata": {}, "outputs": [], "source": ["x = 2\n", "# %% Inner\n", "x"]}"##,
    ]
    _ = try folder.write("note.ipynb", #"{"cells": [\#(cells.joined(separator: ","))], "nbformat": 4}"#)
    func exported(_ options: String...) throws -> [NSDictionary] {
      let outcome = try Program.run(
        ["export", "note.ipynb", "--to", "ipynb", "-o", "-"] + options, in: folder.path)
      let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
      let cells = try #require(json?["cells"] as? [[String: Any]], "\(outcome.errors)")
      return cells.map { cell in
        cell.filter { $0.key != "outputs" && $0.key != "execution_count" } as NSDictionary
      }
    }
    let (plain, run) = try (exported("--no-run"), exported())
    #expect(plain == run && plain.count > 3)
  }
}
