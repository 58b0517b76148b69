/// Every shape of format 1.
public enum ModelShapes {
  /// The format that this version reads and describes.
  public static let format = 1

  public static let all: [ModelShape] =
    top + clients + arrivalShapes + calls + gateways + balancers + services + turnover + storage
    + messaging + lines
    + concurrency + steps + cacheSteps + handlerSteps + distributions + faults + expectations
    + detectors + health + browsers + edgeSteps + zoning

  public static let unions: [ModelUnion] = [
    ModelUnion("component", "Something that receives calls.", of: Component.Kind.words),
    ModelUnion(
      "step", "One thing that a handler does.",
      of: [
        "computeStep", "waitStep", "callStep", "cachedStep", "enqueueStep", "respondStep",
        "failStep", "chanceStep", "parallelStep", "acquireStep", "releaseStep",
        "blockStep", "switchStep", "lockStep", "countStep", "insertStep", "findStep",
        "removeStep", "guardStep", "healthStep", "limitStep", "bearerStep", "bodyLimitStep",
        "writtenStep", "getStep", "setStep", "deleteStep", "incrementStep",
        "httpsStep", "corsStep", "transactionStep",
      ]),
    ModelUnion(
      "healthRule", "One thing by which a health endpoint judges.",
      of: ["downRule", "queueRule", "errorsRule", "breakerRule", "alwaysRule"]),
    ModelUnion("algorithm", "How a balancer chooses.", of: algorithmNames),
    ModelUnion("limit", "One limit of a gateway.", of: limitNames),
    ModelUnion(
      "fault", "Something that breaks at one time and is repaired at another.",
      of: [
        "outageFault", "crashFault", "slowFault", "errorsFault", "flushFault", "freezeFault",
        "brownoutFault", "delayFault", "partitionFault", "lossFault", "deployFault", "stallFault",
        "herdFault", "skewFault", "namesFault", "zoneOutageFault", "zonePartitionFault",
      ]),
  ]

  private static let sorted = all.sorted { $0.name.precedes($1.name) }

  /// The shape of this name; `nil` if there is none.
  ///
  /// - Complexity: O(log *n*), where *n* is the number of shapes.
  public static func shape(_ name: String) -> ModelShape? {
    sorted.firstSorted(named: name, by: \.name)
  }

  /// The union of this name; `nil` if there is none.
  public static func union(_ name: String) -> ModelUnion? {
    unions.first { $0.name == name }
  }

  /// Whether any shape has this key.
  static func knowsKey(_ key: String) -> Bool {
    all.contains { $0.field(key) != nil }
  }

  /// What a reader expects where a shape or a union belongs.
  static func phrase(for name: String) -> String {
    let shape = shape(name) ?? union(name).flatMap { self.shape($0.shapes[0]) }
    return "an object" + (shape.map { " such as \($0.example)" } ?? "")
  }
}
