import WeirCatalog
import WeirEngine
import WeirLanguage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// The session as a file.
extension Session {
  /// Writes the session as a script into a new file at [path]; into the script that is open, if it is that or empty.
  func save(to typed: String) {
    let path = Self.unquoted(typed)
    let written = notebook.written
    let count = written.count { !$0.part.isProse && !$0.part.source.isEmpty }
    if count == 0 { return complain("there is no cell to save yet") }
    let isOwn = notebook.script.map { path.isEmpty || $0.path == path } ?? false
    if path.isEmpty, !isOwn { return complain("`:save FILE` needs a file: no script is open") }
    let target = isOwn ? notebook.script?.path ?? path : path
    let text = Notebook.document(named: "", of: written).script
    guard isOwn ? replace(target, by: text) : create(target, text) else { return }
    say(["\(count) cell\(count == 1 ? "" : "s") in `\(target)`"])
    doubt(written)
    if isOwn { notebook.noteSaved(text, of: written, next: &number) }
  }

  /// Says what a script of the cells that are [written] would come to otherwise than they did here, or do in another way.
  private func doubt(_ written: [NotebookCell]) {
    var doubts = notebook.doubts(of: written) { interpreter.names(of: $0.source).binds }
    let seed = interpreter.context.seed
    if seed != 0 {
      doubts.insert("this session has the seed \(seed), which a script is given by `--seed \(seed)`", at: 0)
    }
    doubts.prefix(Self.mostDoubts).forEach(console.note)
    if doubts.count > Self.mostDoubts { console.note("\(doubts.count - Self.mostDoubts) more like these") }
  }

  private static let mostDoubts = 5

  /// [path] as it was meant by somebody who put it between quotation marks.
  static func unquoted(_ path: String) -> String {
    guard path.count > 1, let mark = path.first, mark == path.last, mark == "\"" || mark == "'" else {
      return path
    }
    return String(path.dropFirst().dropLast())
  }

  /// Writes [text] into the script that is open, unless somebody else has written into it meanwhile.
  private func replace(_ path: String, by text: String) -> Bool {
    do {
      let place = try interpreter.context.place(toWrite: path)
      // One that is not there any more is written anew.
      guard try access(place, F_OK) != 0 || SourceText(file: path).text == notebook.script?.text else {
        complain(
          "`\(path)` has changed since it was read; `:load` reads it again, `:save FILE` writes another")
        return false
      }
      try StoredText(text).write(to: place)
      return true
    } catch {
      complain(UnreadableSource.sentence(of: error))
      return false
    }
  }

  /// Writes [text] into a new file: one that is there already may be somebody's work.
  private func create(_ path: String, _ text: String) -> Bool {
    let place: String
    do throws(CallError) { place = try interpreter.context.place(toWrite: path) } catch {
      complain(error.message)
      return false
    }
    let file = open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else {
      let reason = systemReason()
      var status = stat()
      let isFolder = stat(place, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      complain(
        isFolder ? "`\(path)` is a folder; `:save` needs a file" : "`\(path)` cannot be written: " + reason)
      return false
    }
    Terminal.write(text, to: file)
    guard close(file) == 0 else {
      complain("`\(path)` is not whole: " + systemReason())
      return false
    }
    return true
  }

  /// Writes the session, with what came of its cells, as a document whose form the ending of [path] says.
  func export(to typed: String) {
    let path = Self.unquoted(typed)
    if !notebook.cells.contains(where: { $0.number != nil }) {
      return complain("there is no cell to export yet")
    }
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let form = documentFormats.first(where: { $0.name == ending }), path.contains(".") else {
      let names = documentFormats.map { "`." + $0.name + "`" }.joined(separator: ", ")
      return complain("`\(path)` does not say in which form: one of \(names) would")
    }
    do {
      let place = try interpreter.context.place(toWrite: path)
      if path == notebook.script?.path {
        return complain("`\(path)` is the script that is open; `:save` writes it")
      }
      let name = Document.bareName(of: notebook.script?.path ?? path)
      let written = notebook.written
      try StoredText(form.text(Notebook.document(named: name, of: written))).write(to: place)
      say(["written: " + path])
      doubt(written)
    } catch {
      complain(UnreadableSource.sentence(of: error))
    }
  }
}
