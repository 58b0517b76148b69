// Where the time of requests goes, as bars of which each is a whole: the mean, the slowest, failures.
const useWords = {
  queue: "queue", poolWait: "pool wait", lock: "lock", sharedLoad: "another's load", limit: "rate limit",
  service: "service", contention: "contention", pause: "pause", network: "network", unanswered: "no answer",
  backoff: "backoff", retries: "failed attempts", hedge: "before the hedge",
};
const budgetTitles = { successes: "all successes", slowest: "slowest 1%", failures: "failures" };

// Every part that any budget of a client has, the weightiest in any of them first.
function budgetParts(client) {
  const found = new Map();
  const names = Object.keys(budgetTitles).filter((name) => client[name].count > 0);
  for (const name of names) {
    for (const part of client[name].parts) {
      const key = part.component + "\n" + part.use;
      if (!found.has(key)) {
        found.set(key, { component: part.component, use: part.use, title: `${part.component}: ${useWords[part.use]}`, means: {}, share: 0 });
      }
      const entry = found.get(key);
      entry.means[name] = part.mean;
      if (client[name].mean > 0) entry.share = Math.max(entry.share, part.mean / client[name].mean);
    }
  }
  const parts = [...found.values()].sort((a, b) => b.share - a.share);
  return { names, parts };
}

function budget(name) {
  const client = data.explanation.clients[name];
  const { names, parts } = budgetParts(client);
  if (!names.length) return make("p", { class: "about" }, "No request ended.");
  const shown = parts.slice(0, palette.length).filter((part) => part.share >= 0.005);
  const colourOf = (index) => palette[index % palette.length];
  const bars = names.map((kind) => {
    const whole = client[kind].mean;
    const pieces = shown.map((part, index) => ({ title: part.title, mean: part.means[kind] || 0, colour: colourOf(index) }));
    const rest = whole - pieces.reduce((sum, piece) => sum + piece.mean, 0);
    if (rest > whole * 1e-9) pieces.push({ title: "everything else", mean: rest, colour: "var(--faint)" });
    return make("div", { class: "budget-bar" },
      make("span", { class: "budget-name" }, make("b", {}, budgetTitles[kind]),
        ` ${format.time(whole)} · ${format.count(client[kind].count)} requests`),
      make("div", { class: "stack", role: "img", "aria-label":
        budgetTitles[kind] + ": " + pieces.filter((piece) => piece.mean > 0)
          .map((piece) => `${piece.title} ${format.share(piece.mean / whole)}`).join(", ") },
        pieces.filter((piece) => piece.mean > 0).map((piece) => make("i", {
          style: `width:${piece.mean / whole * 100}%;background:${piece.colour}`,
          title: `${piece.title}: ${format.time(piece.mean)}, ${format.share(piece.mean / whole)}`,
        }, piece.mean / whole >= 0.07 ? format.share(piece.mean / whole) : null))));
  });
  return make("div", { class: "budget" }, bars,
    make("ul", {}, shown.map((part, index) => make("li", { title: part.title },
      make("i", { style: "background:" + colourOf(index) }), shortened(part.title, 44)))),
    budgetTable(name, client, names, parts));
}

function budgetTable(name, client, names, parts) {
  const rows = [...parts, { title: "in all", means: Object.fromEntries(names.map((kind) => [kind, client[kind].mean])) }];
  return make("details", {}, make("summary", {}, "All parts as a table"),
    sortableTable("Budget of " + name, [
      { title: "component and use", value: (row) => row.title, isText: true },
      ...names.flatMap((kind) => [
        { title: budgetTitles[kind], value: (row) => row.means[kind], text: (row) => format.time(row.means[kind]) },
        { title: "share", value: (row) => row.means[kind] / client[kind].mean,
          text: (row) => row.means[kind] == null ? none : format.share(row.means[kind] / client[kind].mean) },
      ]),
    ], rows));
}
