/// A table of cases that are worth seeing side by side.
///
/// To add one, write a file with an extension like that of ``timeline`` and name it in ``all``.
struct Section {
  let name: String

  /// What one operation is, in a line or two above the table.
  let about: String

  let cases: [Case]

  static var all: [Section] { [.timeline] }
}
