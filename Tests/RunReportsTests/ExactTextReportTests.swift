import RunReports
import Testing

/// Whole reports, letter for letter: what changes here changes what everybody sees.
@Suite struct ExactTextReportTests {
  static let calls = Sample.calls.map { RequestPath.Call(from: $0, to: $1) }

  @Test func `a calm run is told in one screen`() {
    let report = TextReport(
      Sample.healthy, calls: Self.calls,
      reproducedBy: ["simulate", "--model", "three-instances", "--seed", "42"])
    #expect(report.text == Self.healthy)
  }

  @Test func `an outage shows where it struck, what failed and what came of it`() {
    let report = TextReport(
      Sample.outage, calls: Self.calls,
      reproducedBy: [
        "simulate", "--model", "three-instances", "--scenario", "database-outage", "--seed", "7",
      ])
    #expect(report.text == Self.outage)
  }

  @Test func `a run of nothing says so, in ASCII if asked`() {
    let report = TextReport(
      Sample.empty, calls: Self.calls, reproducedBy: ["simulate", "--model", "empty"],
      style: .ascii)
    #expect(report.text == Self.empty)
  }

  private static let healthy =
    #"""
    three-instances: both expectations hold
    Gateway, least-connections balancer, three app instances, cache, queue and database

      run       10m of virtual time, seed 42, replication 0
      window    the figures are about 20s to 10m, where the run is steady
      requests  58,000 offered, 57,996 succeeded, 0 failed, 4 in flight at the end

    Path of a request, and where its 4.86 ms go (mean of all that completed)
      web
      └─ gateway             5.00%  ██
         └─ balancer            0%
            └─ app           41.3%  ████████████████▌
               ├─ cache      11.0%  ████▍
               ├─ jobs      asynchronous
               └─ database   38.7%  ███████████████▌
      network, backoff       4.03%  █▋

    Requests               offered/s  goodput/s  errors     mean      p50      p95      p99      max
    web                          100        100      0%  4.86 ms  3.50 ms  12.8 ms  20.9 ms  65.5 ms
      GET /api/users/{id}       90.0       90.0      0%  4.13 ms  2.97 ms  10.9 ms  17.8 ms  55.8 ms
      POST /api/users           9.98       9.98      0%  11.4 ms  8.21 ms  30.1 ms  49.1 ms   154 ms

                arrivals  utili-            queue          wait           service          turned
    Components     per s  sation      busy   mean  max     mean      p99     mean  failed    away
    gateway          100       -     0.020      0    0      0 s      0 s   200 µs       0       0
        leakyBucket 100/s per address: 58,000 admitted (12 of them delayed), 0 limited
    balancer         100       -         0      0    0      0 s      0 s      0 s       0       0
    app              100   4.26%  0.512/12  0.001    5  12.0 µs  51.7 µs  5.12 ms       0       0
        3 instances: utilisation 4.25% to 4.28%, 33.3/s, queue <0.001, wait 12.0 µs
    cache           90.0       -     0.045      0    0      0 s      0 s   500 µs       0       0
        86.2% of 52,213 lookups hit, 7,210 missed (5,021 expired, 31 coalesced), 0 evicted, 4,871
        entries at the end
    jobs            9.98   9.96%  0.996/10  0.041   11  4.10 ms  17.7 ms  99.8 ms       0       0
    database        22.4  0.785%  0.157/20      0    0      0 s      0 s  7.02 ms       0       0

    Over time, 10s a column
      web
       throughput ████████████████████████████████████████████████████████████ max 101/s
       errors     ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁ max 0%
       p95        ▇▇██▇▇██▇▇██▇▇██▇▇██▇▇██▇▇██▇▇██▇▇██▇▇██▇▇██▇▇██▇▇██▇▇██▇▇██ max 14.0 ms
                  ╵0s         ╵2m         ╵4m         ╵6m         ╵8m         ╵10m
      warm-up     ┄┄ not counted

    Expectations
      ✓ latency.p95 of web below 200ms  observed 12.82 ms
      ✓ errors of web below 1%          observed 0%

    Audit   flow ok · Little's law ok · utilisation law ok
    Digest  0123456789abcdef of 541,922 events, trace version 3

    simulate --model three-instances --seed 42  # digest 0123456789abcdef

    """#

  private static let outage =
    #"""
    three-instances · database-outage: 1 of 3 expectations holds, 1 is inconclusive
    Gateway, least-connections balancer, three app instances, cache, queue and database

      run       10m of virtual time, seed 7, replication 0
      window    the figures are about 30s to 10m, after the warm-up
      requests  285,114 offered, 243,150 succeeded, 41,916 failed, 55 in flight at the end

    Path of a request, and where its 7.91 ms go (mean of all that completed)
      web
      └─ gateway             2.52%  █
         └─ balancer            0%
            └─ app           33.2%  █████████████▎
               ├─ cache      6.61%  ██▋
               ├─ jobs      asynchronous
               └─ database   44.2%  █████████████████▋
      network, backoff       13.5%  █████▍

