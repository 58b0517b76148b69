/// Why a well-formed number cannot be used.
package enum JSONNumberProblem: Error, Hashable, Sendable {
  case tooLong(limit: Int)
  case tooLarge
  case tooSmall
}
