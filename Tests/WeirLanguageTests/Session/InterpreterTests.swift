import Foundation
import Testing
import WeirEngine

@testable import WeirLanguage

@Suite struct InterpreterTests {
  private func failure(_ interpreter: Interpreter, _ text: String) -> Failure? {
    do throws(Failure) { try interpreter.run(text) } catch { return error }
    return nil
  }

  @Test func `a program sees what those before it have bound`() throws {
    let (interpreter, _) = Interpreter.recording()
    try interpreter.run("x = 2\nfn double(n) = n * 2")
    #expect(try interpreter.run("double(x)") == .integer(4))
    #expect(try interpreter.run("x = 5") == nil)
    #expect(interpreter.variables.map(\.name) == ["x", "double"])
    #expect(interpreter["x"] == .integer(5))
  }

  @Test func `what was bound before a failure stays bound`() throws {
    let (interpreter, _) = Interpreter.recording()
    #expect(failure(interpreter, "a = 1\nb = 1 div len([])\nc = 3")?.status == 1)
    #expect(interpreter.variables.map(\.name) == ["a"])
    #expect(failure(interpreter, "c")?.diagnostics.first?.message == "the name `c` is not known here")
  }

  @Test func `a program that is wrong runs nothing`() {
    let (interpreter, host) = Interpreter.recording()
    #expect(failure(interpreter, "print(1)\nprint(nothing)") != nil)
    #expect(host.output.isEmpty && interpreter.variables.isEmpty)
  }

  @Test func `the value is that of the last statement`() throws {
    let (interpreter, _) = Interpreter.recording()
    #expect(try interpreter.run("1\n2") == .integer(2))
    #expect(try interpreter.run("1\nx = 2") == nil)
    #expect(try interpreter.run("") == nil)
    #expect(try interpreter.run("1;") == .integer(1))
    #expect(isSilent("1;") && isSilent("1; # said nothing\n") && !isSilent("1"))
  }

  @Test func `earlier values have names`() throws {
    let (interpreter, _) = Interpreter.recording()
    interpreter.remember(.integer(7), cell: 3)
    interpreter.remember(.integer(8), cell: 4)
    #expect(try interpreter.run("_ + _3") == .integer(15))
    #expect(interpreter.variables.isEmpty)
  }

  @Test func `arguments of the script are a list of texts`() throws {
    let (interpreter, _) = Interpreter.recording(arguments: ["a", "2"])
    #expect(try interpreter.run("args") == .list([.text("a"), .text("2")]))
  }

  @Test func `an unmet expectation has a status of its own`() {
    let (interpreter, _) = Interpreter.recording()
    #expect(failure(interpreter, "expect 1 > 2")?.status == 3)
    #expect(failure(interpreter, "fn f() { expect len([]) > 2 }\nf()")?.status == 3)
  }

  @Test(arguments: [
    "x = 0\nwhile x < 1 { x = 0 }", "for i in 0..<9223372036854775807 { }",
    "[x for x in 0..<9223372036854775807 if x < 0]",
    "fn f(n) = if n == 0 { 0 } else { f(n - 1) + f(n - 1) }\nf(64)",
    "map(1...1000000, n => { for i in 1...n { } })",
  ])
  func `a loop ends when somebody wishes it`(program: String) throws {
    let (interpreter, host) = Interpreter.recording()
    // A thread of its own: those for tasks may all be busy with tests.
    let thread = Thread {
      Thread.sleep(forTimeInterval: 0.03)
      host.cancellation.request()
    }
    thread.start()
    let found = failure(interpreter, program)
    guard case .interrupted = found else {
      Issue.record("found \(String(describing: found))")
      return
    }
    #expect(found?.status == 130)
    host.cancellation.reset()
    #expect(try interpreter.run("1 + 1") == .integer(2))
  }

  @Test func `help is the page of the catalogue or the comment above a function`() throws {
    let (interpreter, _) = Interpreter.recording()
    try interpreter.run("## Doubles a number.\nfn double(n, times = 1) = n * 2")
    #expect(interpreter.help(for: "double") == "double(n, times: ...)\n\nDoubles a number.")
    #expect(interpreter.help(for: "sgd")?.contains("momentum: a number in 0...1") == true)
    #expect(interpreter.help(for: "nothing") == nil)
    try interpreter.run("loss = 0.5")
    #expect(interpreter.help(for: "loss")?.hasPrefix("loss is 0.5\n\nloss(") == true)
  }

