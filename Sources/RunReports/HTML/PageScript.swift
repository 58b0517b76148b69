/// The scripts of a kind of page, in the order in which they need each other.
struct PageScript {
  private var parts: [[UInt8]]

  /// Draws the result of one run.
  static let run = PageScript(parts: [
    PackageResources.format_js, PackageResources.elements_js, PackageResources.view_js,
    PackageResources.timechart_js, PackageResources.lanes_js, PackageResources.graph_js,
    PackageResources.distribution_js, PackageResources.heatmap_js, PackageResources.tables_js,
    PackageResources.runtables_js, PackageResources.runpage_js,
  ])

  var text: String { parts.map(Self.text).joined() }

  static func text(of bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
