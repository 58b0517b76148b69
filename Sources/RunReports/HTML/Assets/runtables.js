// The tables of a run.
function requestTable() {
  const rows = Object.entries(data.result.clients).flatMap(([client, whole]) => [
    { name: client, ...whole },
    ...Object.entries(whole.requests).map(([name, each]) => ({ name: client + ": " + name, indent: true, ...each })),
  ]);
  const length = data.result.window.end - data.result.window.start;
  const latency = (figure) => ({
    title: figure, value: (row) => row.latency && row.latency[figure],
    text: (row) => format.time(row.latency && row.latency[figure]),
  });
  return sortableTable("Requests", [
    { title: "request", value: (row) => row.name, isText: true },
    { title: "offered", value: (row) => row.offered, text: (row) => format.count(row.offered) },
    { title: "offered/s", value: (row) => row.offered, text: (row) => format.number(length > 0 ? row.offered / length : 0) },
    { title: "goodput/s", value: (row) => row.goodput, text: (row) => format.number(row.goodput) },
    { title: "errors", value: (row) => row.errors, text: (row) => format.share(row.errors) },
    latency("mean"), latency("p50"), latency("p90"), latency("p95"), latency("p99"), latency("p999"), latency("max"),
    { title: "attempts", value: (row) => row.attempts, text: (row) => format.number(row.completed ? row.attempts / row.completed : null) },
    { title: "in flight at end", value: (row) => row.inFlightAtEnd, text: (row) => format.count(row.inFlightAtEnd) },
  ], rows);
}

function failureTable() {
  const rows = Object.entries(data.result.clients).flatMap(([client, whole]) =>
    whole.failed.byCause.map((each) => ({ client, ...each, share: share(each.count, whole.completed) })));
  if (!rows.length) return make("p", { class: "about" }, "No request failed.");
  return sortableTable("Failures by cause", [
    { title: "client", value: (row) => row.client, isText: true },
    { title: "cause", value: (row) => row.cause, isText: true },
    { title: "at", value: (row) => row.place, isText: true },
    { title: "count", value: (row) => row.count, text: (row) => format.count(row.count) },
    { title: "of requests", value: (row) => row.share, text: (row) => format.share(row.share) },
  ], rows);
}

function componentTable() {
  const rows = Object.entries(data.result.components).flatMap(([name, each]) => [
    { name, kind: each.kind, ...each },
    ...each.instances.map((instance, index) => ({ name: `${name}[${index}]`, kind: each.kind, indent: true, ...instance })),
  ]);
  const time = (title, figure, part) => ({
    title, value: (row) => row[figure] && row[figure][part],
    text: (row) => format.time(row[figure] && row[figure][part]),
  });
  const length = data.result.window.end - data.result.window.start;
  return sortableTable("Components", [
    { title: "component", value: (row) => row.name, isText: true },
    { title: "kind", value: (row) => row.kind, isText: true },
    { title: "arrivals/s", value: (row) => row.arrivals, text: (row) => format.number(length > 0 ? row.arrivals / length : 0) },
    { title: "utilisation", value: (row) => row.utilisation, text: (row) => format.share(row.utilisation) },
    { title: "servers", value: (row) => row.servers, text: (row) => row.servers == null ? "∞" : format.count(row.servers) },
    { title: "queue mean", value: (row) => row.queue.mean, text: (row) => format.number(row.queue.mean) },
    { title: "queue max", value: (row) => row.queue.max, text: (row) => format.count(row.queue.max) },
    time("wait mean", "wait", "mean"), time("wait p99", "wait", "p99"),
    time("service mean", "service", "mean"), time("service p99", "service", "p99"),
    { title: "failed", value: (row) => row.failures, text: (row) => format.count(row.failures) },
    { title: "turned away", value: (row) => row.turnedAway, text: (row) => format.count(row.turnedAway) },
    { title: "work for nobody", value: (row) => row.wastedWork.count, text: (row) => format.count(row.wastedWork.count) },
    { title: "hit ratio", value: (row) => row.hitRatio, text: (row) => row.hitRatio == null ? "" : format.share(row.hitRatio) },
  ], rows);
}

function breakerTable() {
  return sortableTable("Circuit breakers", [
    { title: "caller", value: (row) => row.caller, isText: true },
    { title: "target", value: (row) => row.target, isText: true },
    ...["permitted", "trials", "rejected", "opened", "reopened", "closed"].map((figure) => ({
      title: figure, value: (row) => row[figure], text: (row) => format.count(row[figure]),
    })),
  ], data.result.breakers);
}

function logTable() {
  const log = data.result.log;
  return [
    sortableTable("Changes of state", [
      { title: "time", value: (row) => row.time, text: (row) => format.clock(row.time) },
      { title: "who", value: (row) => row.subject, isText: true },
      { title: "what", value: (row) => row.event, isText: true },
    ], log.entries.slice(0, 500)),
    log.entries.length > 500 || log.dropped > 0
      ? make("p", { class: "about" }, `The first ${Math.min(500, log.entries.length)} of `
        + `${format.count(log.entries.length + log.dropped)} changes.`) : null,
  ];
}
