// What a second look at the run adds: budgets, single requests, what saturates first, theory.
const wasteWords = {
  givenUp: "the caller had given up", repeated: "done twice: the caller had given up and asked again",
  lostHedge: "copies of hedged calls that another overtook", spareBranch: "branches that a fork could do without",
  failedAttempt: "attempts that failed and were made again", failedRequest: "done well for requests that failed in the end",
};

function explained() {
  const explanation = data.explanation;
  if (!explanation) return [];
  return [
    section("Where the time goes", "Along the path that each request waited for; each bar is a whole.",
      perClient((name) => [budget(name)], "wide")),
    section("Single requests", "Thin lines hold what is below them; pale is what the request did not wait for.",
      perClient((name) => [waterfalls(name)], "wide")),
    explanation.bottleneck.length ? section("Bottleneck", bottleneckSentence(), bottleneckTable()) : null,
    section("Work in vain", wasteSentence(), explanation.waste.length ? wasteTable() : null),
    explanation.theory.length ? section("Theory beside simulation",
      "What queueing theory knows exactly, and how many standard errors the simulation is away from it.", theoryParts()) : null,
  ];
}

function bottleneckSentence() {
  const [first] = data.explanation.bottleneck;
  const bounds = data.explanation.bounds;
  return `${resourceName(first)} would be busy all the time at ${format.rate(first.saturation)}. If each request goes on `
    + `doing what it does now, no load gets more than ${format.rate(bounds.throughput)} through, and no request takes less than `
    + `${format.time(bounds.response)} on average.`;
}

// Workers are meant where nothing else is said.
function resourceName(row) {
  const name = shortened(row.component, 60);
  return row.resource === "processor" ? `processor of ${name}` : name;
}

function bottleneckTable() {
  return sortableTable("Bottleneck", [
    { title: "component", value: (row) => row.component, isText: true },
    { title: "servers", value: (row) => row.servers, text: (row) => format.count(row.servers) },
    { title: "utilisation", value: (row) => row.utilisation, text: (row) => format.share(row.utilisation) },
    { title: "busy for a request", value: (row) => row.demand, text: (row) => format.time(row.demand) },
    { title: "saturates at", value: (row) => row.saturation, text: (row) => format.rate(row.saturation) },
  ], data.explanation.bottleneck);
}

function wasteSentence() {
  const wasted = data.explanation.waste.reduce((sum, each) => sum + each.time, 0);
  const work = data.explanation.work;
  return wasted > 0 ? `${format.share(wasted / work)} of ${format.time(work)} of service helped nobody.`
    : "All service helped somebody.";
}

function wasteTable() {
  return sortableTable("Work in vain", [
    { title: "component", value: (row) => row.component, isText: true },
    { title: "why", value: (row) => wasteWords[row.cause], isText: true },
    { title: "stretches", value: (row) => row.count, text: (row) => format.count(row.count) },
    { title: "service", value: (row) => row.time, text: (row) => format.time(row.time) },
    { title: "share", value: (row) => row.time, text: (row) => format.share(row.time / data.explanation.work) },
  ], data.explanation.waste);
}

function theoryParts() {
  const rows = data.explanation.theory.flatMap((each) => each.values.map((value) => ({ ...value, system: each.system })));
  const form = (row) => row.metric.startsWith("wait") || row.metric.startsWith("service") || row.metric.startsWith("residence")
    || row.metric.startsWith("latency") ? format.time : row.metric === "utilisation" ? format.share : format.number;
  return [
    rows.length ? sortableTable("Theory", [
      { title: "component", value: (row) => row.of, isText: true },
      { title: "is", value: (row) => row.system, isText: true },
      { title: "metric", value: (row) => row.metric, isText: true },
      { title: "exact", value: (row) => row.exact, text: (row) => form(row)(row.exact) },
      { title: "simulated", value: (row) => row.simulated, text: (row) => row.simulated == null ? "too short" : form(row)(row.simulated) },
      { title: "standard error", value: (row) => row.standardError, text: (row) => form(row)(row.standardError) },
      { title: "z", value: (row) => row.z, text: (row) => row.z == null ? none : (row.z < 0 ? "−" : "+") + format.number(Math.abs(row.z)) },
    ], rows) : null,
    make("ul", { class: "about" }, data.explanation.theory.filter((each) => each.reason != null).map((each) =>
      make("li", {}, `${shortened(each.component, 60)}: no exact answer, for ${each.reason}`))),
  ];
}
