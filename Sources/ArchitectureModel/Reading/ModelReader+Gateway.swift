import EventEngine
import Resilience

extension ModelReader {
  func gateway(_ reader: ObjectReader) -> Gateway {
    let gateway = Gateway(
      work: reader.distribution("work"),
      bearer: reader.object("bearer", as: "bearer").map {
        Gateway.Bearer(
          work: $0.distribution("work") ?? .none, missing: $0.share("missing") ?? 0)
      },
      limits: (reader.list("limits") ?? []).compactMap(limit),
      charging: reader.word("charging").flatMap { word in
        ModelShapes.chargings.first { $0.word == word }?.charging
      } ?? .inOrder,
      call: callPolicy(reader, calling: "calls"))
    if gateway.charging == .allOrNothing, gateway.limits.contains(where: { $0.cost != 1 }) {
      report(
        .rule("limits that are charged together charge 1 each; leave 'cost' out"), at: reader.node)
    }
    return gateway
  }
}