  @Test func `expectations are compared with values`() throws {
    let (interpreter, _) = Interpreter.recording()
    let source = SourceText(
      name: "doc.weir",
      text: """
        1 + 1
        #= 2
        0.1 + 0.2
        #= 0.3 +- 1e-9
        [1, 2.0]
        #= [1.0, 2]
        nan
        #= nan
        "a"
        #= "b"
        x = 3
        #= 4
        x
        #= 3
        for i in 1...2 { x = i }
        #= none
        """)
    let tested = interpreter.test(source)
    #expect(tested.failure == nil && tested.findings.count == 8)
    #expect(tested.findings.filter { !$0.isMet }.map(\.found) == ["\"a\"", "3"])
    #expect(
      tested.findings.map { source.line(at: $0.expectation.span.start) } == [2, 4, 6, 8, 10, 12, 14, 16])
  }

  @Test func `what was compared before a failure is told with it`() {
    let (interpreter, _) = Interpreter.recording()
    let tested = interpreter.test(
      SourceText(name: "doc.weir", text: "1\n#= 1\nfn f(n) = 1 div n\nf(0)\n2\n#= 2"))
    #expect(tested.findings.count == 1 && tested.failure?.status == 1)
  }

  @Test func `an addition that fails leaves the variable as it was`() throws {
    let (interpreter, _) = Interpreter.recording()
    try interpreter.run("xs = [1]\nfn one() = 1")
    #expect(failure(interpreter, "xs = xs + one()")?.status == 1)
    #expect(interpreter["xs"] == .list([.integer(1)]))
  }

  @Test func `a session can be forgotten`() throws {
    let (interpreter, _) = Interpreter.recording()
    try interpreter.run("x = 1")
    interpreter.reset()
    #expect(failure(interpreter, "x") != nil)
  }

  @Test func `a builtin of a known name may be shadowed`() throws {
    let (interpreter, _) = Interpreter.recording()
    #expect(try interpreter.run("mean = 3\nmean + 1") == .integer(4))
    #expect(try interpreter.run("sgd = sgd(lr: 0.5)\ntype(sgd)") == .text("optimizer"))
  }
}

/// Programs in several files, in a folder that is made for each test.
@Suite struct ModuleTests {
  private func run(_ files: [String: String], _ program: String) throws -> (String, [String]) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("weir-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let (interpreter, host) = Interpreter.recording(folder: folder.path)
    do throws(Failure) { try interpreter.run(program) } catch {
      return (host.output, error.diagnostics.map { $0.message })
    }
    return (host.output, [])
  }

  @Test func `a module gives all that it binds`() throws {
    let files = ["helpers.weir": "factor = 3\nfn scale(x) = x * factor"]
    let (output, errors) = try run(files, "factor = 1\nuse \"helpers.weir\"\nprint(scale(2), factor)")
    #expect(output == "6 3\n" && errors.isEmpty)
  }

  @Test func `a module runs once, however often it is used`() throws {
    let files = [
      "a.weir": "print(\"a\")\nx = 1", "b.weir": "use \"a.weir\"\ny = x + 1",
      "sub/c.weir": "use \"../a.weir\"\nz = x + 2",
    ]
    let (output, errors) = try run(
      files, "use \"a.weir\"\nuse \"b.weir\"\nuse \"sub/c.weir\"\nuse \"./sub/../a.weir\"\nprint(x, y, z)")
    #expect(output == "a\n1 2 3\n" && errors.isEmpty)
  }

  @Test func `a module does not see the program that uses it`() throws {
    let (_, errors) = try run(["a.weir": "x = secret"], "secret = 1\nuse \"a.weir\"")
    #expect(errors == ["the name `secret` is not known here"])
  }

  @Test func `modules cannot use one another in a circle`() throws {
    let files = ["a.weir": "use \"b.weir\"", "b.weir": "use \"c.weir\"", "c.weir": "use \"a.weir\""]
    let (_, errors) = try run(files, "use \"a.weir\"")
    #expect(
      errors == ["modules use one another in a circle: `a.weir` uses `b.weir` uses `c.weir` uses `a.weir`"])
  }

  @Test func `a module that is missing or broken is an error of the program`() throws {
    let (_, missing) = try run([:], "use \"nowhere.weir\"")
    #expect(
      missing.count == 1 && missing[0].hasSuffix("nowhere.weir` cannot be read: no such file or directory"))
    // What it would have bound were unknown names, each a mistake of its own.
    let (_, once) = try run([:], "use \"nowhere.weir\"\nprint(what_it_binds, 3.and_its_function())")
    #expect(once.count == 1)
    let (_, broken) = try run(["a.weir": "x = 1 +"], "use \"a.weir\"\nprint(1)")
    #expect(broken == ["expected a value, found the end of the program"])
    let (_, inside) = try run([:], "if true { use \"a.weir\" }")
    #expect(inside == ["`use` stands at the top level of a program, not inside of something"])
  }

  @Test func `errors inside a module show how it was reached`() throws {
    let (_, errors) = try run(["a.weir": "fn f(x) = 1 div x"], "use \"a.weir\"\nf(len([]))")
    #expect(errors == ["division by zero"])
  }

  @Test func `a file that is no text names the offset`() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("weir-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data([0x78, 0x20, 0x3D, 0xC3, 0xA9, 0xFF]).write(to: file)
    let error = #expect(throws: UnreadableSource.self) { try SourceText(file: file.path) }
    #expect(
      error?.message.hasSuffix("is no text: at offset 5, UTF-8 was expected and byte 0xff found") == true)
    #expect(throws: UnreadableSource.self) { try SourceText(file: "/") }
  }
}
