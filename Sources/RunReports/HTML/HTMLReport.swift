public import ArchitectureSimulation

/// What a run found out, as one web page that needs nothing beside itself: no network, no other file.
///
/// The page holds the JSON result, and a script of its own that draws it: expectations, architecture,
/// everything over time, distributions, tables. Where scripts are off, the text report is shown. Names
/// of a model only ever become text; a policy in the page forbids everything else. Equal results give
/// equal bytes.
public struct HTMLReport: Hashable, Sendable {
  /// The page in UTF-8.
  public var text: String

  /// - Parameters:
  ///   - calls: Who calls whom in the model, clients included.
  ///   - source: The text of the model file, to be shown at the end.
  ///   - explanation: Of the same run; adds budgets, waterfalls, the bottleneck and theory.
  ///   - command: The arguments that make this run again, the name of the program first.
  /// - Complexity: O(*n*) in the size of the result.
  public init(
    _ result: RunResult, calls: [RequestPath.Call], source: String = "",
    explained explanation: ExplanationJSON? = nil, reproducedBy command: [String]
  ) {
    let comment = "digest " + result.digest.total.hexadecimal
    var data: [JSONTree.Member] = [
      .init("about", .text(result.model.about)),
      .init("command", .text(ShellCommand(command, comment: comment).text)),
      .init("source", .text(source)),
      .init("graph", Self.graph(of: result, calls)),
      .init("charts", Self.charts(of: result)),
      .init("result", JSONReport.tree(of: result)),
    ]
    if let explanation { data.append(.init("explanation", explanation.tree)) }
    let plain = TextReport(result, calls: calls, reproducedBy: command).text
    let title = [result.model.name, result.model.scenario].compactMap { $0 }
    text =
      HTMLPage(
        title: title.joined(separator: " · "), data: .object(data), script: .run,
        withoutScript: plain
      ).text
  }

  private static func graph(of result: RunResult, _ calls: [RequestPath.Call]) -> JSONTree {
    let clients = result.clients.map(\.name)
    let kinds = clients.map { _ in "client" } + result.components.map(\.kind)
    let layout = GraphLayout(names: clients + result.components.map(\.name), calls: calls)
    return [
      "nodes": .array(
        zip(layout.places, kinds).map { place, kind in
          .inline([
            "name": .text(place.name), "kind": .text(kind), "layer": .whole(place.layer),
            "row": .whole(place.row),
          ])
        }),
      "edges": .array(layout.arrows.map { .array([.whole($0.from), .whole($0.to)]) }),
    ]
  }
}
