// swift-tools-version: 6.3

import PackageDescription

/// What report pages are made of; it becomes part of the program.
let pageParts = [
  "page.css", "format.js", "elements.js", "view.js", "timechart.js", "lanes.js", "graph.js",
  "labels.js", "distribution.js", "heatmap.js", "tables.js", "runtables.js", "budget.js",
  "waterfall.js",
  "explanation.js", "runpage.js", "whiskers.js", "replicationspage.js", "comparisonpage.js",
  "axes.js", "curves.js", "cells.js", "sweeppage.js", "findpage.js", "collapsepage.js",
]

/// The rooms of the house, lowest first. A target imports only from rooms above it in this list.
let package = Package(
  name: "rehearsal",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "simulate", targets: ["simulate"]),
    .executable(name: "benchmark", targets: ["benchmark"]),
    .library(name: "Rehearsal", targets: ["Rehearsal"]),
    .library(name: "Resilience", targets: ["Resilience"]),
  ],
  targets: [
    // Tier 0: instants, spans and rates in integer nanoseconds; elementary functions that give the
    // same bits everywhere.
    .target(name: "TimeBase"),
    .target(name: "PortableMathematics"),

    // Tier 1: the engine, the real components, the statistics.
    .target(name: "EventEngine", dependencies: ["TimeBase", "PortableMathematics"]),
    .target(name: "Resilience", dependencies: ["TimeBase"]),
    .target(name: "RunStatistics", dependencies: ["TimeBase", "PortableMathematics"]),

    // Tier 2: what a model file may say.
    .target(name: "ArchitectureModel", dependencies: ["TimeBase", "EventEngine", "Resilience"]),

    // Tier 3: what each component does when an event reaches it.
    .target(
      name: "ArchitectureSimulation",
      dependencies: [
        "TimeBase", "PortableMathematics", "EventEngine", "Resilience", "RunStatistics",
        "ArchitectureModel",
      ]),

    // Tier 4: what is asked of runs.
    .target(
      name: "Experiments",
      dependencies: [
        "TimeBase", "PortableMathematics", "EventEngine", "RunStatistics", "ArchitectureModel",
        "ArchitectureSimulation",
      ]),

    // Tier 5: results as text and JSON.
    .target(
      name: "RunReports",
      dependencies: [
        "TimeBase", "EventEngine", "RunStatistics", "ArchitectureModel", "ArchitectureSimulation",
        "Experiments",
      ],
      resources: pageParts.map { .embedInCode("HTML/Assets/\($0)") }),

    // Tier 6: the command line, and the module for other people's tests.
    .target(
      name: "SimulateCommand",
      dependencies: [
        "TimeBase", "EventEngine", "ArchitectureModel", "ArchitectureSimulation", "Experiments",
        "RunReports",
      ]),
    .target(
      name: "Rehearsal",
      dependencies: [
        "TimeBase", "EventEngine", "RunStatistics", "ArchitectureModel", "ArchitectureSimulation",
        "Experiments",
        "RunReports",
      ]),

    // Tier 7: the executables.
    .executableTarget(name: "simulate", dependencies: ["SimulateCommand"]),
    .executableTarget(
      name: "benchmark",
      dependencies: [
        "TimeBase", "EventEngine", "Resilience", "RunStatistics", "ArchitectureModel",
        "ArchitectureSimulation",
      ]),

    .testTarget(name: "TimeBaseTests", dependencies: ["TimeBase"]),
    .testTarget(
      name: "PortableMathematicsTests", dependencies: ["PortableMathematics", "EventEngine"]),
    .testTarget(
      name: "EventEngineTests", dependencies: ["EventEngine", "PortableMathematics", "TimeBase"]),
    .testTarget(name: "ResilienceTests", dependencies: ["Resilience", "TimeBase"]),
    .testTarget(
      name: "RunStatisticsTests",
      dependencies: ["RunStatistics", "PortableMathematics", "TimeBase"]),
    .testTarget(
      name: "ArchitectureModelTests",
      dependencies: ["ArchitectureModel", "EventEngine", "Resilience", "TimeBase"]),
    .testTarget(
      name: "ArchitectureSimulationTests",
      dependencies: [
        "Resilience",
        "ArchitectureSimulation", "ArchitectureModel", "EventEngine", "PortableMathematics",
        "RunStatistics", "TimeBase",
      ]),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: [
        "Experiments", "ArchitectureSimulation", "ArchitectureModel", "EventEngine",
        "RunStatistics", "TimeBase",
      ]),
    .testTarget(
      name: "RunReportsTests",
      dependencies: [
        "RunReports", "Experiments", "ArchitectureSimulation", "ArchitectureModel", "RunStatistics",
        "TimeBase",
      ]),
    .testTarget(
      name: "SimulateCommandTests",
      dependencies: [
        "SimulateCommand", "Experiments", "ArchitectureSimulation", "ArchitectureModel", "TimeBase",
      ]),
    .testTarget(name: "RehearsalTests", dependencies: ["Rehearsal", "TimeBase"]),
    .testTarget(
      name: "TheoryTests",
      dependencies: [
        "Experiments", "ArchitectureSimulation", "ArchitectureModel", "EventEngine",
        "PortableMathematics", "Resilience", "RunStatistics", "TimeBase",
      ],
      resources: [.copy("reference-cases.json")]),
    .testTarget(name: "TidyTests"),
  ],
  swiftLanguageModes: [.v6]
)

// The long validation needs its own tests only, and optimising all others takes longer than it.
if Context.environment["REHEARSAL_CASES"] == "all" {
  package.targets.removeAll { $0.type == .test && $0.name != "TheoryTests" }
}

for target in package.targets {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .treatAllWarnings(as: .error),
    ]
  // On Linux nothing else pulls in the rounding functions that debug builds call.
  target.linkerSettings = [.linkedLibrary("m", .when(platforms: [.linux]))]
}
