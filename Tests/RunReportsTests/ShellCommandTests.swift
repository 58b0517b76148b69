import Foundation
import RunReports
import Testing

@Suite struct ShellCommandTests {
  @Test(
    arguments: [
      (["simulate", "--model", "a-b_c.json"], "simulate --model a-b_c.json"),
      (["simulate", "--set", "app.instances=5"], "simulate --set app.instances=5"),
      (["a", ""], "a ''"), (["a", "b c"], "a 'b c'"), (["a", "it's"], "a 'it'\\''s'"),
      (["a", "$HOME;`x`"], "a '$HOME;`x`'"), (["a", "\u{1B}[2J"], "a $'\\033[2J'"),
      (["a", "a\n\\'"], "a $'a\\012\\\\\\''"), (["a", "日本"], "a '日本'"),
      (["a", "\u{202E}"], "a $'\\342\\200\\256'"),
    ] as [([String], String)])
  func `words are quoted only where a shell needs it`(words: [String], text: String) {
    #expect(ShellCommand(words).text == text)
  }

  @Test func `the comment follows the command`() {
    #expect(ShellCommand(["simulate"], comment: "digest 00").text == "simulate  # digest 00")
  }

  @Test(arguments: [1, 30, 40, 43, 60, 97, 200, 1_000])
  func `long commands go on in the next line and mean the same`(length: Int) throws {
    let words = [
      "printf", "%s\\n", String(repeating: "a", count: length),
      String(repeating: "it's ", count: length / 5), "x",
      String(repeating: "é\u{1B}", count: length),
    ]
    let text = ShellCommand(words, comment: "digest 0123456789abcdef").text
    for line in text.split(separator: "\n") { #expect(line.count <= 100) }
    guard let output = try Self.output(ofShell: text) else { return }
    #expect(output == words.dropFirst(2).joined(separator: "\n") + "\n")
  }

  /// What the shell prints; `nil` where there is no bash.
  private static func output(ofShell text: String) throws -> String? {
    let shell = URL(filePath: "/bin/bash")
    guard FileManager.default.isExecutableFile(atPath: shell.path) else { return nil }
    let process = Process()
    let pipe = Pipe()
    process.executableURL = shell
    process.arguments = ["-c", text]
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
