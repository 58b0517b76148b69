/// A piece of advice before its place is turned into line and column.
struct Remark: Hashable {
  var origin: JSONValue.Origin
  var path: ModelPath
  var message: String
}
