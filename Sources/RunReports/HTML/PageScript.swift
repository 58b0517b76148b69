/// The scripts of a kind of page, in the order in which they need each other.
struct PageScript {
  private var parts: [[UInt8]]

  /// Draws the result of one run.
  static let run = PageScript(parts: [
    PackageResources.format_js, PackageResources.elements_js, PackageResources.view_js,
    PackageResources.timechart_js, PackageResources.lanes_js, PackageResources.labels_js,
    PackageResources.graph_js, PackageResources.distribution_js, PackageResources.heatmap_js,
    PackageResources.tables_js, PackageResources.runtables_js, PackageResources.budget_js,
    PackageResources.waterfall_js, PackageResources.explanation_js, PackageResources.runpage_js,
  ])

  /// Draws the result of several replications.
  static let replications = PageScript(parts: [
    PackageResources.format_js, PackageResources.elements_js, PackageResources.tables_js,
    PackageResources.whiskers_js, PackageResources.labels_js, PackageResources.distribution_js,
    PackageResources.replicationspage_js,
  ])

  /// Draws a comparison.
  static let comparison = PageScript(parts: [
    PackageResources.format_js, PackageResources.elements_js, PackageResources.tables_js,
    PackageResources.whiskers_js, PackageResources.comparisonpage_js,
  ])

  /// Draws the points of a sweep.
  static let sweep = PageScript(parts: [
    PackageResources.format_js, PackageResources.elements_js, PackageResources.tables_js,
    PackageResources.axes_js, PackageResources.curves_js, PackageResources.cells_js,
    PackageResources.sweeppage_js,
  ])

  /// Draws a search for a capacity.
  static let search = PageScript(parts: [
    PackageResources.format_js, PackageResources.elements_js, PackageResources.tables_js,
    PackageResources.axes_js, PackageResources.curves_js, PackageResources.findpage_js,
  ])

  /// Draws which triggers bring a system down.
  static let collapse = PageScript(parts: [
    PackageResources.format_js, PackageResources.elements_js, PackageResources.tables_js,
    PackageResources.axes_js, PackageResources.collapsepage_js,
  ])

  var text: String { parts.map(Self.text).joined() }

  static func text(of bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
