import RunReports
import Testing

/// The colours of pages, by the rules of WCAG 2.2 at level AA: text has a contrast of 4.5 to what is
/// behind it, and what has to be told apart in pictures one of 3.
@Suite struct PageContrastTests {
  /// A colour as its red, green and blue light, 0 to 1 each.
  struct Colour {
    var light: [Double]

    /// - Parameter text: As in a style sheet, such as `#0b5cad` or `#fff`.
    init?(_ text: Substring) {
      var digits = Array(text.drop { $0 == "#" })
      if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
      guard text.first == "#", digits.count == 6 else { return nil }
      light = []
      for start in [0, 2, 4] {
        guard let byte = UInt8(String(digits[start...start + 1]), radix: 16) else { return nil }
        light.append(Double(byte) / 255)
      }
    }

    private init(light: [Double]) {
      self.light = light
    }

    /// This colour laid over another, so opaque.
    func over(_ other: Colour, opacity: Double) -> Colour {
      Colour(light: zip(light, other.light).map { $0 * opacity + $1 * (1 - opacity) })
    }

    private var luminance: Double {
      let linear = light.map { $0 <= 0.04045 ? $0 / 12.92 : Self.power(($0 + 0.055) / 1.055) }
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// To the power of 2.4, which is the square times the fifth root of the square.
    private static func power(_ base: Double) -> Double {
      let square = base * base
      var root = base
      for _ in 0..<60 {
        root -= (root * root * root * root * root - square) / (5 * root * root * root * root)
      }
      return square * root
    }

    func contrast(to other: Colour) -> Double {
      let (one, two) = (luminance + 0.05, other.luminance + 0.05)
      return max(one, two) / min(one, two)
    }
  }

  /// The palettes of the style sheet: light, dark by the system's wish, dark by the button.
  private static func palettes() -> [[Substring: Colour]] {
    let page = HTMLReport(Sample.outage, calls: [], reproducedBy: ["simulate"]).text
    return page.split(separator: "--paper: ").dropFirst().prefix(3).map { part in
      let block = "--paper: " + part.prefix { $0 != "}" }
      var colours: [Substring: Colour] = [:]
      for member in Substring(block).split(separator: ";") {
        let words = member.split(whereSeparator: { $0 == ":" || $0.isWhitespace })
        if words.count == 2, let colour = Colour(words[1]) {
          colours[words[0].dropFirst(2)] = colour
        }
      }
      return colours
    }
  }

  private static let series: [Substring] = (1...8).map { "c\($0)" }

  @Test func `contrast is what the rules say of known pairs`() throws {
    let (black, white) = (try #require(Colour("#000")), try #require(Colour("#ffffff")))
    #expect(abs(black.contrast(to: white) - 21) < 1e-9)
    // The grey that is just dark enough on white, and the next one, which is not.
    #expect(try #require(Colour("#767676")).contrast(to: white) >= 4.5)
    #expect(try #require(Colour("#777777")).contrast(to: white) < 4.5)
  }

  @Test(arguments: 0..<3)
  func `text is readable on paper and on cards`(palette: Int) throws {
    let colours = try #require(Self.palettes()[palette] as [Substring: Colour]?)
    #expect(colours.count == 18)
    for text in ["ink", "faint", "good", "bad", "open", "accent", "c2", "c5"] as [Substring] {
      for ground in ["paper", "card"] as [Substring] {
        let contrast = try #require(colours[text]).contrast(to: try #require(colours[ground]))
        #expect(contrast >= 4.5, "\(text) on \(ground): \(contrast)")
      }
    }
    // Shares stand on the pieces of a budget.
    for piece in Self.series + ["faint"] {
      let contrast = try #require(colours["paper"]).contrast(to: try #require(colours[piece]))
      #expect(contrast >= 4.5, "text on \(piece): \(contrast)")
    }
  }

  @Test(arguments: 0..<3)
  func `lines and bars stand out from cards, also in the shade of a fault`(palette: Int) throws {
    let colours = try #require(Self.palettes()[palette] as [Substring: Colour]?)
    let card = try #require(colours["card"])
    let shades = [
      card, try #require(colours["bad"]).over(card, opacity: 0.13),
      try #require(colours["faint"]).over(card, opacity: 0.12),
    ]
    for line in Self.series + ["good", "bad", "open", "accent"] {
      for (index, shade) in shades.enumerated() {
        let contrast = try #require(colours[line]).contrast(to: shade)
        #expect(contrast >= 3, "\(line) on shade \(index): \(contrast)")
      }
    }
  }
}
