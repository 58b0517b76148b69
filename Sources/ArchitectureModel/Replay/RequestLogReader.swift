import EventEngine

/// What a log file looks like.
enum RequestLogFormat: String, CaseIterable {
  case csv, accessLog
}

/// Reads a log line by line into columns, and says what is wrong with it.
struct RequestLogReader {
  /// The names of columns that a model asks for; `nil` where it leaves them open.
  struct Columns {
    var time: String?
    var request: String?
    var key: String?
    var address: String?
  }

  /// A log of more requests would not fit in memory beside a run.
  static let mostRequests = 20_000_000

  private let format: RequestLogFormat
  private let wanted: Columns
  private let matcher: RequestMatcher

  /// Where the values of a CSV line stand.
  private var places: (time: Int, request: Int?, key: Int?, address: Int?)?

  private var times: [Int64] = []
  private var requests: [UInt16] = []
  private var keys: [UInt64] = []
  private var addresses: [UInt64] = []

  /// What is wrong with the file, and in which line.
  private(set) var problem: (line: Int, message: String)?

  /// Lines whose request is none of the mix, and the first of them.
  private(set) var unmatched = 0
  private(set) var firstUnmatched: (line: Int, request: String)?

  /// Whether requests of one second were spread over it, for their log has whole seconds.
  private(set) var spreads = false

  init(_ format: RequestLogFormat, _ wanted: Columns, matching requests: [Client.Request]) {
    self.format = format
    self.wanted = wanted
    matcher = RequestMatcher(requests)
  }

  /// Takes the next line; `false` if something is wrong with it.
  mutating func take(_ bytes: ArraySlice<UInt8>, _ number: Int) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains(where: { $0 != " " && $0 != "\t" }) else { return true }
    switch format {
    case .csv: takeValues(text[...], number)
    case .accessLog:
      guard let line = LogLine(accessLog: text[...]) else {
        fail(number, "this is no line of an access log: \(text.quotedBriefly)")
        return false
      }
      add(line, LogTime.accessLogTime(line.time), number)
    }
    return problem == nil
  }

  private mutating func takeValues(_ text: Substring, _ number: Int) {
    let values = CommaSeparated.values(text)
    if places == nil, !findColumns(values, number) { return }
    guard let places, problem == nil else { return }
    func value(_ place: Int?) -> Substring? {
      place.flatMap { $0 < values.count ? values[$0] : nil }
    }
    guard let time = value(places.time) else {
      fail(number, "the column of the time is missing")
      return
    }
    let line = LogLine(
      time: time, request: value(places.request), key: value(places.key),
      address: value(places.address))
    guard line.request != nil || places.request == nil else {
      fail(number, "the column of the request is missing")
      return
    }
    add(line, LogTime.nanoseconds(time), number)
  }

  /// Reads the first line: the names of the columns, or values of time, request, key and address.
  ///
  /// - Returns: Whether the line is a request.
  private mutating func findColumns(_ values: [Substring], _ number: Int) -> Bool {
    let asksByName = [wanted.time, wanted.request, wanted.key, wanted.address].contains {
      $0 != nil
    }
    if !asksByName, let first = values.first, LogTime.nanoseconds(first) != nil {
      places = (
        0, values.count > 1 ? 1 : nil, values.count > 2 ? 2 : nil, values.count > 3 ? 3 : nil
      )
      return true
    }
    func place(_ name: String?, _ usual: String) -> Int? {
      guard let name else { return values.firstIndex { $0 == usual } }
      if let place = values.firstIndex(where: { $0 == name }) { return place }
      let suggestion = Spelling.nearest(to: name, among: values.map(String.init))
      fail(
        number,
        "no column is named '\(name.shortened)'"
          + (suggestion.map { "; did you mean '\($0)'?" } ?? ""))
      return nil
    }
    let time = place(wanted.time, "time") ?? 0
    places = (
      time, place(wanted.request, "request"), place(wanted.key, "key"),
      place(wanted.address, "address")
    )
    return false
  }

  private mutating func add(_ line: LogLine, _ time: Int64?, _ number: Int) {
    guard let time else {
      fail(number, "this is no time: \(String(line.time).quotedBriefly)")
      return
    }
    guard times.count < Self.mostRequests else {
      fail(number, "the log has more than \(Self.mostRequests) requests")
      return
    }
    var key = line.key.map { StreamName(String($0)).id }
    if let request = line.request {
      guard let match = matcher.match(request) else {
        unmatched += 1
        if firstUnmatched == nil { firstUnmatched = (number, String(request)) }
        return
      }
      requests.append(match.position)
      key = key ?? match.key
    }
    // Once a column is known to be there it has a value for every request.
    if key != nil || !keys.isEmpty {
      while keys.count < times.count { keys.append(0) }
      keys.append((key ?? 0) & 0xFF_FFFF_FFFF)
    }
    if let address = line.address { addresses.append(StreamName(String(address)).id) }
    times.append(time)
  }

  private mutating func fail(_ line: Int, _ message: String) {
    if problem == nil { problem = (line, message) }
  }

  // MARK: Columns

  /// The log; `nil` if there is no request in it.
  mutating func makeLog(sha256: String) -> RequestLog? {
    guard let first = times.min() else { return nil }
    sortByTime()
    for index in times.indices { times[index] -= first }
    if format == .accessLog { spreadSeconds() }
    return RequestLog(
      sha256: sha256, offsets: times, requests: requests, keys: keys,
      addresses: addresses.count == times.count ? addresses : [])
  }

  /// Logs are written when requests end, and so not quite in the order in which they began.
  private mutating func sortByTime() {
    let times = times
    guard zip(times, times.dropFirst()).contains(where: { $0 > $1 }) else { return }
    let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
    self.times = order.map { times[$0] }
    requests = requests.isEmpty ? [] : order.map { requests[$0] }
    keys = keys.isEmpty ? [] : order.map { keys[$0] }
    addresses = addresses.count == order.count ? order.map { addresses[$0] } : []
  }

  /// Requests of one second at equal distances within it.
  private mutating func spreadSeconds() {
    var start = 0
    while start < times.count {
      let second = times[start]
      let end = times[start...].firstIndex { $0 != second } ?? times.count
      let count = Int64(end - start)
      if count > 1 { spreads = true }
      for index in start..<end {
        times[index] = second + Int64(index - start) * 1_000_000_000 / count
      }
      start = end
    }
  }
}
