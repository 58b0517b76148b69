// Changes of state as lanes: a breaker is open, a target is left out, a fault is on.
const laneLimit = 14;

function stateLanes(log) {
  const lanes = new Map();
  const lane = (name) => {
    if (!lanes.has(name)) lanes.set(name, { name, spans: [], marks: [], open: null });
    return lanes.get(name);
  };
  const close = (each, time) => {
    if (each.open) each.spans.push({ ...each.open, to: time });
    each.open = null;
  };
  for (const entry of log.entries) {
    const change = /^(.*?): (\S+) -> (\S+)$/.exec(entry.event);
    const begin = /^(.*) (begins|suspended|ejected|unavailable|crashes)$/.exec(entry.event);
    const end = /^(.*) (ends|recovered|let back in|available again)$/.exec(entry.event);
    if (change) {
      const each = lane(entry.subject + " · " + change[1]);
      close(each, entry.time);
      if (change[3] !== "closed" && change[3] !== "healthy") {
        each.open = { from: entry.time, state: change[3] };
      }
    } else if (begin && begin[2] !== "crashes") {
      const each = lane(entry.subject + " · " + begin[1]);
      if (!each.open) each.open = { from: entry.time, state: begin[2] === "begins" ? "fault" : begin[2] };
    } else if (end && lanes.has(entry.subject + " · " + end[1])) {
      close(lane(entry.subject + " · " + end[1]), entry.time);
    } else {
      lane(entry.subject).marks.push({ time: entry.time, event: entry.event });
    }
  }
  for (const each of lanes.values()) close(each, steps.end);
  return Array.from(lanes.values());
}

function laneChart(log) {
  const lanes = stateLanes(log);
  const shown = lanes.slice(0, laneLimit);
  const canvas = make("div", { class: "canvas", tabindex: "0", role: "img", onkeydown: steer,
    "aria-label": "Changes of state over time; the table of changes below has the same in words" });
  const left = lanes.length - shown.length;
  const repeat = responsive(canvas, (width) => renderLanes(shown, canvas, width));
  view.watch((isZoom) => { if (isZoom) repeat(); moveCursor(canvas); });
  canvas.addEventListener("pointermove", (event) => view.point(stepUnder(event, canvas)));
  canvas.addEventListener("pointerleave", () => view.point(null));
  return make("figure", { class: "chart" },
    make("figcaption", {}, make("strong", {}, "States"),
      left > 0 && make("span", { class: "readout" }, "and " + left + " more in the table of changes")),
    canvas);
}

function renderLanes(lanes, canvas, width) {
  const row = 26;
  const height = lanes.length * row + margin.top + margin.bottom;
  const clipped = (time) => Math.max(margin.left, Math.min(width - margin.right, xOf(time, width)));
  const rows = lanes.flatMap((lane, index) => {
    const y = margin.top + index * row;
    return [
      draw("line", { class: "grid", x1: margin.left, x2: width - margin.right, y1: y + 22, y2: y + 22 }),
      ...lane.spans.filter((span) => span.to >= view.startTime && span.from <= view.endTime)
        .map((span) => draw("rect", {
          class: "state " + (span.state === "fault" ? "is-fault" : /half/i.test(span.state) ? "is-trial" : "is-bad"),
          x: clipped(span.from), y: y + 14, width: Math.max(2, clipped(span.to) - clipped(span.from)), height: 8, rx: 2,
        }, draw("title", {}, `${lane.name}: ${span.state} from ${format.clock(span.from)} to ${format.clock(span.to)}`))),
      ...lane.marks.filter((mark) => mark.time >= view.startTime && mark.time <= view.endTime)
        .map((mark) => draw("circle", { class: "mark", cx: clipped(mark.time), cy: y + 18, r: 4 },
          draw("title", {}, `${format.clock(mark.time)} ${mark.event}`))),
      draw("text", { class: "lane", x: margin.left + 4, y: y + 11 },
        shortened(lane.name, Math.floor(width / 8)), draw("title", {}, lane.name)),
    ];
  });
  canvas.replaceChildren(draw("svg", { width, height, viewBox: `0 0 ${width} ${height}` },
    rows, timeAxis(width, height),
    draw("line", { class: "cursor", y1: margin.top, y2: height - margin.bottom, visibility: "hidden" })));
  moveCursor(canvas);
}
