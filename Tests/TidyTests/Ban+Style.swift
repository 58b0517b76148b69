extension Ban {
  /// What is left to chance, unsaid or undone.
  static let ofLooseEnds: [Ban] =
    [
      Ban(
        text: "print(", instead: "a returned text, or the sinks of SimulateCommand",
        place: .roomsExcept(["simulate", "benchmark"]), form: .bare),
      Ban(
        text: "debugPrint(", instead: "nothing: this was for a debugging session", place: .sources,
        form: .bare),
      Ban(text: "try!", instead: "try, or try? with a reason", place: .swift),
      Ban(text: "as!", instead: "as?, or a type that needs no cast", place: .swift),
      Ban(text: "@testable", instead: "package access", place: .swift),
      Ban(text: "unsafeFlags", instead: "a setting with a name, or none", place: .manifest),
    ]
    + ["fatalError()", "preconditionFailure()"].map {
      Ban(text: $0, instead: "a message with the offending values", place: .swift)
    }
    + ["TODO", "FIXME", "XXX"].map {
      Ban(
        text: $0, instead: "the work itself", place: .everything, form: .anywhere,
        exceptions: [thisTable])
    }
    + ["/work/", "/tmp/", "/root/", "/home/"].map {
      Ban(
        text: $0, instead: "a path from the top of the repository, or mktemp", place: .everything,
        form: .anywhere,
        exceptions: [thisTable, inventedHome])
    }
    + ["String(format:", "NumberFormatter", "DateFormatter", ".formatted(", "Locale."].map {
      Ban(text: $0, instead: "description or an own format, without a locale", place: .sources)
    }
    + ["JSONEncoder", "JSONSerialization", "JSONDecoder"].map {
      Ban(
        text: $0, instead: "own reader and writer, which keep the order of keys", place: .sources)
    }

  static let all = ofTimeAndChance + ofChangingOrder + ofMachineMathematics + ofLooseEnds

  private static let thisTable = Exception(
    path: "Tests/TidyTests/Ban+Style.swift", reason: "the table that bans them")

  private static let inventedHome = Exception(
    path: "Tests/SimulateCommandTests/",
    reason: "the home of an invented user, whose files are kept in memory")
}
