import Rehearsal
import XCTest

/// The same in XCTest.
final class PeakTestCase: XCTestCase {
  func testPeak() throws {
    let run = try Rehearsal.run("three-instances", scenario: "peak", duration: .seconds(30))
    XCTAssertLessThan(run.client("web").latency.p95, .milliseconds(200), "\(run)")
    XCTAssertEqual(run.client("web").errorShare, 0, "\(run)")
    XCTAssertTrue(run.expectationsHold, "\(run)")
  }
}
