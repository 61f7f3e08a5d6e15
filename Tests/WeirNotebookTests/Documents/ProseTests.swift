import Testing

@testable import WeirNotebook

@Suite struct ProseTests {
  @Test(
    arguments: [
      ("plain", "<p>plain</p>\n"), ("one\ntwo\n\nthree", "<p>one\ntwo</p>\n<p>three</p>\n"),
      ("## Head `x`", "<h2>Head <code>x</code></h2>\n"), ("#no head", "<p>#no head</p>\n"),
      ("- a\n- b\n  more", "<ul>\n<li>a</li>\n<li>b more</li>\n</ul>\n"),
      ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
      ("> said\n> so", "<blockquote><p>said\nso</p></blockquote>\n"),
      ("a **b** *c* `d*e*`", "<p>a <strong>b</strong> <em>c</em> <code>d*e*</code></p>\n"),
      ("2 * 3 * 4 and **open", "<p>2 * 3 * 4 and **open</p>\n"),
      ("[x](https://e.org/?a=1&b=2)", "<p><a href=\"https://e.org/?a=1&amp;b=2\">x</a></p>\n"),
      ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
      (
        "<script>alert(1)</script> & \"x\"",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;</p>\n"
      ),
      (
        "```\n# <code>\n\n  x\n```\nend",
        "<pre class=\"code\"><code># &lt;code&gt;\n\n  x</code></pre>\n<p>end</p>\n"
      ),
      ("```weir\nnever closed", "<pre class=\"code\"><code>never closed</code></pre>\n"),
      ("", ""),
      ("a\n\n---\nb\n***", "<p>a</p>\n<hr>\n<p>b</p>\n<hr>\n"), ("Title\n---", "<h2>Title</h2>\n"),
      (
        "- a\n  - b\n    1. c\n  - d\n- e",
        "<ul>\n<li>a\n<ul>\n<li>b\n<ol>\n<li>c</li>\n</ol>\n</li>\n<li>d</li>\n</ul>\n</li>\n<li>e</li>\n</ul>\n"
      ),
      ("1. a\n\n2. b\n\nc", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n<p>c</p>\n"),
      ("- a\n1. b", "<ul>\n<li>a</li>\n</ul>\n<ol>\n<li>b</li>\n</ol>\n"),
      ("3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>\n"),
      (
        "| a | n |\n|---|--:|\n| `x\\|y` | 1 |\n| <b> |",
        "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead><tr><th scope=\"col\">a</th>"
          + "<th scope=\"col\" class=\"number\">n</th></tr>\n</thead>\n<tbody>\n"
          + "<tr><td><code>x|y</code></td><td class=\"number\">1</td></tr>\n"
          + "<tr><td>&lt;b&gt;</td><td class=\"number\"></td></tr>\n</tbody>\n</table>\n</div>\n"
      ),
      ("| no table", "<p>| no table</p>\n"), ("2 \\* 3 \\* 4", "<p>2 * 3 * 4</p>\n"),
    ])
  func `prose becomes elements`(markdown: String, html: String) {
    #expect(Prose.html(markdown) == html)
  }

  @Test func `a line full of signs that open nothing is read once`() {
    // Each sign was looked for to the end of the line: this took minutes.
    let text = String(repeating: "[ ", count: 20_000)
    #expect(Prose.line(text).count == text.count)
  }

  @Test func `very many parts without a title have names of their own`() {
    // Each began to count at one: 20,000 took twelve seconds.
    var slugs = Slugs()
    let names = (0..<20_000).map { _ in slugs.next("") }
    #expect(Set(names).count == 20_000 && names[1] == "cell-2")
  }

  @Test func `what only terminals understand is not in documents`() {
    #expect(Document.Output.text("\u{1B}[31mred\u{1B}[0m \u{1B}]8;;x\u{7}a\u{8}\n").plainText == "red a")
  }
}