    Requests               offered/s  goodput/s  errors     mean      p50      p95      p99      max
    web                          500        427   14.7%  7.91 ms  5.70 ms  20.9 ms  34.1 ms   107 ms
      GET /api/users/{id}        450        383   14.9%  7.00 ms  5.04 ms  18.5 ms  30.2 ms  94.5 ms
      POST /api/users           50.0       43.6   12.8%  15.9 ms  11.4 ms  42.0 ms  68.5 ms   215 ms

    Failures by cause       count  of failures  of requests
    web                    41,916         100%        14.7%
      breakerOpen at app   38,211        91.2%        13.4%
      refused at database   2,412        5.75%       0.846%
      timeout at web        1,207        2.88%       0.423%
      limited at gateway       86       0.205%      0.0302%

                arrivals  utili-            queue          wait           service          turned
    Components     per s  sation      busy   mean  max     mean      p99     mean  failed    away
    gateway          652       -     0.130      0    0      0 s      0 s   200 µs  80,861      86
        leakyBucket 100/s per address: 371,336 admitted (40,112 of them delayed), 86 limited (0.0232%)
    balancer         651       -         0      0    0      0 s      0 s      0 s  80,861       0
    app              651   45.7%   5.48/12   1.56  412  2.40 ms  10.3 ms  8.41 ms  80,861       0
        all workers busy 3.12% of the time
        computations take 1.84 times as long as alone
        3 instances: utilisation 45.0% to 46.3%, 217/s, queue 0.456 to 0.587, wait 2.10 ms to 2.70 ms
    cache            586       -     0.293      0    0      0 s      0 s   500 µs       0       0
        75.3% of 334,020 lookups hit, 82,610 missed (31,006 expired, 1,204 coalesced), 18,220 evicted,
        10,000 entries at the end
    jobs            43.6   43.7%   4.37/10   1.66  301  38.0 ms   164 ms   100 ms      12       0
        36 redelivered, 12 dead letters
    database         112   2.32%  0.463/20  0.004   84  61.0 µs   263 µs  7.02 ms       0  26,411

    Over time, 10s a column
      web
       throughput ████████████████████████████████████████████████████████████ max 502/s
       errors     ▁▁▁▁▁▁▁▁▁▁▁▁▆█████▂▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▂▂▂▂ max 92.3%
       p95        ▂▂▂▂▂▂▂▂▂▂▂▂█▂▂▂▂▂▃▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂ max 1.95 s
                  ╵0s         ╵2m         ╵4m         ╵6m         ╵8m         ╵10m
      warm-up     ┄┄┄ not counted
      fault                   ━━━━━━ outage (refuse) at database
      fault                                                               ━━━━ slow ×3 of database

    Expectations
      ✓ latency.p95 of web below 200ms  observed 20.89 ms
      ✗ errors of web below 1%          observed 14.70%
      ? latency.p99 of batch below 1s   nothing to observe

    Notes
      • web made 1.30 attempts for each request
      • 1.40% of the work at app was for nobody: 5,204 completions (43.8 s) after their callers had gone
      • 3.21% of the work at database was for nobody: 1,207 completions (8.47 s) after their callers had
        gone

    Changes of state, the first 10 of 18
      2:00.000  database  outage begins
      2:00.412  app[0]    breaker to database: closed -> open
      2:00.431  app[2]    breaker to database: closed -> open
      2:00.507  app[1]    breaker to database: closed -> open
      2:10.412  app[0]    breaker to database: open -> halfOpen
      2:10.413  app[0]    breaker to database: halfOpen -> open
      2:20.412  app[0]    breaker to database: open -> halfOpen
      2:20.413  app[0]    breaker to database: halfOpen -> open
      2:30.412  app[0]    breaker to database: open -> halfOpen
      2:30.413  app[0]    breaker to database: halfOpen -> open

    Audit   flow ok · Little's law ok · utilisation law ok
    Digest  feedbeef00000042 of 3,214,077 events, trace version 3

    simulate --model three-instances --scenario database-outage --seed 7  # digest feedbeef00000042

    """#

  private static let empty =
    #"""
    empty: no request completed

      run       1s of virtual time, seed 0, replication 0
      window    the figures are about 0s to 1s, the warm-up included
      requests  0 offered, 0 succeeded, 0 failed, 0 in flight at the end

    Path of a request: none completed
      web
      app

    Requests  offered/s  goodput/s  errors  mean  p50  p95  p99  max
    web               0          0       -     -    -    -    -    -

                arrivals  utili-        queue       wait       service          turned
    Components     per s  sation  busy   mean  max  mean  p99     mean  failed    away
    app                0       -     0      0    0     -    -        -       0       0

    Notes
      * No end of the warm-up was found, so the figures mix the start with the rest: only 0 requests
        completed

    Audit   flow ok - Little's law ok - utilisation law ok
    Digest  0000000000000000 of 0 events, trace version 3

    simulate --model empty  # digest 0000000000000000

    """#
}
