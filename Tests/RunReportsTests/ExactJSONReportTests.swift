import RunReports
import Testing

/// Whole documents, letter for letter: version 1 of the result is what these say.
@Suite struct ExactJSONReportTests {
  @Test func `one of everything is written like this`() {
    #expect(JSONReport(Sample.tiny).text == Sample.tinyJSON)
  }

  @Test func `nothing at all is written like this`() {
    #expect(JSONReport(Sample.empty).text == Self.empty)
  }

  @Test func `the series is a table`() {
    #expect(SeriesCSV(Sample.tiny).text == Self.series)
  }

  private static let empty =
    #"""
    {
      "version": 1,
      "traceVersion": 3,
      "digest": "0000000000000000",
      "digests": {},
      "events": 0,
      "model": {
        "name": "empty",
        "sha256": "0000000000000000000000000000000000000000000000000000000000000000",
        "scenario": null
      },
      "seed": 0,
      "replication": 0,
      "duration": 1,
      "ending": {"kind": "completed", "at": 1, "reason": null},
      "window": {
        "start": 0,
        "end": 1,
        "warmup": "notFound",
        "reason": "only 0 requests completed"
      },
      "clients": {
        "web": {
          "inFlightAtStart": 0,
          "offered": 0,
          "completed": 0,
          "succeeded": 0,
          "goodput": 0,
          "throughput": 0,
          "errors": 0,
          "failed": {
            "total": 0,
            "byCause": []
          },
          "status": {},
          "inFlightAtEnd": 0,
          "latency": null,
          "latencyOfAll": null,
          "attempts": 0,
          "requests": {}
        }
      },
      "components": {
        "app": {
          "kind": "service",
          "timeShare": 0,
          "servers": null,
          "inSystemAtStart": 0,
          "arrivals": 0,
          "completions": 0,
          "failures": 0,
          "turnedAway": 0,
          "inSystemAtEnd": 0,
          "throughput": 0,
          "utilisation": null,
          "busy": {"mean": 0},
          "inSystem": {"mean": 0, "max": 1},
          "queue": {"mean": 0, "max": 0},
          "waited": 0,
          "wait": null,
          "service": null,
          "residence": null,
          "wastedWork": {"count": 0, "time": 0},
          "saturated": null,
          "slowdown": null,
          "concurrency": null,
          "instances": []
        }
      },
      "breakers": [],
      "faults": [],
      "series": {
        "step": 1,
        "clients": {},
        "components": {}
      },
      "log": {
        "entries": [],
        "dropped": 0
      },
      "expectations": [],
      "audit": {
        "flow": "ok",
        "littlesLaw": "ok",
        "utilisation": "ok"
      }
    }

    """#

  private static let series =
    #"""
    time,web.offered,web.succeeded,web.failed,web.p50,web.p95,web.p99,app.completions,app.failures,app.queueMean,app.busyMean
    0,3,3,0,0.00325,0.013,0.026,3,0,0,0.012
    1,2,0,2,,,,2,2,1,2
    2,1,1,0,0.000000001,0.00000002,0.0015,1,0,,0.3333333333333333

    """#
}
