// The page of one run: the answer first, then pictures, then tables, the command last.
const palette = ["var(--c1)", "var(--c2)", "var(--c3)", "var(--c4)", "var(--c5)", "var(--c6)", "var(--c7)", "var(--c8)"];
const clientNames = Object.keys(data.result.clients);
const componentNames = Object.keys(data.result.components);

function headline() {
  const expectations = data.result.expectations;
  const failed = expectations.filter((each) => each.verdict === "fail").length;
  const open = expectations.filter((each) => each.verdict === "inconclusive").length;
  const [verdict, text] = data.result.ending.kind !== "completed"
    ? ["fail", "stopped early: " + data.result.ending.reason]
    : judgement(failed, open, expectations.length, "cannot be decided", "this run");
  const model = data.result.model;
  return make("header", {},
    make("div", { class: "title" },
      make("h1", { title: model.name }, shortened(model.name, 120), model.scenario ? make("span", {}, " · " + model.scenario) : null),
        themeButton(() => view.tell(true))),
    make("p", { class: "lead", title: data.about }, shortened(data.about, 600)),
    make("p", { class: "verdict " + verdict }, text),
    make("p", { class: "about" }, `seed ${data.result.seed}, replication ${data.result.replication}; `
      + `figures are about ${format.clock(data.result.window.start)} to ${format.clock(data.result.window.end)}`
      + ` of virtual time; ${format.count(data.result.events)} events`));
}

function tiles() {
  const shown = clientNames.slice(0, 6);
  const more = clientNames.length - shown.length;
  return make("div", {}, shown.map((name) => {
    const each = data.result.clients[name];
    const latency = each.latency || {};
    const length = data.result.window.end - data.result.window.start;
    const tile = (title, value, isBad) => make("div", { class: "tile" + (isBad ? " bad" : "") },
      make("span", {}, title), make("b", {}, value));
    return make("div", { class: "tiles" },
      make("div", { class: "tile name", title: name }, make("span", {}, "client"), make("b", {}, shortened(name, 18))),
      tile("offered", format.rate(length > 0 ? each.offered / length : 0)),
      tile("goodput", format.rate(each.goodput)),
      tile("errors", format.share(each.errors), each.errors >= 0.01),
      tile("mean", format.time(latency.mean)), tile("p50", format.time(latency.p50)),
      tile("p95", format.time(latency.p95)), tile("p99", format.time(latency.p99)));
  }), more > 0 ? make("p", { class: "about" }, `and ${format.count(more)} clients more in the table of requests`) : null);
}

function expectationList() {
  const sign = { pass: "✓", fail: "✗", inconclusive: "?" };
  return make("ul", { class: "expectations" }, data.result.expectations.map((each) =>
    make("li", { class: each.verdict }, make("b", { "aria-label": each.verdict }, sign[each.verdict]),
      make("span", {}, each.text),
      make("em", {}, "observed " + format.observed(each.observed, each.unit)),
      each.source ? make("small", {}, each.source) : null)));
}

function clientCharts(name) {
  const series = data.result.series.clients[name];
  const extra = data.charts.clients[name];
  const rate = (counts) => counts.map((count, step) => view.perSecond(count, step));
  const failures = extra.failures.slice(0, 7).map((each, index) => ({
    name: each.title, values: rate(each.counts), colour: palette[(index + 3) % palette.length],
  }));
  return [
    timeChart({ title: "Requests by outcome", format: format.rate, stacked: true, series: [
      { name: "succeeded", values: rate(series.succeeded), colour: "var(--good)" },
      { name: "failed", values: rate(series.failed), colour: "var(--bad)" }] }),
    timeChart({ title: "Latency of successes", format: format.time, series: [
      { name: "p50 to p99", values: series.p99, lower: series.p50, colour: "var(--c1)" },
      { name: "p50", values: series.p50, colour: "var(--c3)" },
      { name: "p95", values: series.p95, colour: "var(--c1)" },
      { name: "p99", values: series.p99, colour: "var(--c2)" }] }),
    failures.length ? timeChart({ title: "Failures by cause", format: format.rate, stacked: true, series: failures }) : null,
    timeChart({ title: "Under way", format: format.number, series: [
      { name: "requests in flight", values: extra.inFlight, colour: "var(--c5)" }] }),
  ];
}

