public import ArchitectureSimulation
public import TimeBase

// So that a test needs no other import. Members of these types, such as `.milliseconds(200)`, come
// with them.

/// A length of time in whole nanoseconds, such as `.milliseconds(200)`.
public typealias TimeSpan = TimeBase.TimeSpan

/// Why a call did not succeed, such as `.timeout`.
public typealias FailureCause = ArchitectureSimulation.FailureCause
