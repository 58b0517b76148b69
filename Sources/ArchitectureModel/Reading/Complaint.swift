/// A problem before its place is turned into line and column.
struct Complaint: Hashable {
  var origin: JSONValue.Origin
  var path: ModelPath
  var reason: ModelProblem.Reason
  var scenario: String?
}
