import EventEngine

extension ModelReader {
  /// Reads the log that a client replays.
  ///
  /// - Parameter requests: The client's mix; `nil` where nothing can be replayed.
  func replay(_ node: Node, of requests: [Client.Request]?) -> Replay? {
    guard let reader = ObjectReader(node, as: "replay", in: self) else { return nil }
    let (speed, repeats) = (reader.number("speed") ?? 1, reader.boolean("repeat") ?? false)
    let columns = RequestLogReader.Columns(
      time: reader.text("time"), request: reader.text("request"), key: reader.text("key"),
      address: reader.text("address"))
    let format: RequestLogFormat? = reader.choice("format")
    guard let file = reader.text("file") else { return nil }
    guard let requests else {
      report(.rule("sessions cannot be replayed; a log has single requests"), at: node)
      return nil
    }
    let usual = file.lowercased().hasSuffix(".csv") ? RequestLogFormat.csv : .accessLog
    let place = Node(value: reader.node.value["file"] ?? node.value, path: reader.path("file"))
    return requestLog(
      file, RequestLogReader(format ?? usual, columns, matching: requests), at: place
    ).map { Replay($0, speed: speed, repeats: repeats) }
  }

  private func requestLog(_ file: String, _ reader: RequestLogReader, at node: Node) -> RequestLog?
  {
    var reader = reader
    let sha256: String
    do {
      sha256 = try attachments.lines(of: file) { reader.take($0, $1) }
    } catch {
      report(.rule("\(file.shortened): \(error.message)"), at: node)
      return nil
    }
    if let (line, message) = reader.problem {
      report(.rule("\(file.shortened):\(line): \(message)"), at: node)
      return nil
    }
    let log = reader.makeLog(sha256: sha256)
    let missing = reader.firstUnmatched.map {
      "\(reader.unmatched) of \(reader.unmatched + (log?.count ?? 0)) lines are about none of the"
        + " client's requests; the first is \(file.shortened):\($0.line): \($0.request.quotedBriefly)"
    }
    guard let log else {
      report(.rule(missing ?? "\(file.shortened): there is no request in it"), at: node)
      return nil
    }
    if let missing { advise(missing, at: node.path) }
    if reader.spreads {
      advise(
        "the log has whole seconds; requests of one second are sent at equal distances within it",
        at: node.path)
    }
    return log
  }
}
