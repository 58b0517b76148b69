import Testing

@Suite struct HouseTests {
  private let repository = Repository.this

  @Test func `nothing else lies at the top level`() {
    let allowed: Set = ["Package.swift", "Sources", "Tests", "Models", "Reports", "README.md"]
    let strays = repository.topLevel.filter { !allowed.contains($0) && !$0.hasPrefix(".") }
    #expect(strays.isEmpty, "move these below one of \(allowed.sorted())")
  }

  @Test func `every room of the manifest is in the table, and every one of the table in it`() throws
  {
    let targets = try Manifest(of: repository).targets.filter { !$0.isTest }.map(\.name)
    #expect(Set(targets) == Room.names)
    #expect(Set(targets).count == targets.count)
    #expect(repository.folders(in: "Sources") == Room.names)
  }

  @Test func `test targets are named after the room that they test`() throws {
    let tests = try Manifest(of: repository).targets.filter(\.isTest).map(\.name)
    let expected = Room.testsOfTheWhole.union(Room.names.map { $0 + "Tests" })
    #expect(Set(tests).subtracting(expected).isEmpty)
    #expect(repository.folders(in: "Tests").subtracting(["Scripts"]) == Set(tests))
  }

  @Test func `the manifest lets a room depend on lower tiers only`() throws {
    let manifest = try Manifest(of: repository)
    let complaints = manifest.targets.filter { !$0.isTest }.flatMap { target in
      target.dependencies.compactMap { dependency in
        Self.isBelow(dependency, target.name)
          ? nil
          : Complaint(
            manifest.file, at: target.offset,
            instead: "no dependency of \(target.name) on \(dependency): it is not below it")
      }
    }
    Complaint.report(complaints)
  }

  @Test func `a room imports declared rooms of lower tiers, and of the system what it may`() throws
  {
    let targets = try Manifest(of: repository).targets
    let dependencies = Dictionary(uniqueKeysWithValues: targets.map { ($0.name, $0.dependencies) })
    let complaints = repository.swiftFiles(in: "Sources").flatMap { file in
      Import.all(in: file).compactMap { line in
        Self.objection(to: line.module, in: file, dependencies[file.target] ?? [])
          .map { Complaint(file, at: line.offset, instead: $0) }
      }
    }
    Complaint.report(complaints)
  }

  @Test func `a test imports only what its target declares, and of the system what it may`() throws
  {
    let targets = try Manifest(of: repository).targets
    let dependencies = Dictionary(uniqueKeysWithValues: targets.map { ($0.name, $0.dependencies) })
    let system = Room.boundaryModules.union([Room.lockModule, "Testing", "XCTest"])
    let complaints = repository.swiftFiles(in: "Tests").flatMap { file in
      let allowed = system.union(dependencies[file.target] ?? [])
      return Import.all(in: file).filter { !allowed.contains($0.module) }.map {
        Complaint(file, at: $0.offset, instead: "one of \(allowed.sorted())")
      }
    }
    Complaint.report(complaints)
  }

  @Test func `no module bears the name of a type`() {
    let complaints = repository.swiftFiles(in: "Sources").flatMap { file in
      Declaration.types(in: file).filter { Room.names.contains($0.name) }.map {
        Complaint(
          file, at: $0.offset,
          instead: "another name: within this type's reach the module of that name is hidden")
      }
    }
    Complaint.report(complaints)
  }

  @Test(
    arguments: [
      ("import Foundation", "EventEngine", true),
      ("public import TimeBase", "EventEngine", false),
      ("import Resilience", "EventEngine", true),
      ("import ArchitectureSimulation", "ArchitectureModel", true),
      ("import struct Foundation.URL", "RunReports", false),
      ("@preconcurrency private import Glibc", "RunStatistics", true),
      ("import Synchronization", "Resilience", false),
      ("import Synchronization", "RunStatistics", true),
      ("import Dispatch", "Experiments", true),
    ])
  func `an import out of place is noticed`(line: String, room: String, isOutOfPlace: Bool) {
    let file = TextFile(path: "Sources/\(room)/Sample.swift", line + "\n")
    let objections = Import.all(in: file).compactMap {
      Self.objection(to: $0.module, in: file, ["TimeBase", "Resilience", "ArchitectureSimulation"])
    }
    #expect(objections.isEmpty == !isOutOfPlace)
    #expect(Import.all(in: file).count == 1)
  }

  private static func isBelow(_ module: String, _ name: String) -> Bool {
    guard let module = Room.named(module), let room = Room.named(name) else { return false }
    return module.tier < room.tier
  }

  /// What to do instead of importing `module`; `nil` if the import is fine.
  private static func objection(
    to module: String, in file: TextFile, _ dependencies: [String]
  ) -> String? {
    guard let room = Room.named(file.target) else { return "a place in the table of rooms" }
    guard Room.names.contains(module) else {
      return room.allows(module, in: file)
        ? nil : "the standard library, or a type of a higher tier that may import \(module)"
    }
    guard isBelow(module, room.name) else {
      return "only rooms below tier \(room.tier), where \(room.name) is"
    }
    return dependencies.contains(module) ? nil : "a dependency on \(module) in Package.swift first"
  }
}
