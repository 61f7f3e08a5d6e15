import WeirEngine
import WeirLanguage

/// The way of a script or a notebook into another form.
public struct Export {
  private let document: Document
  private let script: SourceText
  /// Whether it is written anew, being no script.
  private let isRewritten: Bool

  /// The export of [script].
  public init(script: SourceText) {
    (self.script, document, isRewritten) = (script, Document(script: script), false)
  }

  /// The export of a Markdown file, whose code is run where it stands.
  public init(_ markdown: MarkdownCode) {
    (script, document, isRewritten) = (markdown.program(isRun: true), Document(markdown), true)
  }

  /// The export of a notebook of Jupyter in [file]. Its outputs are not kept: they come from running. Errors: what is no
  /// notebook.
  public init(notebook file: String) throws(DataError) {
    let json = try JSON(file: file, most: Self.mostBytes)
    if let language = Jupyter.foreignLanguage(of: json) {
      throw DataError(
        .unreadable(file: file, why: "it is a notebook of another language: expected weir, found \(language)")
      )
    }
    guard let notebook = Jupyter.document(json, name: Document.bareName(of: file)) else {
      throw DataError(.unreadable(file: file, why: "it is JSON, but no notebook of Jupyter"))
    }
    // What is run is the script that the notebook makes, so that places and cells are those of that; and whether it is run
    // or not changes nothing about them.
    self.init(script: SourceText(name: file, text: notebook.script))
  }

  /// Whether the file called [name] should be a notebook.
  public static func isNotebook(_ name: String) -> Bool { name.lowercased().hasSuffix("." + Jupyter.name) }

  /// Why the file called [name] cannot be run, if it is none of a script, but what can be made one; and what makes it one.
  public static func noScript(_ name: String) -> (message: String, help: String)? {
    let kind = MarkdownCode.isMarkdown(name) ? "Markdown" : isNotebook(name) ? "a notebook of Jupyter" : nil
    return kind.map { kind in
      ("`\(name)` is \(kind), and no script", "`weir export \(name) --to weir` makes a script of it")
    }
  }

  /// Notebooks hold pictures, but hardly films.
  private static let mostBytes = 200_000_000

  /// The text of the document in [form], and the status to end with; with outputs, the script is run in [interpreter]
  /// for them, whose host is [recorder] in front of [console]. No text if a person broke it off.
  public func text(
    in form: any DocumentFormat.Type, running interpreter: Interpreter?, _ recorder: Recorder,
    _ console: Console
  ) -> (text: String?, status: Int32) {
    let finished = { (document: Document) in form.text(isRewritten ? document.rewritten : document) }
    guard form.hasOutputs, let interpreter else { return (finished(document), 0) }
    Signals.install(patience: 0)
    let (document, script) = (document, script)
    // This thread does not touch the interpreter until the work is done.
    nonisolated(unsafe) let session = interpreter
    let (result, failure) = Worker.run(attend: {}) { document.run(script, in: session, recorder) }
    console.finish()
    guard let failure else { return (finished(result), 0) }
    if case .interrupted = failure {
      console.note("interrupted" + (interpreter.place.map { " in " + $0 } ?? ""))
      return (nil, failure.status)
    }
    console.report(failure.diagnostics)
    return (finished(result), failure.status)
  }
}
