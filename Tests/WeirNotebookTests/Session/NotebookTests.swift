import Testing
import WeirLanguage

@testable import WeirNotebook

@Suite struct NotebookTests {
  /// A notebook of [texts], all of which ran: each is what it reads, an arrow, and what it binds.
  private func notebook(_ texts: String...) -> Notebook {
    var notebook = Notebook()
    var next = 1
    let script = texts.map { "# %% \($0)\n\($0)\n" }.joined()
    notebook.open(SourceText(name: "a.weir", text: script), next: &next)
    for place in notebook.cells.indices { run(place, of: &notebook) }
    return notebook
  }

  private func run(_ place: Int, of notebook: inout Notebook) {
    let sides = notebook.cells[place].part.source.split(separator: "->", omittingEmptySubsequences: false).map
    {
      Set($0.split(separator: " ").map(String.init))
    }
    let names = ProgramNames(reads: sides[0], binds: sides[1])
    notebook.noteRun(
      at: place, .evaluated, names, changed: sides[1].sorted(), before: notebook.bindings(of: sides[0]))
  }

  private func stale(_ notebook: Notebook) -> [Int] { notebook.staleness.keys.sorted() }

  @Test func `what read a name is stale when it is bound again, and so is what read from that`() {
    var notebook = notebook("-> a", "a -> b", "b -> c", "-> d")
    #expect(stale(notebook).isEmpty)
    run(0, of: &notebook)
    #expect(stale(notebook) == [2, 3])
    #expect(notebook.staleness[2] == "`a` is another since cell 1")
    #expect(notebook.staleness[3] == "`b` is of cell 2, which is to be run again")
    run(1, of: &notebook)
    #expect(stale(notebook) == [3])
    run(2, of: &notebook)
    #expect(stale(notebook).isEmpty)
  }

  @Test func `a cell that binds what it reads is not made stale by itself`() {
    var notebook = notebook("-> x", "x -> x", "x -> y")
    #expect(stale(notebook).isEmpty)
    run(1, of: &notebook)
    #expect(stale(notebook) == [3])
  }

  @Test func `a cell whose text is another one makes stale what it had bound`() {
    var notebook = notebook("-> a", "a -> b", "b -> c")
    var next = 4
    let text = "# %% -> a\n-> a\n# %% a -> b\n-> b\n# %% new\n-> n\n# %% b -> c\nb -> c\n"
    notebook.open(SourceText(name: "a.weir", text: text), next: &next)
    #expect(notebook.cells.map(\.number) == [1, 2, 4, 3] && next == 5)
    #expect(notebook.cells.map(\.state) == [.evaluated, .fresh, .fresh, .evaluated])
    #expect(stale(notebook) == [3] && notebook.places("stale") == [1, 2, 3])
  }

  @Test(arguments: [
    ("2", [1]), ("2...3", [1, 2]), ("2-3", [1, 2]), ("all", [0, 1, 2]), ("b", [2]), ("A -", [1]), ("9", []),
    ("", []), ("zzz", []), ("stale", []), ("3...2", []),
  ]) func `cells are meant by number, range and title`(which: String, places: [Int]) {
    #expect(notebook("-> a", "a -> b", "b -> c").places(which) == places)
  }

  @Test func `what a name stood for is forgotten with the cell`() {
    var notebook = notebook("-> a", "a -> b")
    notebook.cells.append(NotebookCell(number: 3, entered: "-> a"))
    run(2, of: &notebook)
    notebook.cells[2].replaced = [("a", nil)]
    #expect(stale(notebook) == [2])
    notebook.takeBack(at: 2)
    #expect(notebook.cells.count == 2 && stale(notebook) == [2])
    notebook.reset()
    #expect(notebook.cells.map(\.state) == [.fresh, .fresh] && stale(notebook).isEmpty)
  }
}
