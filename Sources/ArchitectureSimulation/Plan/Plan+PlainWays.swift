import EventEngine
import TimeBase

/// Which ways through the machine are the plain ones.
///
/// Whether a breaker, a wire, a lock or a transaction has something to say could be asked at every
/// call; most models have none of them, and then a dozen questions cost more than the call. So all that
/// is known before the run is put into one answer for each site and each station. Who gets a no there
/// asks one by one.
extension Plan {
  /// Looks which ways are plain. Everything else about the plan must be known.
  mutating func markPlainWays() {
    let endsPlainly =
      !servesInsteadOfErrors && !hasHolds && !hasPools && !hasRequestQueues && !hasTransactions
    for number in stations.indices {
      let station = stations[number]
      var isServer: Bool { if case .server = station.role { true } else { false } }
      stations[number].isPlain =
        endsPlainly && isServer && station.processes == 1 && !station.isQueue && !station.hasDoor
        && station.broker < 0 && station.firstMachine < 0 && station.warmUpRequests == 0
      stations[number].worksPlainly = !station.hasProcessor && station.warmUpRequests == 0
    }
    for number in sites.indices {
      sites[number].isPlain =
        !changesLinks && !tracksVersions && sites[number].throttle < 0 && sites[number].breaker < 0
        && sites[number].wire < 0
    }
    let carryAllTokens =
      fetches.isEmpty && (origins + originsOfChecks).allSatisfy { $0.notValid == .never }
    for number in program.indices where program[number].operation == .authorise {
      program[number].letsAllThrough = carryAllTokens && program[number].share == .never
    }
  }

  /// Whether an answer brings its caller more than an outcome.
  var answersBringMore: Bool { tracksVersions || marksAnswers || !connectionCaches.isEmpty }
}
