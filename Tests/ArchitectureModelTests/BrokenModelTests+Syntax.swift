extension BrokenModelTests {
  /// Texts that are not JSON, or not quite.
  static let syntax = [
    Break(
      #""format": 1,"#,
      #""format": 1"#,
      #"shop.json:3:3: expected ',' or '}', found '"'"#),
    Break(
      #""name": "shop","#,
      "'name': 'shop',",
      "shop.json:3:3: keys are written in double quotes, not in single ones"),
    Break(
      #""name": "shop","#,
      #"name: "shop","#,
      #"shop.json:3:3: keys are written in double quotes: "name""#),
    Break(
      #""name": "shop","#,
      #""name": "shop,"#,
      "shop.json:3:11: the text that begins here has no end in its line"),
    Break(
      #""name": "shop","#,
      #""name" = "shop","#,
      #"shop.json:3:10: expected ':' after the key "name", found '='"#),
    Break(
      #""name": "shop","#,
      #""name": shop,"#,
      #"""
      shop.json:3:11: expected a value, found 'shop'; texts are written in double quotes
      """#),
    Break(
      #""name": "shop","#,
      #""name": True,"#,
      "shop.json:3:11: expected a value, found 'True'; did you mean 'true'?"),
    Break(
      #""name": "shop","#,
      #""name": "a\qb","#,
      "shop.json:3:13: no escape begins with a backslash and 'q'"),
    Break(
      #""name": "shop","#,
      #""name": "\uD83D","#,
      #"""
      shop.json:3:12: a surrogate stands alone; characters beyond U+FFFF take two, such \#
      as \uD83D\uDE00
      """#),
    Break(
      #""name": "shop","#,
      #""name": "\u12G4","#,
      #"shop.json:3:12: \u is followed by four hexadecimal digits"#),
    Break(
      #""name": "shop","#,
      #""name": "a\#tb","#,
      "shop.json:3:13: the character U+0009 must be escaped in a text"),
    Break(
      #""name": "shop","#,
      #""name": "shop", /* open"#,
      "shop.json:3:19: the comment that begins here has no end"),
    Break(
      #""name": "shop","#,
      #""name": "shop", / comment"#,
      "shop.json:3:19: expected a comment, '//' or '/*', found '/'"),
    Break(
      #""seed": 7"#,
      #""seed": 07"#,
      "shop.json:4:55: a number does not begin with 0"),
    Break(
      #""seed": 7"#,
      #""seed": +7"#,
      "shop.json:4:55: expected a value, found '+'"),
    Break(
      #""seed": 7"#,
      #""seed": 7."#,
      "shop.json:4:57: expected a digit after the decimal point, found ' '"),
    Break(
      #""seed": 7"#,
      #""seed": 1e999"#,
      "shop.json:4:55: 1e999 is too large; the limit is about 1.8e308"),
    Break(
      #""seed": 7"#,
      #""seed": 1e-999"#,
      "shop.json:4:55: 1e-999 is too small to be told from 0"),
    Break(
      #""seed": 7"#,
      #""seed": NaN"#,
      "shop.json:4:55: expected a value, found 'NaN'; a number is finite"),
    Break(
      #""seed": 7"#,
      #""seed": -"#,
      "shop.json:4:56: expected a digit after '-', found ' '"),
    Break(
      #""duration": "5m""#,
      #""duration": 5m"#,
      #"shop.json:4:24: a quantity is written in double quotes: "5m""#),
    Break(
      #"[ { "at""#,
      #"[ , { "at""#,
      "shop.json:24:15: expected a value, found ','"),
    Break(
      #""below": "200ms" } ]"#,
      #""below": "200ms" } ) "#,
      "shop.json:28:74: expected ',' or ']', found ')'"),
    Break(
      #""seed": 7 },"#,
      #""seed": 7 }, "name": "again","#,
      #"shop.json:4:60: key "name" appears twice; first in line 3, column 3"#),
    Break(
      #""seed": 7"#,
      #""seed": Infinity"#,
      "shop.json:4:55: expected a value, found 'Infinity'; a number is finite"),
  ]
}
