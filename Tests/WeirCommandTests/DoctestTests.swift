import Foundation
import Testing

/// Documents that are tested: `weir test`.
@Suite struct DoctestTests {
  private let folder: Folder
  init() throws { folder = try Folder() }

  private func test(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["test"] + arguments, in: folder.path)
  }

  private static let page = """
    # A page

    ```weir
    x = 2
    x + 1
    #= 4
    x / 4
    #= 0.4 +- 0.2
    ```

    - In a list:

      ```weir
      weir [1]> x * 3
      [1]= 7

      weir [2]> missing
      weir [3]> ?zzz
      error: nothing is called `zzz`
      ```

    """

  @Test func `what is as written passes, in scripts, pages and sessions`() throws {
    try folder.write("a.weir", "print(1)\n[1, 2].map(x => 2 * x)\n#= [2, 4]\n")
    try folder.write("b.md", "```weir\nx = 1\n```\ntext\n```weir\nweir [7]> x + 1\n[7]= 2\n```\n")
    try folder.write("c.weir", "weir [1]> 1 + 1\n[1]= 2\nweir [2]> print(_)\n2\n")
    let outcome = try test("a.weir", "b.md", "c.weir")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output == """
        ok      a.weir: 1 answer
        ok      b.md: 1 answer
        ok      c.weir: 2 answers
        4 answers in 3 documents, all as written

        """)
    #expect(
      try test(".").output
        == outcome.output.replacing(": ", with: ": ").replacing("  a", with: "  ./a")
        .replacing("  b", with: "  ./b").replacing("  c", with: "  ./c"))
  }

  @Test func `what differs is shown with its place, and ends in status 3`() throws {
    try folder.write("page.md", Self.page)
    let outcome = try test("page.md")
    #expect(outcome.status == 3)
    #expect(
      outcome.output == """
        FAILED  page.md: 3 not as written
                page.md:6: another value
                    x + 1
                  - 4
                  + 3
                page.md:14: another answer
                    x * 3
                  - [1]= 7
                  + [1]= 6
                page.md:17: another answer
                    missing
                  + error: the name `missing` is not known here
                  +  ╭─ cell 2:1:1
                  + 1 │ missing
                  +   │ ━━━━━━━
        5 answers in a document, 3 not as written; `--fix` writes what was found

        """)
  }

  @Test func `answers are written anew by position, and nothing else is touched`() throws {
    try folder.write("page.md", Self.page)
    let outcome = try test("--fix", "page.md")
    #expect(outcome.status == 0, "\(outcome.output)")
    let page = Self.page.replacing("#= 4", with: "#= 3").replacing("[1]= 7", with: "[1]= 6").replacing(
      "missing\n",
      with: """
        missing
          error: the name `missing` is not known here
           ╭─ cell 2:1:1
          1 │ missing
            │ ━━━━━━━

        """)
    #expect(try folder.read("page.md") == page)
    #expect(try test("page.md").status == 0)
    // It was said to have failed, and to be all as written.
    #expect(outcome.output.hasPrefix("fixed   page.md: 3 written anew\n"))
    #expect(outcome.output.hasSuffix("\n5 answers in a document, 3 written anew\n"))
  }

  @Test func `a page is written anew as one session, close answers included`() throws {
    // Answers within the tolerance stayed, so a page showed pieces of two trainings.
    let page = """
      ```weir close
      weir [1]> 100.5
      [1]= 101.5

      weir [2]> print("loss 2.05\\nb")
      loss 2
      ...
      weir [3]> print("loss 2.05")
      loss 2
      weir [4]> 1
      [4]= 1
      ```

      """
    try folder.write("page.md", page)
    let close = try test("--fix", "page.md")
    let kept = try folder.read("page.md")
    #expect(close.status == 0 && kept == page, "\(close.output)")
    let other = page.replacing("[4]= 1", with: "[4]= 5")
    try folder.write("page.md", other)
    let outcome = try test("--fix", "page.md")
    #expect(outcome.output.hasPrefix("fixed   page.md: 1 written anew, besides 2 that were close\n"))
    let whole = page.replacing("101.5", with: "100.5").replacing("\nloss 2\nweir", with: "\nloss 2.05\nweir")
    #expect(try folder.read("page.md") == whole)
  }

  @Test func `lines end in what is written anew as they do in the document`() throws {
    // A recorded session lost its carriage returns.
    let text = "weir [1]> [1, 2]\n[1]= 7\nweir [2]> plot([1])\n[2]=\n\nweir [3]> 3\n[3]= 3\n"
    try folder.write("s.weir", text.replacing("\n", with: "\r\n"))
    try folder.write("p.weir", "[1]\r\n#= 2\r\ntable([{a: 1}])\r\n#= ?\r\n")
    for name in ["s.weir", "p.weir"] {
      #expect(try test("--fix", name).status == 0)
      let fixed = try folder.read(name).utf8.map { UInt8($0) }
      let ends = fixed.indices.filter { fixed[$0] == 10 }
      #expect(ends.count > 4 && ends.allSatisfy { fixed[$0 - 1] == 13 })
      #expect(try test(name).status == 0)
    }
  }

  @Test func `what stands in front of a mistake is tested`() throws {
    // One mistake was said, and nothing was run.
    try folder.write("a.weir", "x = 2\nx + 1\n#= 4\nx + nope\n#= 3\nx +\n")
    let outcome = try test("a.weir")
    for part in [
      "a.weir:3: another value", "a.weir:4: an error", "  - 4", "`nope` is not known", "1 answer in a",
    ] {
      #expect(outcome.output.contains(part), "\(part) in \(outcome.output)")
    }
  }

  @Test func `a tolerance stays, and values of several lines are comments of several lines`() throws {
    try folder.write("a.weir", "1 / 3\n#= 0.5 +- 0.01\n  table([{a: 1}])\n  #= ?\n")
    #expect(try test("a.weir", "--fix").status == 0)
    let text = try folder.read("a.weir")
    #expect(text.hasPrefix("1 / 3\n#= 0.3333333333333333 +- 0.01\n  table([{a: 1}])\n  #= "))
    #expect(text.split(separator: "\n").dropFirst(3).allSatisfy { $0.hasPrefix("  #=") })
    #expect(try test("a.weir").status == 0)
  }

  @Test func `what a document saves goes into a folder of its own, and other files are found`() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/docs", withIntermediateDirectories: true)
    try folder.write("docs/m.weir", "a = 2\n")
    try folder.write("table.csv", "x,y\n1,0\n2,1\n")
    try folder.write(
      "docs/a.md",
      """
      ```weir
      use "m.weir"
      net = mlp([a, 2])
      save(net, "net.safetensors")
      load("net.safetensors") == net
      #= true
      csv("table.csv", target: "y").inputs
      #= 1
      ```
      ```weir fresh
      load("net.safetensors").parameters
      #= 6
      ```
      """)
    try folder.write("docs/b.weir", "load(\"net.safetensors\")\n")
    for option in ["--no-init", "--safe"] {
      let outcome = try test(option, "docs/a.md")
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }
    #expect(try test("docs").output.contains("FAILED  docs/b.weir"))
    let left = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    #expect(left == ["docs", "docs/a.md", "docs/b.weir", "docs/m.weir", "table.csv"])
  }

  @Test func `errors and marks that cannot be meant are failures`() throws {
    try folder.write(
      "a.md",
      "```weir\n1 div 0\n```\n```weir chekc\n```\n```weir check\nmlpp()\n```\n```weir ignore (an hour)\nx\n```\n```weir fresh\ny\n```\n"
    )
    let outcome = try test("a.md")
    #expect(outcome.status == 3)
    for part in [
      "a.md:2: an error", "a.md:4: ", "a.md:7: an error", "a.md:13: an error", "ignored a.md:9: an hour",
    ] {
      #expect(outcome.output.contains(part), "\(part) in \(outcome.output)")
    }
    let missing = try test("missing.md")
    #expect(missing.status == 1 && missing.output.isEmpty)
    #expect(try Program.run(["test"]).status == 2)
  }

  @Test func `a session trains in its place`() throws {
    try folder.write(
      "a.md",
      "```weir close\nweir [1]> run = train(mlp([2, 4, 2]), xor(), steps: 3)\n[1]= run(step 3 of 3, loss 1e9, accuracy 1.0)\n```\n"
    )
    let outcome = try test("a.md")
    #expect(outcome.status == 3 && outcome.output.contains("+ [1]= run(step 3 of 3, loss "))
    #expect(outcome.errors.isEmpty)
  }
}
