/// Why a text is not JSON with comments.
struct JSONSyntaxProblem: Error, Hashable, Sendable {
  /// Bytes before the place where reading stopped.
  var offset: Int

  /// Half a sentence, such as `expected ',' or '}', found 'x'`.
  var message: String
}
