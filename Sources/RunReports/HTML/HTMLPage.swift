/// A page with a style, data and the script that draws it, all inside.
struct HTMLPage {
  var title: String
  var data: JSONTree
  var script: PageScript

  /// What is shown where scripts are off.
  var withoutScript: String

  var text: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
    <title>\(Self.escaped(DisplayText.name(title)))</title>
    <style>
    \(PageScript.text(of: PackageResources.page_css))</style>
    </head>
    <body>
    <main id="report"></main>
    <noscript><pre>\(Self.escaped(withoutScript))</pre></noscript>
    <script type="application/json" id="data">
    \(Self.scriptSafe(data.text))</script>
    <script>
    (() => {
    "use strict";
    \(script.text)})();
    </script>
    </body>
    </html>

    """
  }

  /// Nothing is fetched from anywhere, whatever a name in the model looks like.
  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"

  /// Text between tags or in an attribute.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }

  /// JSON that cannot end the element it stands in: a `<` is only ever inside of a string.
  static func scriptSafe(_ json: String) -> String {
    var safe: [UInt8] = []
    safe.reserveCapacity(json.utf8.count)
    for byte in json.utf8 {
      if byte == UInt8(ascii: "<") {
        safe += Array("\\u003c".utf8)
      } else {
        safe.append(byte)
      }
    }
    return String(decoding: safe, as: UTF8.self)
  }
}
