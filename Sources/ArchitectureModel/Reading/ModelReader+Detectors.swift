import Resilience

extension ModelReader {
  func detector(named name: String, _ node: Node) -> Detector? {
    guard let reader = ObjectReader(node, as: "detector", in: self) else { return nil }
    let subject = reader.name("of", of: .anyone)
    let series: Detector.Series? = reader.choice("series")
    let policy = policy(reader)
    guard let subject, let series else { return nil }
    let isClient = names.hasClient(subject)
    if isClient ? !series.isOfClients : !series.isOfComponents, let node = reader.value("series") {
      let fitting = Detector.Series.allCases.filter {
        isClient ? $0.isOfClients : $0.isOfComponents
      }
      let words = fitting.map(\.rawValue).joined(separator: ", ")
      let kind = isClient ? "client" : "component"
      report(.rule("'\(subject)' is a \(kind), of which there are: \(words)"), at: node)
    }
    return Detector(name: name, series: series, of: subject, policy)
  }

  private func policy(_ reader: ObjectReader) -> AnomalyDetector.Policy {
    let warmup = reader.whole("warmup") ?? 30
    let (threshold, floor) = (reader.number("threshold"), reader.number("floor") ?? 0.001)
    if let cusum = reader.object("cusum", as: "cusum") {
      return AnomalyDetector.Policy(
        .cusum(slack: cusum.number("slack") ?? 0.5), warmup: warmup, threshold: threshold ?? 5,
        floor: floor)
    }
    if let ewma = reader.object("ewma", as: "ewma") {
      return AnomalyDetector.Policy(
        .ewma(lambda: ewma.number("lambda") ?? 0.2), warmup: warmup, threshold: threshold ?? 3,
        floor: floor)
    }
    let window = reader.object("zScore", as: "zScore")?.whole("window") ?? 60
    if reader.has("zScore"), reader.has("warmup"), warmup > window,
      let node = reader.value("warmup")
    {
      report(.rule("the window holds only \(window) steps"), at: node)
    }
    return AnomalyDetector.Policy(
      .zScore(window: window), warmup: min(warmup, window), threshold: threshold ?? 3, floor: floor)
  }
}
