import RunReports

extension String {
  /// In quotes, safe to print and not too long, for messages.
  var quotedForMessage: String {
    "'" + DisplayText.truncated(self.isEmpty ? "" : DisplayText.name(self), to: 60) + "'"
  }
}
