public import TimeBase

extension ServerPool {
  /// Whether a server should be connected to: somebody waits, none is being connected to, and there
  /// may be another one. Of the reserve there may be once the first in line has waited for
  /// ``ServerPoolPolicy/reserveAfter``.
  public func wantsServer(at now: Instant) -> Bool {
    guard !isConnecting, idle.isEmpty, let first = line.first, !isQuiet(at: now) else {
      return false
    }
    let hasWaited = now - clients[first].waitsSince >= policy.reserveAfter
    return servers.count < policy.size + (hasWaited ? policy.reserveSize : 0)
  }

  /// Begins to connect to a server if one is wanted. Returns whether to.
  public mutating func beginServer(at now: Instant) -> Bool {
    guard wantsServer(at: now) else { return false }
    isConnecting = true
    return true
  }

  /// Adds the server that was being connected to; ``serveNext(at:)`` tells who gets it.
  ///
  /// - Precondition: One was being connected to.
  public mutating func serverOpened(at now: Instant) {
    requireConnecting()
    quietUntil = nil
    let index = servers.insert(Server(opened: now, idleSince: now)).index
    _ = idle.enqueue(index)
  }

  /// Tells that the server could not be connected to: for a while none is.
  ///
  /// - Precondition: One was being connected to.
  public mutating func serverFailed(at now: Instant) {
    requireConnecting()
    quietUntil = now + policy.loginRetry
  }

  /// Tells that the server of a client has failed; the client is disconnected as well.
  ///
  /// - Precondition: The client is connected and has a server.
  public mutating func serverLost(by client: PoolerClient) {
    let index = require(client)
    precondition(clients[index].server >= 0, "client \(index) lost a server that it did not have")
    servers.remove(at: clients[index].server)
    clients.remove(at: index)
  }

  /// Closes the idle servers that are older or have been idle for longer than the policy says, and
  /// returns how many.
  public mutating func closeOld(at now: Instant) -> Int {
    var kept = FIFOQueue<Int32>()
    var count = 0
    while let index = idle.dequeue() {
      let server = servers[index]
      let isIdleTooLong =
        policy.serverIdleTimeout > .zero && now - server.idleSince > policy.serverIdleTimeout
      if isIdleTooLong || now - server.opened > policy.serverLifetime {
        servers.remove(at: index)
        count += 1
      } else {
        _ = kept.enqueue(index)
      }
    }
    idle = kept
    return count
  }

  /// Who has a server; `nil` if nobody has, or it is closed.
  public func client(of server: PoolerServer) -> PoolerClient? {
    guard servers.contains(server.token), servers[server.token.index].client >= 0 else {
      return nil
    }
    return PoolerClient(token: clients.token(at: servers[server.token.index].client))
  }

  func isQuiet(at now: Instant) -> Bool { quietUntil.map { now < $0 } ?? false }

  /// Until when whoever finds no server fails; `nil` if there is one or may be soon.
  func failingUntil(at now: Instant) -> Instant? {
    servers.count == 0 && isQuiet(at: now) ? quietUntil : nil
  }

  mutating func takeIdle() -> Int32? {
    policy.isRoundRobin ? idle.dequeue() : idle.dequeueNewest()
  }

  mutating func assign(_ server: Int32, to client: Int32) -> PoolerServer {
    servers[server].client = client
    clients[client].server = server
    clients[client].isRunning = true
    return name(ofServer: server)
  }

  mutating func free(_ server: Int32, at now: Instant) {
    servers[server].client = -1
    servers[server].idleSince = now
    // One that is too old is not used again.
    if now - servers[server].opened > policy.serverLifetime {
      servers.remove(at: server)
    } else {
      _ = idle.enqueue(server)
    }
  }

  func name(ofServer index: Int32) -> PoolerServer {
    PoolerServer(token: servers.token(at: index))
  }

  func require(_ client: PoolerClient) -> Int32 {
    precondition(
      clients.contains(client.token),
      "client \(client.token.index) is none of the \(clients.count) that are connected")
    return client.token.index
  }

  private mutating func requireConnecting() {
    precondition(isConnecting, "of \(servers.count) servers none was being connected to")
    isConnecting = false
  }
}