function componentCharts() {
  const named = (figure, wanted) => componentNames.filter(wanted).slice(0, palette.length).map((name, index) => ({
    name, values: figure(name), colour: palette[index % palette.length],
  }));
  const series = (name) => data.result.series.components[name];
  const extra = (name) => data.charts.components[name];
  const some = (values) => values.some((value) => value > 0);
  const charts = [];
  const add = (title, form, list, more) => { if (list.length) charts.push(timeChart({ title, format: form, series: list, ...more })); };
  add("Utilisation", format.share,
    named((name) => series(name).busyMean.map((busy) => busy / data.result.components[name].servers),
      (name) => data.result.components[name].servers > 0), { least: 0.1 });
  add("Waiting in line", format.number, named((name) => series(name).queueMean, (name) => some(series(name).queueMean)));
  add("Cache hit ratio", format.share, named(
    (name) => extra(name).hits.map((hits, step) => (hits + extra(name).misses[step] > 0
      ? hits / (hits + extra(name).misses[step]) : null)),
    (name) => data.result.components[name].kind === "cache"), { maximum: 1 });
  add("Failed in components", format.rate, named(
    (name) => series(name).failures.map((count, step) => view.perSecond(count, step)),
    (name) => some(series(name).failures)));
  add("Turned away", format.rate, named(
    (name) => extra(name).turnedAway.map((count, step) => view.perSecond(count, step)),
    (name) => some(extra(name).turnedAway)));
  add("Rejected by limits", format.rate, named(
    (name) => extra(name).limited.map((count, step) => view.perSecond(count, step)),
    (name) => some(extra(name).limited)));
  const stocks = (kind) => data.charts.stocks.filter((each) => each.kind === kind).slice(0, palette.length)
    .map((each, index) => ({ name: each.title, values: each.left, colour: palette[index] }));
  add("Tokens left of limits", format.share, stocks("limit"), { maximum: 1 });
  add("Retries left in budgets", format.number, stocks("retryBudget"));
  if (data.result.log.entries.length) charts.push(laneChart(data.result.log));
  return charts;
}

function timeBudget() {
  const parts = componentNames.map((name) => ({ name, share: data.result.components[name].timeShare }))
    .filter((each) => each.share > 0);
  const rest = 1 - parts.reduce((sum, each) => sum + each.share, 0);
  if (rest > 1e-6) parts.push({ name: "network, backoff", share: rest });
  return make("div", { class: "budget" },
    make("div", { class: "stack", role: "img", "aria-label": "Share of the mean time of a request" },
      parts.map((each, index) => make("i", {
        style: `width:${each.share * 100}%;background:${palette[index % palette.length]}`,
        title: each.name + " " + format.share(each.share),
      }))),
    make("ul", {}, parts.map((each, index) => make("li", {},
      make("i", { style: "background:" + palette[index % palette.length] }),
      shortened(each.name, 40) + " ", make("b", {}, format.share(each.share))))));
}

// What is shaded, in words: a printed page has no pointer.
function faultList() {
  const shown = data.result.faults.slice(0, 12);
  const more = data.result.faults.length - shown.length;
  return shown.length === 0 ? null : make("ul", { class: "faults" }, shown.map((each) => make("li", {},
    make("b", {}, `${format.clock(each.start)} to ${each.end == null ? "the end" : format.clock(each.end)} `),
    shortened(each.title.includes(each.target) ? each.title : `${each.title} at ${each.target}`, 120))),
    more > 0 ? make("li", {}, `and ${format.count(more)} more`) : null);
}

function perClient(build, kind = "charts") {
  const slot = make("div", { class: kind });
  const show = (name) => slot.replaceChildren(...build(name).filter((each) => each));
  show(clientNames[0]);
  return [choice("Client", clientNames, show), slot];
}

function page() {
  const hasTime = steps.count > 1;
  const hint = "Shaded: faults, and the warm-up in grey; triangles: changes of state. Point to read values; drag to zoom, double-click to see all again. With the keyboard: "
    + "arrows, + and −, 0.";
  return [
    headline(), tiles(),
    data.result.expectations.length ? section("Expectations", null, expectationList()) : null,
    section("Architecture", "Load, errors and utilisation of the window; play the run to see them change.", architecture()),
    hasTime ? section("Over time", hint, faultList(), perClient(clientCharts), make("div", { class: "charts" }, componentCharts())) : null,
    section("Latency", null, perClient((name) => [distribution(name), hasTime ? heatMap(name) : null])),
    ...(data.explanation ? explained() : [section("Where the time goes", "Shares of the mean time of all requests that completed. "
      + "With --explain there is more: the slowest requests, waits, single requests from start to end.", timeBudget())]),
    section("Requests", "Latency of successes, from the moment at which a request was meant to be sent.", requestTable()),
    section("Failures", null, failureTable()),
    section("Components", null, componentTable()),
    data.result.breakers.length ? section("Circuit breakers", null, breakerTable()) : null,
    data.result.log.entries.length ? section("Changes of state", null, logTable()) : null,
    data.source ? section("Model", null, make("details", {}, make("summary", {}, "The model file"), make("pre", {}, data.source))) : null,
    section("Make this run again", null, make("pre", { class: "command" }, data.command)),
  ];
}

document.getElementById("report").append(...page().filter((each) => each));
