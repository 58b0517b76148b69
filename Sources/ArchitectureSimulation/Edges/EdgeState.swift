import TimeBase

/// What is kept for clients that remember, and for what answers say besides their status.
struct EdgeState: ~Copyable {
  /// Of each population whose clients remember.
  var memories: [BrowserMemory]
  var browserBooks: [BrowserBooks]

  /// How far requests of such clients have come.
  var fetches = CallColumn(blank: Fetch())

  /// What the present answers of calls say, and what the last answers that they got said.
  var own = HeaderTable()
  var heard = HeaderTable()

  /// Of each station, if there are filters that answer with more than a status.
  var filterBooks: [FilterBooks]

  init(_ plan: Plan) {
    memories = plan.fetches.map { BrowserMemory($0, hosts: plan.hosts) }
    browserBooks = plan.fetches.map { _ in BrowserBooks() }
    filterBooks = plan.marksAnswers ? plan.stations.map { _ in FilterBooks() } : []
  }
}

/// What browsers of a population did by themselves, from the start of the run.
struct BrowserBooks: Sendable {
  /// Redirects that were followed, and requests that were given up after too many of them.
  var redirects: UInt64 = 0
  var loops: UInt64 = 0

  /// Requests that went by https at once because their host had asked for it.
  var upgrades: UInt64 = 0
  var preflights: UInt64 = 0

  /// Answers that pages were not let read, and requests that they were not let make.
  var blocked: UInt64 = 0

  /// Tokens that were asked for.
  var refreshes: UInt64 = 0
}

/// What filters of a component answered besides a status, from the start of the run.
struct FilterBooks: Sendable {
  var redirects: UInt64 = 0

  /// Answers that ask to come by https.
  var policies: UInt64 = 0
  var preflights: UInt64 = 0

  /// Answers that say when to come back.
  var retryAfters: UInt64 = 0
}
