import ArchitectureSimulation
import RunReports
import Testing
import TimeBase

@Suite struct HTMLReportTests {
  private static let command = ["simulate", "--model", "shop"]

  private func page(_ result: RunResult, source: String = "{}") -> String {
    HTMLReport(result, calls: [], source: source, reproducedBy: Self.command).text
  }

  @Test func `equal results give equal pages`() {
    #expect(page(Sample.outage) == page(Sample.outage))
  }

  @Test func `the page holds the JSON result, as it is`() {
    let result = Sample.outage
    let json = JSONReport(result).text.split(separator: "\n").map {
      $0.drop { $0 == " " }
    }
    let lines = Set(page(result).split(separator: "\n").map { $0.drop { $0 == " " } })
    #expect(json.dropFirst().dropLast().allSatisfy { lines.contains($0) || $0.hasSuffix("}") })
  }

  @Test func `nothing is fetched from anywhere`() {
    let text = page(Sample.outage)
    for word in ["http://", "https://", "src=", "@import", "url(", "fetch(", "XMLHttpRequest"] {
      let found = text.components(of: word).filter { !$0.hasPrefix("www.w3.org/2000/svg") }
      #expect(found.count == 1, "\(word)")
    }
    #expect(text.contains("default-src 'none'"))
  }

  static let hostileNames = [
    "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "\"'><b>",
    "<!--", "]]>", "{{x}}", "${x}", "a\u{202E}b", "\u{2028}", "👩‍👩‍👧‍👦",
    String(repeating: "長", count: 10_000),
  ]

  @Test(arguments: hostileNames)
  func `a hostile name is nothing but text`(name: String) {
    var result = Sample.outage
    result.model.name = name
    result.model.about = name
    result.clients[0].name = name
    result.components[0].name = name
    result.faults[0].title = name
    let text = page(result, source: name)
    let plain = page(Sample.outage)
    // Every tag of the page is one that a page with tame names has, too.
    for tag in ["<script", "</script", "<img", "<b>", "<!--", "</title", "</pre", "</style"] {
      #expect(
        text.components(of: tag).count == plain.components(of: tag).count,
        "\(tag) of \(name.prefix(40))")
    }
  }

  @Test func `an explanation is held by the page as it is, names as text`() throws {
    let explained = try #require(Sample.explained)
    let text = HTMLReport(
      explained.result, calls: [], explained: explained.document, reproducedBy: Self.command
    ).text
    #expect(text.contains("\"explanation\": {"))
    #expect(!text.contains("GET /<b>"))
    let lines = Set(text.split(separator: "\n").map { $0.drop { $0 == " " } })
    let spans = explained.document.text.split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { $0.hasPrefix("{\"kind\"") }
    #expect(spans.count > 20)
    // All but the last of a list end in a comma on the page, too.
    #expect(spans.allSatisfy { lines.contains($0) })
  }

  @Test(arguments: [Sample.empty, Sample.failed, Sample.huge, Sample.hostile])
  func `results at the edges have pages`(result: RunResult) {
    let text = page(result)
    #expect(text.hasPrefix("<!doctype html>"))
    #expect(text.hasSuffix("</html>\n"))
  }
}

extension String {
  /// What stands between the places of `separator`.
  func components(of separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
