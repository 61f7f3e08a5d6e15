import Testing

@testable import WeirNotebook

@Suite struct PasteTests {
  /// Goes on until its brackets are closed.
  private func wantsMore(_ text: String) -> Bool {
    text.filter { "([{".contains($0) }.count > text.filter { ")]}".contains($0) }.count
  }

  private func clean(_ text: String) -> String {
    Paste.clean(Array(text.unicodeScalars), wantsMore: wantsMore)
  }

  @Test(
    arguments: [
      ("a = 1\r\n\tb\rc", "a = 1\n  b\nc"),
      ("x\u{1B}[31m\u{0}y\u{7F}", "x[31my"),
      ("", ""),
      ("[3] is no prompt", "[3] is no prompt"),
    ])
  func `what is pasted is text`(pasted: String, text: String) { #expect(clean(pasted) == text) }

  @Test func `a documented session loses its prompts and its output`() {
    let session = """
      weir [7]> net = mlp([
           ...>   784, 10
           ...> ])
      [7]= network(784-10)
      weir [8]> f(
        2)
      [8]=
      some table
      weir [9]> 
      """
    #expect(clean(session) == "net = mlp([\n  784, 10\n])\nf(\n  2)\n")
  }

  @Test(
    arguments: [
      ("Here is how:\n\n```weir\na = 1\nb = 2\n```\n\nThat is all.", "a = 1\nb = 2"),
      ("```\na = 1\n```\n", "a = 1"), ("```python\na = 1\n```", "a = 1"),
      ("```sh\nweir\n```\nand then\n```weir close\nweir [1]> a = 1\n[1]= 1\n```", "a = 1"),
      ("~~~weir\na = 1\n~~~\nand\n~~~weir\nb = 2\n~~~", "a = 1\nb = 2"),
      ("1. first\n   ```weir\n   if a {\n     b\n   }\n   ```", "if a {\n  b\n}"),
      // Copied without its first line, or without its last.
      ("a = 1\n```", "a = 1"), ("```weir\na = 1", "a = 1"), ("```weir\n```", ""),
    ])
  func `of Markdown only the code between its fences is taken`(pasted: String, text: String) {
    #expect(clean(pasted) == text)
  }
}
