import CEditline

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The editor: libedit, set up by us and used on one thread.
public final class EditReader: LineReader {
  /// How the read at hand ends. libedit has no code for "the line was dropped", and `el_gets` answers
  /// nil to an empty text as to a terminal that is gone; so what ends a read says here what it meant.
  var outcome: Input?
  /// Lines under the text, until the next key.
  var footer: [String] = []
  /// The list under the text that goes on.
  var page: Page?
  /// The walk through the history that Up and Down are on.
  var recall: Recall?
  let history: History
  var keyboard = Keyboard()
  /// What the text was before.
  var edits = Edits()
  /// What is guessed to come next.
  private(set) var hint = ""
  let assistant: any Assistant
  let screen: Screen
  private let editor: OpaquePointer
  private let isColoured: Bool
  /// The sequences that are bound to something.
  private let known: Set<String>
  private var isEditing = false
  /// Whether libedit has drawn the prompt of the read at hand.
  private var isPromptDrawn = false
  /// What is shown above the prompt.
  private(set) weak var board: (any Board)?
  /// The prompt in C's memory: libedit asks for it again and again, and does not copy it.
  private var prompt: UnsafeMutablePointer<CChar>?

  /// An editor on the terminal of standard input and output; nil if libedit cannot have it, or if the
  /// person has switched editing off in `~/.editrc`.
  public init?(assistant: any Assistant, history: History, isColoured: Bool) {
    // libedit changes the mode.
    _ = Terminal.foundMode
    guard weir_use_utf8() != 0, let editor = weir_editor("weir") else { return nil }
    (self.editor, self.assistant, self.history) = (editor, assistant, history)
    self.isColoured = isColoured
    known = Key.known.union(EditorFile.sequences)
    screen = Screen(isColoured: isColoured) { weir_draw(editor) }
    // First of all, since it clears the key map; then the person's wishes, then the keys without
    // which the prompt would not work.
    weir_set_text(editor, EL_EDITOR, "emacs")
    el_source(editor, nil)
    guard weir_is_editing(editor) != 0 else { return nil }
    // It would send every signal a second time, to the whole process group.
    weir_set_number(editor, EL_SIGNAL, 0)
    // While editing, Ctrl-C and Ctrl-Z are keys. To take away the signal characters has no effect;
    // to take away the flag has.
    weir_set_terminal(editor, "-d", "-isig")
    keepQuiet()
    // C functions cannot capture, so they find this object through libedit; which `deinit` ends, so
    // that the reference need not count.
    weir_set_owner(editor, Unmanaged.passUnretained(self).toOpaque())
    weir_set_prompt(editor, { EditReader.of($0).prompt }, Self.mark)
    weir_set_reader(editor) { editor, scalar in EditReader.of(editor).get(scalar) }
    Key.bindAll(to: editor)
  }

  deinit {
    el_end(editor)
    free(prompt)
  }

  static func of(_ editor: OpaquePointer?) -> EditReader {
    Unmanaged<EditReader>.fromOpaque(weir_owner(editor)).takeUnretainedValue()
  }

  // MARK: - Reading

  /// Encloses the bytes of the prompt that take no room.
  private static let mark: CChar = 1

  /// Shows the prompt of cell [number], and edits until something ends the read.
  public func read(cell number: Int) -> Input {
    setPrompt(Prompt.text(cell: number))
    (recall, footer, page, outcome, edits) = (nil, [], nil, nil, Edits())
    history.refresh()
    if let news = news(again: true) { screen.begin(with: news) }
    // libedit would do this only at the first key; until then Ctrl-C would be a signal.
    weir_set_number(editor, EL_PREP_TERM, 1)
    Terminal.write(Escape.pasteOn)
    (isEditing, isPromptDrawn) = (true, false)
    // Between two reads Ctrl-C is a signal; the person meant this one.
    if Signals.takeInterrupt() { keyboard.feed(CollectionOfOne(3)) }
    var count: Int32 = 0
    el_gets(editor, &count)
    isEditing = false
    Terminal.write(Escape.pasteOff + Escape.outputBegins)
    return outcome ?? .end
  }

  /// Tells the terminal where the output ends.
  public func noteAnswer(hasFailed: Bool) { Terminal.write(Escape.outputEnds(hasFailed: hasFailed)) }

  private func setPrompt(_ text: String) {
    let invisible = { (codes: String) in codes.isEmpty ? "" : "\u{1}" + codes + "\u{1}" }
    let (begin, end) = isColoured ? (Style.prompt.begin, Style.plain.begin) : ("", "")
    free(prompt)
    // libedit hangs the codes on the character *behind* them: at the end of the prompt there is none, and of two runs
    // of codes in one place it loses one.
    prompt = strdup(invisible(Escape.promptBegins + begin) + text.dropLast() + invisible(end) + " ")
    screen.begin(indent: text.count)
  }

  /// What libedit calls for every character: the one place where the editor waits, and so the place
  /// for all that is not a key. By then libedit has drawn what it had to.
  private func get(_ scalar: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    let (text, cursor) = buffer
    edits.note(Edits.State(text: text, cursor: cursor))
    if !isPromptDrawn { Terminal.write(Escape.inputBegins) }
    isPromptDrawn = true
    while let key = nextKey(isPasting: false) {
      guard key != "\u{1B}" || takeSequence() else { continue }
      scalar?.pointee = wchar_t(bitPattern: key.value)
      return 1
    }
    return 0
  }

