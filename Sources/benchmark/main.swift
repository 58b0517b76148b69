#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

let usage = """
  usage: benchmark [--quick] [section...]
  sections: \(Section.all.map(\.name).joined(separator: ", "))
  """

var isQuick = false
var names: [String] = []
for argument in CommandLine.arguments.dropFirst() {
  switch argument {
  case "--quick":
    isQuick = true
  case "--help", "-h":
    print(usage)
    exit(0)
  case _ where Section.all.contains { $0.name == argument }:
    names.append(argument)
  default:
    print("unknown section or option '\(argument)'\n\(usage)")
    exit(2)
  }
}

let runner = Runner(rounds: isQuick ? 5 : 31)
print(
  """
  baseline: a chain of shift, xor and multiply, \(Table.decimal(runner.baseline())) ns a step
  figures: medians of \(runner.rounds) rounds, in time of the processor
  """)
for section in Section.all where names.isEmpty || names.contains(section.name) {
  print("\n\(section.name): \(section.about)\n")
  print(section.report(runner))
}
