import ArchitectureSimulation

/// A request that was explained in full, once, for whatever reasons it was chosen: because it is
/// remarkable, or drawn from all.
struct TracedRequest {
  var client: String
  var choices: [Explanation.Exemplar.Choice]
  var exemplar: Explanation.Exemplar

  var spans: [RequestSpan] { exemplar.spans }

  /// All of an explanation that have spans, client by client.
  static func all(in explanation: Explanation) -> [TracedRequest] {
    explanation.clients.flatMap { client in
      var found: [TracedRequest] = []
      for exemplar in client.exemplars + client.sample where !exemplar.spans.isEmpty {
        if let same = found.firstIndex(where: { $0.spans == exemplar.spans }) {
          found[same].choices.append(exemplar.choice)
        } else {
          found.append(
            TracedRequest(client: client.name, choices: [exemplar.choice], exemplar: exemplar))
        }
      }
      return found
    }
  }

  /// `median, p99`
  var choiceText: String { choices.map(\.word).joined(separator: ", ") }
}

extension RequestSpan {
  /// As tools for traces call it.
  var traceName: String {
    let place = instance.map { "\(component)[\($0)]" } ?? component
    return switch kind {
    case .request, .call: place
    case .fork: "several at once"
    case .branch: "branch"
    case .time(let use): use.title
    }
  }
}
