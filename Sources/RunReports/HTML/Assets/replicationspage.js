// The page of several replications: verdicts, and every figure with its interval.
const result = data.result;

// The figures of a subject as rows: those that stand in a group are named after it.
function figureRows(subject, figures) {
  return Object.entries(figures).flatMap(([name, each]) => {
    if (name === "requests") {
      return Object.entries(each).flatMap(([request, inner]) => figureRows(subject + ": " + request, inner));
    }
    if ("value" in each) return [{ subject, metric: name, form: formFor(name), ...each }];
    return Object.entries(each).map(([part, figure]) => (
      { subject, metric: name + "." + part, form: formFor(name, part), ...figure }));
  });
}

function formFor(name, part) {
  if (["latency", "wait", "service", "residence", "naiveLatency", "latencyOfAll"].includes(name)) return format.time;
  if (["errors", "utilisation", "hitRatio", "availability", "saturated"].includes(name)) return format.share;
  if (["goodput", "throughput", "offered"].includes(name)) return format.rate;
  return part === "count" ? format.count : format.number;
}

function headline() {
  const failed = result.expectations.filter((each) => each.verdict === "fail").length;
  const open = result.expectations.filter((each) => each.verdict === "inconclusive").length;
  const count = result.expectations.length;
  const [verdict, text] = judgement(failed, open, count, "cannot be decided yet", "these runs");
  const name = result.model.name;
  return make("header", {},
    make("div", { class: "title" },
      make("h1", { title: name }, shortened(name, 120), result.model.scenario ? make("span", {}, " · " + result.model.scenario) : null),
      themeButton()),
    make("p", { class: "lead", title: data.about }, shortened(data.about, 600)),
    make("p", { class: "verdict " + verdict }, text),
    make("p", { class: "about" }, `${format.count(result.replications.count)} replications from seed ${result.seed}`
      + (result.replications.complete ? "" : ", interrupted before the rest")
      + `; intervals at ${format.share(result.confidence)} confidence; `
      + `${format.count(result.offered)} requests in all windows`));
}

function expectationList() {
  const sign = { pass: "✓", fail: "✗", inconclusive: "?" };
  return make("ul", { class: "expectations" }, result.expectations.map((each) => {
    const form = formOf[each.unit] || format.number;
    return make("li", { class: each.verdict }, make("b", { "aria-label": each.verdict }, sign[each.verdict]),
      make("span", {}, each.text),
      make("em", {}, each.observed == null ? "nothing to observe"
        : `observed ${form(each.observed)}` + (each.interval ? ` (${intervalText(each.interval, form)})` : "")),
      make("small", {}, `held in ${each.held} of ${each.of} replications`
        + (each.moreReplications ? `; about ${format.count(each.moreReplications)} more would decide` : "")));
  }));
}

function latencyCharts() {
  return Object.entries(result.clients).map(([client, figures]) => {
    const rows = Object.entries(figures.latency || {}).filter(([, each]) => each.value != null)
      .map(([name, each]) => ({
        label: name, value: each.value, lower: each.interval && each.interval.lower,
        upper: each.interval && each.interval.upper,
        title: `${name} ${format.time(each.value)} (${intervalText(each.interval, format.time)})`,
      }));
    return rows.length ? whiskers("Latency of " + shortened(client, 60), rows, format.time, null) : null;
  });
}

// Of all replications together, with the intervals of the percentiles.
function distributions() {
  return Object.entries(result.clients).map(([client, figures]) => {
    const figure = (name) => figures.latency && figures.latency[name] && figures.latency[name].value != null
      ? figures.latency[name] : null;
    const marks = ["p50", "mean", "p95", "p99"].filter(figure).map((name) => ({
      name, value: figure(name).value,
      lower: figure(name).interval && figure(name).interval.lower,
      upper: figure(name).interval && figure(name).interval.upper,
    }));
    return distributionChart("Successes of " + shortened(client, 60),
      [{ name: client, bars: data.profiles[client], marks }], "the table of clients");
  });
}

function metricTable(parts, label) {
  const rows = Object.entries(parts).flatMap(([name, figures]) => figureRows(name, figures));
  return sortableTable(label, [
    { title: "of", value: (row) => row.subject, isText: true },
    { title: "metric", value: (row) => row.metric, isText: true },
    { title: "value", value: (row) => row.value, text: (row) => row.form(row.value) },
    { title: "interval", value: (row) => row.interval && row.interval.upper - row.interval.lower,
      text: (row) => intervalText(row.interval, row.form) },
    { title: "least run", value: (row) => row.minimum, text: (row) => row.form(row.minimum) },
    { title: "greatest run", value: (row) => row.maximum, text: (row) => row.form(row.maximum) },
    { title: "runs", value: (row) => row.count, text: (row) => format.count(row.count) },
  ], rows);
}

document.getElementById("report").append(...[
  headline(),
  result.expectations.length ? section("Expectations", null, expectationList()) : null,
  section("Latency", "Means over the replications; bars and shades are intervals of Student's t.",
    make("div", { class: "charts" }, latencyCharts().flatMap((chart, index) => [chart, distributions()[index]])
      .filter((each) => each))),
  section("Clients", null, metricTable(result.clients, "Clients")),
  section("Components", null, metricTable(result.components, "Components")),
  data.source ? section("Model", null, make("details", {}, make("summary", {}, "The model file"), make("pre", {}, data.source))) : null,
  section("Make these runs again", null, make("pre", { class: "command" }, data.command)),
].filter((each) => each));
