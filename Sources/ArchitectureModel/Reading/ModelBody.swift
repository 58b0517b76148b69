import TimeBase

/// What is read of a model before its faults and expectations, which refer to it.
struct ModelBody {
  /// Without faults and expectations.
  var architecture: Architecture

  /// The clients that had no problem. Only they are held against anything else: a problem with what
  /// stands in for the others would be the echo of one that is already known.
  var soundClients: [Client]

  /// The components that had no problem.
  var soundComponents: [Component]

  /// How long the run lasts; `nil` if that could not be read.
  var duration: TimeSpan?
}
