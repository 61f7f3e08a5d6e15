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
        "<pre class=\"code\" tabindex=\"0\"><code># &lt;code&gt;\n\n  x</code></pre>\n<p>end</p>\n"
      ),
      ("```weir\nnever closed", "<pre class=\"code\" tabindex=\"0\"><code>never closed</code></pre>\n"),
      ("", ""),
    ])
  func `prose becomes elements`(markdown: String, html: String) {
    #expect(Prose.html(markdown) == html)
  }
}
