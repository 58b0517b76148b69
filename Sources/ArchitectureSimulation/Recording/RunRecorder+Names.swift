import EventEngine
import RunStatistics
import TimeBase

/// Times of one request name at a station, since the last cut.
struct NameTimes: ~Copyable {
  var wait = TimeRecorder()
  var residence = TimeRecorder()

  /// Where the times of each station begin, negative for nowhere, and how many there are in all.
  static func firsts(_ plan: Plan) -> (first: [Int], count: Int) {
    var count = 0
    let first = plan.stations.map { station in
      guard station.tellsNamesApart else { return -1 }
      defer { count += plan.requestNames.count }
      return count
    }
    return (first, count)
  }
}

/// Requests that are not treated alike: their times are kept by their names as well.
extension RunRecorder {
  /// A call gets its worker where names are told apart.
  mutating func noteWait(_ wait: TimeSpan, of call: Call) {
    let first = firstNames[Int(call.station)]
    nameTimes[first + Int(call.request)].wait.record(wait)
  }

  mutating func noteResidence(_ residence: TimeSpan, of call: Call, at station: Int) {
    nameTimes[firstNames[station] + Int(call.request)].residence.record(residence)
  }
}
