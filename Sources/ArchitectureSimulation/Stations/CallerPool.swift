import EventEngine
import Resilience
import RunStatistics
import TimeBase

/// An instance of a database to which callers have pools of their own.
struct PoolServer {
  /// Which, among those of its connector.
  struct Place {
    var connector: Int
    var number: Int
  }

  let place: Place

  /// Where it stands among all instances.
  let instance: Int

  /// `nil` where it takes any number of connections.
  var backends: BackendLimit?

  /// Whether it had none left when one was asked for last.
  var isFull = false
  var books = ConnectionBooks()

  init(_ place: Place, in plan: Plan) {
    let connector = plan.connectors[place.connector]
    self.place = place
    instance = plan.stations[connector.station].firstInstance + place.number
    backends = connector.backends.map { BackendLimit(.init(maximum: $0, reserved: 0)) }
  }

  /// All of a plan, those of a connector one after the other.
  static func all(_ plan: Plan) -> Table<PoolServer> {
    let places = places(plan)
    return Table(count: places.count) { PoolServer(places[$0], in: plan) }
  }

  static func places(_ plan: Plan) -> [Place] {
    plan.connectors.indices.flatMap { connector in
      let count = plan.stations[plan.connectors[connector].station].instanceCount
      return (0..<count).map { Place(connector: connector, number: $0) }
    }
  }
}

/// What is counted of connections to an instance of a database.
struct ConnectionBooks: BitwiseCopyable, Sendable {
  /// Those that are there, from when they began to be opened.
  var open = TimeWeightedLevel()
  var opened: UInt64 = 0

  /// Attempts that found as many as the server takes.
  var refused: UInt64 = 0

  /// Attempts that failed for another reason.
  var failed: UInt64 = 0
}

/// The pool of one instance that calls a database.
struct CallerPool: ~Copyable {
  /// Whose it is, and of which server.
  struct Place {
    var server: Int
    var seat: Int
    var connector: Int
  }

  /// How far the connection is that is being opened.
  enum Attempt {
    case none
    case opening
    /// It will not come about: whoever opens it, or the server, has gone.
    case doomed
    /// Nobody answers.
    case unanswered
    /// It would be open if the server did not stand still.
    case held
  }

  let place: Place

  /// Where the one who calls stands among all instances.
  let caller: Int
  var pool: ManagedConnectionPool<CallID>
  var attempt = Attempt.none
  var attemptCount: UInt64 = 0

  /// When an event that will look for something to open is in the timeline.
  var wakes: Instant?

  /// Connections that the server knows of; those that have been closed are more than the pool has.
  var known = 0

  /// Whether the last attempt found the server full.
  var isRefused = false

  init(_ place: Place, in plan: Plan) {
    self.place = place
    caller = plan.connectors[place.connector].callers[place.seat].instance
    pool = ManagedConnectionPool(plan.connectors[place.connector].policy)
  }

  /// All of a plan: those of a server one after the other.
  static func all(_ plan: Plan) -> Table<CallerPool> {
    let places = places(plan)
    return Table(count: places.count) { CallerPool(places[$0], in: plan) }
  }

  private static func places(_ plan: Plan) -> [Place] {
    let servers = PoolServer.places(plan)
    return servers.indices.flatMap { server in
      plan.connectors[servers[server].connector].callers.indices.map {
        Place(server: server, seat: $0, connector: servers[server].connector)
      }
    }
  }
}

/// The connection that a call has, or waits for.
struct PoolLease: BitwiseCopyable {
  var pool: Int

  /// `nil` while it waits.
  var connection: PooledConnection?
}
