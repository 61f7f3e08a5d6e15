import Testing
import WeirLanguage

@testable import WeirNotebook

@Suite struct FenceTests {
  private func fences(_ text: String) -> [String] {
    let source = SourceText(name: "a.md", text: text)
    return Fence.all(in: source).map { "\($0.line) \($0.indent) \($0.marks)|" + source[$0.content] }
  }

  @Test func `fences are Weir's if their first word says so`() {
    #expect(
      fences("a\n```weir\nx = 1\n```\n```python\ny\n```\n``` weir check\nz\n```\n```weird\n1\n```\n") == [
        "2 0 |x = 1\n", "8 0 check|z\n",
      ])
  }

  @Test func `a fence ends with as many signs of its kind, or with the text`() {
    #expect(fences("````weir\n```\nx\n````") == ["1 0 |```\nx\n"])
    #expect(fences("~~~weir\n```\n~~~\n") == ["1 0 |```\n"])
    #expect(fences("- a\n\n  ```weir\n  x\n") == ["3 2 |  x\n"])
    #expect(fences("```weir") == ["1 0 |"])
    // What stands inside of another's fence is text.
    #expect(fences("````md\n```weir\nx\n```\n````\n").isEmpty)
  }

  @Test func `marks say what is done with a fence`() throws {
    let marks = try FenceMarks("close needs cifar10 fresh")
    #expect(marks.isClose && marks.isFresh && marks.needs == "cifar10" && marks.treatment == .run)
    #expect(try FenceMarks("ignore (it takes an hour) fresh").treatment == .ignore("it takes an hour"))
    #expect(try FenceMarks("check").treatment == .check)
    for mistake in ["ignore", "ignore it", "chekc", "needs", "ignore (open"] {
      #expect(throws: FenceMarks.Mistake.self) { try FenceMarks(mistake) }
    }
    do { _ = try FenceMarks("chekc") } catch { #expect(error.message.hasSuffix("did you mean `check`?")) }
  }

  @Test func `places in a masked source are those of the whole`() {
    let source = SourceText(name: "a.md", text: "é text\n```weir\nx = 1\n```\n")
    let masked = source.masked(except: Fence.all(in: source)[0].content)
    #expect(masked.text == "       \n       \nx = 1\n   \n" && masked.place(at: 16) == "a.md:3:1")
  }
}
