import ArchitectureModel
import Testing
import TimeBase

/// How transactions are written, and what cannot be part of one.
@Suite struct TransactionReadingTests {
  private static func text(_ step: String, database: String = #""write": "1ms""#) -> String {
    """
    {
      "format": 1,
      "clients": { "web": { "arrivals": { "constant": "1/s" }, "calls": "app" } },
      "components": {
        "app": { "kind": "service", "handles": { "*": [ \(step) ] } },
        "database": { "kind": "database", "connections": 5, \(database) }
      }
    }
    """
  }

  @Test func `a transaction with all that it says`() throws {
    let step = #"""
      { "transaction": "database", "begin": "immediate",
        "do": [ { "call": "database", "as": "write" } ], "otherwise": [ { "respond": 409 } ] }
      """#
    let database = #""write": "1ms", "singleWriter": {}"#
    let model = try ModelDocument(Self.text(step, database: database), named: "m.json")
      .architecture()
    guard case .service(let app) = model.components[0].kind else { return }
    #expect(
      app.handlers[0].steps == [
        .transaction(
          Transaction(
            database: "database", beginning: .immediate,
            steps: [.call(CallPolicy(target: "database"), as: "write", otherwise: nil)],
            otherwise: [.respond(409)]))
      ])
    #expect(model.requestNames.contains("BEGIN IMMEDIATE"))
    #expect(model.requestNames.contains("COMMIT"))
  }

  private static let write = #"{ "call": "database", "as": "write" }"#

  @Test(arguments: [
    (
      #"{ "transaction": "database", "do": [ { "transaction": "database", "do": [] } ] }"#,
      "do: a transaction of 'database' within one of 'database' is not possible"
    ),
    (
      #"{ "transaction": "database", "do": [ { "call": "database", "as": "write", "otherwise": [] } ] }"#,
      #"do: a call of 'database' that fails rolls the transaction back: it has no "retry", "hedge" or "otherwise" of its own"#
    ),
    (
      #"{ "transaction": "database", "do": [ { "chance": "5%", "then": [ { "call": "database", "as": "write", "hedge": { "after": "5ms" } } ] } ] }"#,
      "do: a call of 'database' that fails rolls the transaction back"
    ),
    (
      #"{ "transaction": "database", "begin": "immediate", "do": [] }"#,
      #"begin: 'database' has no "singleWriter", whose lock could be taken"#
    ),
    (
      #"{ "transaction": "app", "do": [] }"#,
      "transaction: 'app' is a service"
    ),
    (
      #"{ "transaction": "database" }"#,
      "'do'"
    ),
    (
      #"{ "transaction": "database", "do": [], "lockTimout": "5ms" }"#,
      "unknown key 'lockTimout'; did you mean 'lockTimeout'?"
    ),
  ])
  func `what is wrong with a transaction is told where it stands`(
    _ step: String, _ message: String
  ) {
    expectProblem(Self.text(step), message)
  }

  @Test(arguments: [
    (
      #""write": "1ms", "singleWriter": {}"#, #""lockTimeout": "5ms""#,
      #"lockTimeout: 'database' locks its file and no rows; it has a "busyTimeout""#
    ),
    (
      #""operations": { "COMMIT": "1ms" }"#, #""begin": "deferred""#,
      "transaction: 'COMMIT' is what a transaction does at 'database'; name the operation otherwise"
    ),
  ])
  func `what does not fit the database is told`(
    _ database: String, _ member: String, _ message: String
  ) {
    let step = #"{ "transaction": "database", "do": [], \#(member) }"#
    expectProblem(Self.text(step, database: database), message)
  }

  private func expectProblem(_ text: String, _ message: String) {
    do {
      _ = try ModelDocument(text, named: "m.json").architecture()
      Issue.record("it was read: \(text)")
    } catch {
      #expect("\(error)".contains(message), "\(error)")
    }
  }
}
