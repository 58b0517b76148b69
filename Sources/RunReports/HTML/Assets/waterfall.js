// Single requests from their start to their end: a line for each span, with its place in time.
const choiceWords = { median: "the median", p99: "the 99th percentile", slowest: "the slowest success", slowestFailure: "the slowest failure" };
const mostSpans = 120;
const timeColours = {
  queue: "var(--c2)", poolWait: "var(--c7)", lock: "var(--c7)", sharedLoad: "var(--c8)", limit: "var(--c5)",
  service: "var(--c3)", contention: "var(--c7)", pause: "var(--c5)", network: "var(--c6)", unanswered: "var(--c4)",
  backoff: "var(--c8)", retries: "var(--c4)", hedge: "var(--c8)",
};

function waterfalls(name) {
  const exemplars = data.explanation.clients[name].exemplars;
  if (!exemplars.length) return make("p", { class: "about" }, "No request ended.");
  const slot = make("div", {});
  const show = (_, index) => slot.replaceChildren(waterfall(exemplars[index]));
  show(null, 0);
  return make("div", { class: "waterfalls" },
    choice("Request", exemplars.map((each) => choiceWords[each.choice]), show), slot);
}

// Every span after the one that it is part of, in the order of time, with its depth.
function orderedSpans(spans) {
  const children = spans.map(() => []);
  spans.forEach((span, index) => { if (span.parent != null) children[span.parent].push(index); });
  for (const list of children) list.sort((a, b) => spans[a].start - spans[b].start || a - b);
  const found = [];
  const next = [[0, 0]];
  while (next.length) {
    const [index, depth] = next.pop();
    found.push({ span: spans[index], depth });
    for (const child of children[index].slice().reverse()) next.push([child, depth + 1]);
  }
  return found;
}

function spanLabel(span) {
  const name = span.component + (span.instance == null ? "" : `[${span.instance}]`);
  const ending = { whole: "", triedAgain: ", failed", givenUp: ", given up" }[span.ending];
  switch (span.kind) {
    case "request": case "call": return name + ending;
    case "fork": return "several at once";
    case "branch": return "branch" + ending;
    default: return useWords[span.kind];
  }
}

function waterfall(exemplar) {
  const lines = orderedSpans(exemplar.spans);
  const canvas = make("div", { class: "canvas waterfall", role: "img", "aria-label":
    `One request in ${exemplar.spans.length} spans: ` + lines.slice(0, 40).map(({ span }) =>
      `${spanLabel(span)} ${format.time(span.end - span.start)}`).join(", ") });
  responsive(canvas, (width) => renderWaterfall(exemplar, lines.slice(0, mostSpans), canvas, width));
  const rest = lines.length - mostSpans;
  const uses = Object.keys(timeColours).filter((use) => exemplar.spans.some((span) => span.kind === use));
  return make("figure", { class: "chart" },
    make("figcaption", {}, make("strong", { title: exemplar.request }, shortened(exemplar.request, 60)),
      make("span", {}, `sent at ${format.clock(exemplar.start)}, took ${format.time(exemplar.latency)}`
        + (exemplar.failure ? `, failed: ${exemplar.failure}` : ""))),
    make("div", { class: "readout" }, uses.map((use) => make("span", { class: "key" },
      make("i", { style: "background:" + timeColours[use] }), useWords[use]))),
    canvas, rest > 0 ? make("p", { class: "about" }, `and ${format.count(rest)} spans more`) : null);
}

function renderWaterfall(exemplar, lines, canvas, width) {
  const row = 20;
  const left = Math.min(240, Math.round(width * 0.36));
  const right = Math.min(86, Math.round(width * 0.2));
  const top = 8;
  const height = top + lines.length * row + 22;
  const whole = Math.max(1e-9, exemplar.latency);
  const x = (time) => left + Math.max(0, Math.min(1, (time - exemplar.start) / whole)) * (width - left - right);
  const marks = ticks(whole, Math.max(2, Math.floor((width - left - right) / 90)));
  const axis = marks.map((time) => draw("g", { class: "axis" },
    draw("line", { class: "grid", x1: x(exemplar.start + time), x2: x(exemplar.start + time), y1: top, y2: height - 20 }),
    draw("text", { x: x(exemplar.start + time), y: height - 6, "text-anchor": "middle" }, short(format.time(time)))));
  const shapes = lines.map(({ span, depth }, index) => {
    const y = top + index * row;
    const isTime = timeColours[span.kind] != null;
    const label = spanLabel(span);
    const indent = Math.min(depth, 12) * (width < 560 ? 4 : 10);
    const [from, to] = [x(span.start), x(span.end)];
    return draw("g", { class: "span" + (span.critical ? "" : " aside") },
      draw("title", {}, `${label}${isTime ? " at " + span.component : ""}: after ${format.time(span.start - exemplar.start)}, `
        + `takes ${format.time(span.end - span.start)}` + (span.critical ? "" : "; the request did not wait for it")),
      draw("rect", { class: "span-row", x: 0, y, width, height: row }),
      draw("text", { x: indent, y: y + 14, class: isTime ? "use-name" : "" },
        shortened(label, Math.max(4, Math.floor((left - indent - 6) / 6.6)))),
      draw("rect", isTime
        ? { x: from, y: y + 4, width: Math.max(1.5, to - from), height: row - 8, rx: 2, fill: timeColours[span.kind] }
        : { class: "container " + span.ending, x: from, y: y + 8, width: Math.max(1.5, to - from), height: 4 }),
      draw("text", { x: width, y: y + 14, "text-anchor": "end", class: "small" }, format.time(span.end - span.start)));
  });
  canvas.replaceChildren(draw("svg", { width, height, viewBox: `0 0 ${width} ${height}` }, axis, shapes));
}