  /// Takes the rest of what begins with Escape, which was read last; false if it means nothing. If it does mean something
  /// it is there to be read.
  private func takeSequence() -> Bool {
    var sequence: [Unicode.Scalar] = ["\u{1B}"]
    while KeySequence.state(of: sequence) == .open {
      if let next = keyboard.next() {
        sequence.append(next)
        continue
      }
      let event = Terminal.wait(forKeys: true, forPokes: false, timeout: KeySequence.patience)
      guard event.hasKeys, keyboard.fill() else { break }
    }
    let isMeant = KeySequence.state(of: sequence) != .whole || known.contains(String(sequence))
    if isMeant { for scalar in sequence.dropFirst().reversed() { keyboard.putBack(scalar) } }
    return isMeant
  }

  /// The next key; nil if there will be none. Painting waits until nothing is left to read, so that a
  /// thousand characters that come at once are painted once.
  func nextKey(isPasting: Bool) -> Unicode.Scalar? {
    var isPainted = false
    while true {
      if Signals.ending.load(ordering: .relaxed) != 0 { return nil }
      if let key = keyboard.next() { return key }
      if !isPasting {
        if heedSignals() { isPainted = false }
        if lookAtBoard(again: false) { isPainted = false }
        if !isPainted { screen.paint(content(guessing: true)) }
        isPainted = true
      }
      // A paste whose end never comes, ends by itself.
      let event = Terminal.wait(forKeys: true, timeout: isPasting ? 1000 : -1)
      if event.hasKeys, !keyboard.fill() { return nil }
      if isPasting, !event.hasKeys, !event.wasPoked { return nil }
      if event.hasKeys { (footer, isPainted) = ([], false) }
    }
  }

  /// Draws anew what a signal has made wrong; false if there was none.
  private func heedSignals() -> Bool {
    let (isBack, isResized) = (
      Signals.continued.exchange(false, ordering: .relaxed),
      Signals.resized.exchange(false, ordering: .relaxed)
    )
    if isBack { screen.redrawHere(content()) }
    if isResized { screen.resize(content()) { el_resize(editor) } }
    guard isBack || isResized else { return false }
    lookAtBoard(again: true)
    return true
  }

  /// Shows what [board] says above the prompt from now on.
  public func attach(_ board: any Board) -> Bool {
    self.board = board
    return true
  }

  private func news(again: Bool) -> News? {
    board?.news(rows: screen.size.rows, columns: screen.size.columns, again: again)
  }

  /// Shows what is new above the prompt; false if nothing is.
  @discardableResult private func lookAtBoard(again: Bool) -> Bool {
    let start = ContinuousClock.now
    guard let news = news(again: again) else { return false }
    screen.show(news, content())
    board?.wasShown(in: start.duration(to: .now))
    return true
  }

  /// What the screen is to show; with a guess of what comes next if the person may take it.
  func content(guessing: Bool = false) -> Screen.Content {
    let (text, cursor) = buffer
    let whole = String(text)
    hint = guessing && cursor == text.count && isColoured ? guess(whole) : ""
    let styles = isColoured ? assistant.styles(of: whole) : []
    return Screen.Content(text: text, cursor: cursor, styles: styles, hint: hint, footer: footer)
  }

  /// The rest of the newest entry that begins like [text].
  private func guess(_ text: String) -> String {
    guard !text.isEmpty else { return "" }
    let entry = history.entries.last { $0.hasPrefix(text) && $0 != text }
    guard let entry else { return "" }
    return String(entry.dropFirst(text.count).prefix { $0 != "\n" })
  }

  // MARK: - The text

  /// The text and the cursor in it. libedit's memory lasts until its next call, so it is copied.
  var buffer: (text: [Unicode.Scalar], cursor: Int) {
    guard let line = el_line(editor)?.pointee else { return ([], 0) }
    let scalars = { (end: UnsafePointer<CChar>) in
      // In bounds: libedit keeps cursor and end inside its buffer.
      let bytes = UnsafeRawBufferPointer(start: line.buffer, count: end - line.buffer)
      return Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    }
    return (scalars(line.lastchar), scalars(line.cursor).count)
  }

  /// Replaces [before] scalars in front of the cursor and [after] behind it by [insertion].
  func edit(before: Int = 0, after: Int = 0, _ insertion: String = "") {
    if after > 0 { el_cursor(editor, Int32(after)) }
    if before + after > 0 { el_deletestr(editor, Int32(before + after)) }
    if !insertion.isEmpty { el_insertstr(editor, insertion) }
  }

  func replaceAll(with text: String, cursor: Int) {
    let (old, place) = buffer
    edit(before: place, after: old.count - place, text)
    moveCursor(to: cursor)
  }

  func moveCursor(to index: Int) { el_cursor(editor, Int32(index - buffer.cursor)) }

  /// Does [work] with the terminal as the program found it.
  public func withTerminalRestored(_ work: () -> Void) {
    if isEditing {
      Terminal.write(Escape.pasteOff)
      weir_set_number(editor, EL_PREP_TERM, 0)
    }
    Terminal.restore()
    work()
    keepQuiet()
    if isEditing {
      weir_set_number(editor, EL_PREP_TERM, 1)
      Terminal.write(Escape.pasteOn)
    }
  }

  /// Neither echo nor waiting for Enter between two reads, while Ctrl-C and Ctrl-Z stay signals: what is typed
  /// during a piece of work shall not land in its output, but be there for the next read. It is libedit's own mode for
  /// that time: were another set around the reads, there would be a moment, before and behind, in which keys are echoed.
  private func keepQuiet() { for flag in ["-echo", "-icanon"] { weir_set_terminal(editor, "-x", flag) } }

  /// Leaves the terminal as the program found it.
  public func close() { Terminal.restore() }
}

/// A list under a text that has room for a part of it, and goes on at its item [next].
struct Page {
  let text: [Unicode.Scalar]
  let cursor: Int
  let next: Int
}

extension String {
  init(_ scalars: some Sequence<Unicode.Scalar>) {
    self.init()
    unicodeScalars.append(contentsOf: scalars)
  }
}
