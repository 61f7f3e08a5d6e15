import Testing
import WeirLanguage
import WeirPlot

@testable import WeirNotebook

@Suite struct AbilitiesTests {
  private typealias Wishes = Abilities.Wishes

  @Test(
    arguments: [
      (.auto, ["TERM": "xterm"], true, true, "a terminal"),
      (.auto, ["TERM": "xterm"], false, false, "no terminal"),
      (.auto, ["TERM": "dumb"], true, false, "TERM is dumb"),
      (.auto, [:], true, false, "TERM is not set"),
      (.auto, ["TERM": "xterm", "NO_COLOR": "1"], true, false, "NO_COLOR is set"),
      (.auto, ["TERM": "xterm", "NO_COLOR": ""], true, true, "a terminal"),
      (.auto, ["FORCE_COLOR": "1"], false, true, "FORCE_COLOR is set"),
      (.auto, ["CLICOLOR_FORCE": "0"], false, false, "no terminal"),
      (.auto, ["FORCE_COLOR": "1", "NO_COLOR": "1"], true, false, "NO_COLOR is set"),
      (.always, ["NO_COLOR": "1"], false, true, "--color always"),
      (.never, ["TERM": "xterm", "FORCE_COLOR": "1"], true, false, "--color never"),
    ] as [(Wishes.Colour, [String: String], Bool, Bool, String)])
  private func `colour`(
    wish: Wishes.Colour, environment: [String: String], isTerminal: Bool, isColoured: Bool, reason: String
  ) {
    let found = Abilities.Surroundings(environment: environment, isTerminal: isTerminal)
    let abilities = Abilities(Wishes(colour: wish), in: found)
    #expect(abilities.display.isColoured == isColoured)
    #expect(abilities.colourReason == reason)
  }

  @Test func `a terminal of which nothing is known cannot do anything`() {
    let found = Abilities.Surroundings(environment: ["TERM": "foobar"], isKnown: false)
    let abilities = Abilities(Wishes(), in: found)
    #expect(!abilities.canMoveCursor && abilities.unknownTerminal == "foobar")
    #expect(abilities.colourReason == "TERM is foobar, of which nothing is known here")
  }

  @Test func `a width that nobody has stated is no limit`() {
    #expect(Abilities(Wishes(), in: .init(isTerminal: false)).statedWidth == nil)
    #expect(Abilities(.init(width: 80), in: .init(isTerminal: false)).statedWidth == 80)
    #expect(
      Abilities(Wishes(), in: .init(environment: ["COLUMNS": "80"], isTerminal: false)).statedWidth == 80)
    #expect(Abilities(Wishes(), in: .init(columns: 80)).statedWidth == 80)
  }

  @Test(
    arguments: [
      (["TERM": "xterm"], .sixteen), (["TERM": "xterm-256color"], .palette),
      (["TERM": "xterm", "COLORTERM": "truecolor"], .full),
      (["TERM": "tmux-256color", "COLORTERM": "24bit"], .full),
      (["TERM": "xterm-256color", "COLORTERM": ""], .palette),
      (["TERM": "dumb", "COLORTERM": "truecolor"], .none),
    ] as [([String: String], Display.Colours)])
  func `the number of colours`(environment: [String: String], colours: Display.Colours) {
    #expect(Abilities(Wishes(), in: .init(environment: environment)).display.colours == colours)
  }

  @Test(
    arguments: [
      (nil, ["LANG": "de_DE.UTF-8"], .braille, "LANG is de_DE.UTF-8"),
      (nil, ["LANG": "C.utf8@x"], .braille, "LANG is C.utf8@x"),
      (nil, ["LC_ALL": "C", "LANG": "de_DE.UTF-8"], .ascii, "LC_ALL is C"),
      (nil, ["LC_ALL": "", "LC_CTYPE": "POSIX", "LANG": "C.UTF-8"], .ascii, "LC_CTYPE is POSIX"),
      (nil, [:], .ascii, "no locale is set"),
      (.block, ["LC_ALL": "C"], .block, "--charset block"),
    ] as [(Display.Charset?, [String: String], Display.Charset, String)])
  func `characters`(
    wish: Display.Charset?, environment: [String: String], charset: Display.Charset, reason: String
  ) {
    let abilities = Abilities(Wishes(charset: wish), in: .init(environment: environment))
    #expect(abilities.display.charset == charset)
    #expect(abilities.charsetReason == reason)
  }

  @Test(
    arguments: [
      (40, "60", true, 100, 40, "--width"), (nil, "60", true, 100, 100, "the terminal"),
      (nil, "60", false, 0, 60, "COLUMNS"), (nil, "x", false, 0, 80, "no terminal"),
      (nil, nil, true, 0, 80, "the terminal does not say"), (nil, "0", false, 0, 80, "no terminal"),
    ] as [(Int?, String?, Bool, Int, Int, String)])
  func `width`(wish: Int?, variable: String?, isTerminal: Bool, reported: Int, width: Int, reason: String) {
    var environment = ["TERM": "xterm"]
    environment["COLUMNS"] = variable
    let found = Abilities.Surroundings(environment: environment, isTerminal: isTerminal, columns: reported)
    let abilities = Abilities(Wishes(width: wish), in: found)
    #expect(abilities.display.width == width)
    #expect(abilities.widthReason == reason)
    #expect(abilities.display.height == 24)
  }

  @Test(arguments: [("xterm", true, true), ("dumb", true, false), ("", true, false), ("xterm", false, false)])
  func `editing needs a cursor that moves`(term: String, isTerminal: Bool, canMoveCursor: Bool) {
    let found = Abilities.Surroundings(environment: ["TERM": term, "NO_COLOR": "1"], isTerminal: isTerminal)
    #expect(Abilities(Wishes(), in: found).canMoveCursor == canMoveCursor)
  }

  @Test(
    arguments: [
      (nil, ["LANG": "C.UTF-8"], DiagnosticForm.graphical, "the characters allow it"),
      (nil, [:], .ascii, "the characters are ASCII"),
      (nil, ["LANG": "C.UTF-8", "NO_GRAPHICS": "1"], .narrated, "NO_GRAPHICS is set"),
      (nil, ["LANG": "C.UTF-8", "NO_GRAPHICS": "0"], .graphical, "the characters allow it"),
      (.ascii, ["NO_GRAPHICS": "1"], .ascii, "--errors ascii"),
    ] as [(DiagnosticForm?, [String: String], DiagnosticForm, String)])
  func `errors are drawn as the characters allow, or told`(
    wish: DiagnosticForm?, environment: [String: String], form: DiagnosticForm, reason: String
  ) {
    let abilities = Abilities(Wishes(errors: wish), in: .init(environment: environment))
    #expect(abilities.errorForm == form && abilities.errorReason == reason)
  }
}
