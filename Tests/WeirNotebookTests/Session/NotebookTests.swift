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
    // Each time another value.
    let value = Value.integer(notebook.versions)
    notebook.noteRun(
      at: place, .evaluated, names, before: notebook.versions(of: sides[0]),
      replaced: sides[1].sorted().map { ($0, nil) }
    ) { _ in value }
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
    #expect(stale(notebook) == [3] && (try? notebook.places("stale")) == [1, 2, 3])
  }

  @Test(arguments: [
    ("2", [1]), ("2...3", [1, 2]), ("2-3", [1, 2]), ("2 - 3", [1, 2]), ("all", [0, 1, 2]), ("b", [2]),
    ("A -", [1]), ("stale", []),
  ]) func `cells are meant by number, range and title`(which: String, places: [Int]) throws {
    #expect(try notebook("-> a", "a -> b", "b -> c").places(which) == places)
  }

  @Test(arguments: [
    // `-1` was taken for 1, and `3...99` for `3...5`; of two cells with one title only the first was run.
    ("-1", "there is no cell -1; `:cells` lists them"), ("9", "there is no cell 9; `:cells` lists them"),
    ("1...9", "there is no cell 9; `:cells` lists them"), ("", "no cell is meant by ``; `:cells` lists them"),
    ("3...2", "a range of cells begins with the lower number, as in `2...3`"),
    ("1...2...3", "no cell is meant by `1...2...3`; `:cells` lists them"),
    ("b", "`b` could be any of the cells 2, 3; say its number"),
  ]) func `what means no cells says why`(which: String, message: String) {
    let notebook = notebook("-> a", "b -> b", "b -> c")
    #expect(throws: Notebook.Unmeant(message: message)) { try notebook.places(which) }
  }

  @Test func `what was done last is taken back, and cells that ran with what is there again are not stale`() {
    var notebook = notebook("-> a", "a -> b")
    notebook.cells.append(NotebookCell(number: 3, entered: "-> a"))
    run(2, of: &notebook)
    #expect(stale(notebook) == [2])
    #expect(notebook.takeBack()?.changes.map(\.name) == ["a"])
    #expect(notebook.cells.count == 2 && stale(notebook).isEmpty)
    // By the places of the cells it would have been the second.
    run(0, of: &notebook)
    #expect(stale(notebook) == [2])
    #expect(notebook.takeBack()?.cell?.number == 1 && stale(notebook).isEmpty)
    #expect(notebook.cells.map(\.state) == [.evaluated, .evaluated])
    #expect(notebook.takeBack()?.cell?.number == 2 && notebook.cells[1].state == .fresh)
    notebook.reset()
    #expect(notebook.cells.map(\.state) == [.fresh, .fresh] && stale(notebook).isEmpty)
    #expect(notebook.takeBack() == nil)
  }

  @Test func `a value that a name had before is no new one`() {
    var notebook = notebook("-> a", "a -> b")
    let first = notebook.version(of: "a")
    for (old, new) in [(0, 7), (7, 0)] {
      notebook.noteDeed([("a", .integer(old))]) { _ in .integer(new) }
      #expect(stale(notebook) == (new == 7 ? [2] : []))
    }
    #expect(notebook.version(of: "a") == first)
  }

  @Test func `a cell is rewritten behind its title, though that reads like it`() {
    var cell = NotebookCell(number: 1, entered: "f(1)")
    cell.part.written = "# %% f(1)\nf(1)\n\n"
    cell.rewrite("run = f(1)")
    #expect(cell.part.written == "# %% f(1)\nrun = f(1)\n\n")
    #expect(cell.part.source == "run = f(1)" && cell.source.text == "run = f(1)")
  }
}
