import Foundation
import Testing

@testable import WeirNotebook

@Suite struct HistoryTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "weir-\(UUID())")
  private var path: String { folder.appending(path: "state/history.jsonl").path }

  @Test(arguments: ["a", "é漢🙂", "f(\n  \"x\\n\")", "tab\there \u{7F}\u{1}\u{85}", "\\", "\"", "/"])
  func `an entry survives its line`(text: String) throws {
    let line = HistoryLine(time: 1_750_000_000, text: text)
    #expect(!line.json.contains("\n"))
    #expect(HistoryLine(json: line.json.utf8) == line)
    struct Plain: Decodable {
      var time: Int
      var text: String
    }
    let read = try JSONDecoder().decode(Plain.self, from: Data(line.json.utf8))
    #expect(read.text == text && read.time == line.time)
  }

  @Test(
    arguments: [
      (#"{"text":"a","cell":3,"ok":true,"time":1.5e3}"#, "a"), (#" { "text" : "a" } "#, "a"),
      (#"{"text":"\u00e9\ud83d\ude42\/"}"#, "é🙂/"),
    ])
  func `lines of other programs are read`(json: String, text: String) {
    #expect(HistoryLine(json: json.utf8)?.text == text)
  }

  @Test(
    arguments: [
      "", "{", #"{"time":1,"text":"torn"#, #"{"text":"a"} x"#, #"{"text":"\ud83d"}"#, #"{"text":"\x"}"#,
      #"{"text":1}"#, #"{"time":1}"#, "null", #"{"text":"a""time":1}"#, "{}", #"{"text":"\u12"#,
    ])
  func `a line that is no entry is refused`(json: String) { #expect(HistoryLine(json: json.utf8) == nil) }

  @Test func `sessions share one file`() {
    defer { try? FileManager.default.removeItem(at: folder) }
    let (one, other) = (History(path: path), History(path: path))
    one.append("a", at: 1)
    other.append("b\nc", at: 2)
    #expect(other.entries == ["a", "b\nc"])
    #expect(one.entries == ["a"])
    one.refresh()
    #expect(one.entries == ["a", "b\nc"])
    #expect(History(path: path).entries == ["a", "b\nc"])
  }

  @Test func `a file that a crash has torn goes on in a new line`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let history = History(path: path)
    history.append("a", at: 1)
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(#"{"time":2,"text":"to"#.utf8))
    history.append("b", at: 3)
    #expect(history.entries == ["a", "b"])
    #expect(History(path: path).entries == ["a", "b"])
  }

  @Test func `only the owner can read it`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let history = History(path: path)
    history.append("a", at: 1)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `repeats, hidden lines and nothing are not kept`() {
    let history = History(path: nil)
    for text in ["a", "a", " secret", "", "b", "a"] { history.append(text, at: 0) }
    #expect(history.entries == ["a", "b", "a"])
  }

  @Test func `a file that cannot be written costs nothing but itself`() {
    let history = History(path: "/proc/none/history")
    history.append("a", at: 0)
    #expect(history.entries == ["a"])
  }

  @Test func `eight sessions at once lose nothing`() async {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = path
    await withTaskGroup { group in
      for session in 0..<8 {
        group.addTask {
          let history = History(path: path)
          for entry in 0..<50 { history.append("\(session) \(entry) é", at: entry) }
        }
      }
    }
    let entries = History(path: path).entries
    #expect(entries.sorted() == (0..<8).flatMap { s in (0..<50).map { "\(s) \($0) é" } }.sorted())
  }

  @Test(
    arguments: [
      (["WEIR_HISTORY": "/x/h", "HOME": "/home/a"], "/x/h"), (["WEIR_HISTORY": "", "HOME": "/home/a"], nil),
      (["XDG_STATE_HOME": "/s", "HOME": "/home/a"], "/s/weir/history.jsonl"),
      ([:], nil), (["HOME": ""], nil),
    ] as [([String: String], String?)])
  func `the environment says where it is`(environment: [String: String], path: String?) {
    #expect(History.path { environment[$0] } == path)
  }
}
