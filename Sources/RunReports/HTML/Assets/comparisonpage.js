// The page of a comparison: the answer, relative changes with their intervals, every metric.
const result = data.result;
const findings = { better: "is-better", worse: "is-worse", different: "", noDifference: "is-none", untested: "is-none" };
const findingWords = {
  better: "better", worse: "worse", different: "differs", noDifference: "no difference shown", untested: "not tested",
};

function headline() {
  const answers = Object.values(result.clients);
  const verdict = answers.some((each) => each.answer === "worse" || each.answer === "mixed") ? "fail"
    : answers.some((each) => each.answer === "better") ? "pass" : "open";
  const [first, second] = result.variants;
  return make("header", {},
    make("div", { class: "title" },
      make("h1", {}, shortened(second.title, 80), make("span", {}, " against " + shortened(first.title, 80))), themeButton()),
    answers.map((each) => make("p", { class: "verdict " + verdict }, each.sentence)),
    make("p", { class: "about" }, `${format.count(result.replications.count)} pairs of runs with the same draws, seed ${result.seed}; `
      + `intervals at ${format.share(result.confidence)} confidence; verdicts corrected for ${result.testedTogether} tests (Holm)`));
}

function nameOf(metric) {
  return metric.of + (metric.request == null ? "" : ": " + metric.request) + " " + metric.metric;
}

// Changes in percent of the first variant: what can be drawn on one axis.
function changes(client) {
  const rows = result.metrics.filter((each) => each.of === client && each.ratio != null && each.ratioInterval
    && each.ratio > 0.01 && each.ratio < 100).map((each) => {
    const form = formOf[each.unit] || format.number;
    return {
      label: (each.request == null ? "" : each.request + " ") + each.metric,
      value: each.ratio - 1, lower: each.ratioInterval.lower - 1, upper: each.ratioInterval.upper - 1,
      kind: findings[each.finding],
      title: `${nameOf(each)}: ${form(each.first)} → ${form(each.second)}, `
        + `ratio ${intervalText(each.ratioInterval, format.number)}, ${findingWords[each.finding]}`,
    };
  });
  const signed = (value) => (value > 0 ? "+" : "") + (value < 0 ? "−" + format.share(-value) : format.share(value));
  return rows.length ? whiskers("Change of " + client, rows, signed, 0) : null;
}

function metricTable() {
  const form = (row) => formOf[row.unit] || format.number;
  return sortableTable("Metrics", [
    { title: "metric", value: nameOf, isText: true },
    { title: "first", value: (row) => row.first, text: (row) => form(row)(row.first) },
    { title: "second", value: (row) => row.second, text: (row) => form(row)(row.second) },
    { title: "difference", value: (row) => row.difference, text: (row) => signedText(row.difference, form(row)) },
    { title: "interval", value: (row) => row.interval && row.interval.upper - row.interval.lower,
      text: (row) => row.interval ? `${signedText(row.interval.lower, form(row))} to ${signedText(row.interval.upper, form(row))}` : none },
    { title: "p-value", value: (row) => row.pValue, text: (row) => format.number(row.pValue) },
    { title: "finding", value: (row) => findingWords[row.finding], isText: true },
    { title: "variance reduced by", value: (row) => row.varianceReduction,
      text: (row) => row.varianceReduction == null ? none : "× " + format.number(row.varianceReduction) },
  ], result.metrics);
}

function signedText(value, form) {
  if (value == null) return none;
  return value < 0 ? "−" + form(-value) : (value > 0 ? "+" : "") + form(value);
}

document.getElementById("report").append(...[
  headline(),
  section("What changes", "Relative to the first variant; bars are intervals, what crosses the line at 0 may be chance.",
    make("div", { class: "charts" }, Object.keys(result.clients).map(changes).filter((each) => each))),
  section("Metrics", null, metricTable()),
  section("Make this comparison again", null, make("pre", { class: "command" }, data.command)),
].filter((each) => each));
