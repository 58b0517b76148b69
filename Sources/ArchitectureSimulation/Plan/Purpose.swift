import EventEngine

/// What draws are for; with the component's name and the request it makes the address of a draw.
///
/// The steps of a handler have purposes of their own, made of the request's name and the step's
/// place, so that adding a handler moves no draw of another.
enum Purpose {
  /// The time between the arrivals of an open client.
  static let interarrival = StreamName("interarrival").id
  /// The think time of a user.
  static let think = StreamName("think").id
  /// How long a phase of bursty arrivals lasts.
  static let phase = StreamName("phase").id
  /// How many requests arrive at once.
  static let batch = StreamName("batch").id
  /// How many requests a session has.
  static let session = StreamName("session").id
  /// Which task a user chooses.
  static let task = StreamName("task").id
  /// Which request of the mix is sent.
  static let request = StreamName("request").id
  /// Which object a request is about.
  static let key = StreamName("key").id
  /// From which address a request comes.
  static let address = StreamName("address").id
  /// On whose behalf a request is sent.
  static let tenant = StreamName("tenant").id
  /// What token a request carries.
  static let token = StreamName("token").id
  /// Whether a request comes over TLS.
  static let scheme = StreamName("scheme").id
  /// Whether a page of another origin makes a request.
  static let crossOrigin = StreamName("cross-origin").id
  /// How large the body of a request is.
  static let body = StreamName("body").id
  /// How large the answer to a request is.
  static let answer = StreamName("answer").id
  /// How long a client waits for a request in all.
  static let clientPatience = StreamName("client patience").id
  /// Which target a balancer picks.
  static let pick = StreamName("pick").id
  /// How much longer a target is ejected than its policy says.
  static let ejection = StreamName("ejection").id
  /// Which process of an instance takes a request.
  static let process = StreamName("process").id
  /// When a limit on concurrency probes.
  static let probe = StreamName("probe").id
  /// When a process pauses, and for how long.
  static let pauseGap = StreamName("pause gap").id
  static let pauseLength = StreamName("pause length").id
  /// How long a process takes to boot.
  static let boot = StreamName("boot").id
  /// Which entry a cache gives up.
  static let victim = StreamName("victim").id
  /// Whether a read goes to a replica.
  static let replica = StreamName("replica").id
  /// How much later a replica has a write.
  static let replicationLag = StreamName("replication lag").id
  /// How long it takes until a replica is the primary.
  static let failover = StreamName("failover").id
  /// How much shorter an entry of a cache lives.
  static let lifetime = StreamName("lifetime").id
  /// Whether a lookup renews an entry before it expires.
  static let renewal = StreamName("renewal").id
  /// Whether a use of a cache's entry counts.
  static let use = StreamName("use").id
  /// How long a call waits in line before it leaves.
  static let patience = StreamName("patience").id
  /// Whether a fault fails a call.
  static let faultError = StreamName("fault error").id
  /// Whether a fault fails a call before its work.
  static let quickError = StreamName("quick error").id
  /// The wait before a job is delivered again.
  static let redelivery = StreamName("redelivery").id
  /// How much later a check of a target is sent.
  static let checkJitter = StreamName("check jitter").id
  /// Which targets a balancer asks how loaded they are, and how often an answer is used.
  static let loadProbe = StreamName("load probe").id
  static let probeReuse = StreamName("probe reuse").id
  /// How long it takes to open a connection to a database, and how much earlier it ends. Whose pool
  /// it is comes on top.
  static let connecting = StreamName("connecting").id
  static let connectionLifetime = StreamName("connection lifetime").id
  /// What a callee computes to agree on encryption.
  static let handshake = StreamName("handshake").id
  /// Whose turn it is in a line that is served in random order.
  static let turn = StreamName("turn").id
  /// Whether a request is among those whose traces are kept.
  static let trace = StreamName("trace").id
}

/// The purposes that nearly every request asks for, worked out once a run: a constant of the program
/// is checked for having been worked out whenever it is read.
struct RequestPurposes: BitwiseCopyable {
  let interarrival = Purpose.interarrival
  let request = Purpose.request
  let key = Purpose.key
  let address = Purpose.address
  let pick = Purpose.pick
  let use = Purpose.use
  let victim = Purpose.victim
}
