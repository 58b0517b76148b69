import Testing

/// Lets other tasks go on until something is true; fails if it never is.
func eventually(
  _ condition: @Sendable () -> Bool, _ location: SourceLocation = #_sourceLocation
) async {
  for _ in 0..<20_000 {
    if condition() { return }
    try? await Task.sleep(for: .microseconds(200))
  }
  Issue.record("it has not come true", sourceLocation: location)
}
