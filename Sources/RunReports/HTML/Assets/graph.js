// The architecture with load, utilisation and errors, for the whole window or for one step of it.
const node = { width: 158, height: 74, across: 80, down: 22, edge: 14 };

// Figures of a part: over the window if no step is asked for.
function figuresOf(part, step) {
  const isClient = part.kind === "client";
  const series = isClient
    ? data.result.series.clients[part.name] : data.result.series.components[part.name];
  const whole = isClient
    ? data.result.clients[part.name] : data.result.components[part.name];
  const charts = isClient ? null : data.charts.components[part.name];
  const length = data.result.window.end - data.result.window.start;
  if (step == null) {
    return isClient
      ? { rate: length > 0 ? whole.offered / length : 0, errors: whole.errors, use: null, inFlight: meanInFlight(part.name) }
      : {
        rate: length > 0 ? whole.arrivals / length : 0,
        errors: share(whole.failures + whole.turnedAway, whole.completions + whole.turnedAway),
        use: whole.utilisation, queue: whole.queue.mean,
      };
  }
  if (isClient) {
    return {
      rate: view.perSecond(series.offered[step], step),
      errors: share(series.failed[step], series.failed[step] + series.succeeded[step]), use: null,
      inFlight: data.charts.clients[part.name].inFlight[step],
    };
  }
  const away = charts.turnedAway[step];
  return {
    rate: view.perSecond(series.completions[step] + away, step),
    errors: share(series.failures[step] + away, series.completions[step] + away),
    use: whole.servers ? series.busyMean[step] / whole.servers : null,
    queue: series.queueMean[step],
  };
}

// Over the steps that lie in the window.
function meanInFlight(name) {
  const { start, end } = data.result.window;
  const counted = data.charts.clients[name].inFlight.filter((_, step) =>
    step * steps.length >= start && step * steps.length < end);
  return counted.length ? counted.reduce((sum, each) => sum + each, 0) / counted.length : 0;
}

function share(part, whole) { return whole > 0 ? part / whole : 0; }

function architecture() {
  const graph = data.graph;
  const layers = 1 + Math.max(0, ...graph.nodes.map((each) => each.layer));
  const heights = Array(layers).fill(0);
  for (const each of graph.nodes) heights[each.layer] = Math.max(heights[each.layer], each.row + 1);
  const rows = Math.max(1, ...heights);
  const width = layers * (node.width + node.across) - node.across + 2 * node.edge;
  const height = rows * (node.height + node.down) - node.down + 2 * node.edge;
  const places = graph.nodes.map((each) => ({
    x: node.edge + each.layer * (node.width + node.across),
    y: node.edge + (each.row + (rows - heights[each.layer]) / 2) * (node.height + node.down),
  }));
  const boxes = graph.nodes.map((each, index) => graphNode(each, places[index]));
  const lines = graph.edges.map(([from, to]) => graphEdge(graph, from, to, places));
  placeEdgeLabels(lines, places);
  const picture = draw("svg", {
    class: "architecture", width, height, viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-label": "Architecture: " + graph.edges.map(([from, to]) =>
      graph.nodes[from].name + " calls " + graph.nodes[to].name).join(", "),
  }, lines.map((each) => each.line), boxes.map((each) => each.element), lines.map((each) => each.label));
  const update = () => {
    for (const box of boxes) box.show(view.cursor);
    for (const line of lines) line.show(view.cursor);
  };
  view.watch((isZoom) => { if (!isZoom) update(); });
  update();
  return make("div", { class: "graph" }, make("div", { class: "scroll" }, picture), replay());
}

// What goes over an edge: over the window if no step is asked for.
function edgeFigures(edge, step) {
  if (!edge) return null;
  const length = data.result.window.end - data.result.window.start;
  return step == null
    ? { rate: length > 0 ? edge.made / length : 0, errors: share(edge.failed, edge.made) }
    : { rate: view.perSecond(edge.series.made[step], step),
      errors: Math.min(1, share(edge.series.failed[step], edge.series.made[step])) };
}

function graphEdge(graph, from, to, places) {
  const [caller, callee] = [graph.nodes[from].name, graph.nodes[to].name];
  const edge = data.charts.edges.find((each) => each.caller === caller && each.callee === callee);
  const tip = draw("title", {});
  const line = draw("path", { class: "edge", d: edgePath(places[from], places[to]) }, tip);
  const rate = draw("text", { class: "edge-label" });
  const errors = draw("text", { class: "edge-label bad" });
  const show = (step) => {
    const now = edgeFigures(edge, step) || figuresOf(graph.nodes[to], step);
    line.setAttribute("stroke-width", now.rate > 0 ? 1.2 + Math.min(5, Math.log10(1 + now.rate)) : 1);
    line.setAttribute("class", "edge" + (now.errors >= 0.01 ? " fails" : now.rate > 0 ? "" : " idle"));
    rate.textContent = edge ? format.rate(now.rate) : "";
    errors.textContent = edge && now.errors > 0 ? format.share(now.errors) : "";
    tip.textContent = `${caller} calls ${callee}`
      + (edge ? `: ${format.rate(now.rate)}, ${format.share(now.errors)} failed` : "");
  };
  return { line, label: draw("g", { class: "edge-labels" }, rate, errors), show,
    curve: edgeCurve(places[from], places[to]), texts: [errors, rate] };
}

// Where a line goes: its two ends and what it bends towards.
function edgeCurve(from, to) {
  const [x1, y1] = [from.x + node.width, from.y + node.height / 2];
  const [x2, y2] = [to.x, to.y + node.height / 2];
  if (x2 > x1) {
    const bend = Math.max(24, (x2 - x1) / 2);
    return [[x1, y1], [x1 + bend, y1], [x2 - bend, y2], [x2, y2]];
  }
  // A call back: below the boxes.
  const low = Math.max(from.y, to.y) + node.height + 12;
  return [[x1, y1], [x1 + 50, low], [x2 - 50, low], [x2, y2]];
}

function edgePath(from, to) {
  const [start, first, second, end] = edgeCurve(from, to).map((point) => point.join(","));
  return `M${start} C${first} ${second} ${end}`;
}

// Labels stand over or under their lines, where they cover neither a part nor each other if that can be.
function placeEdgeLabels(lines, places) {
  const [width, height] = [48, 26];
  const taken = places.map((place) => ({ x: place.x, y: place.y, width: node.width, height: node.height }));
  const overlaps = (box) => taken.some((each) => box.x < each.x + each.width && each.x < box.x + box.width
    && box.y < each.y + each.height && each.y < box.y + box.height);
  for (const { curve, texts } of lines) {
    const at = (share) => [0, 1].map((axis) => [1, 3, 3, 1].reduce((sum, factor, index) =>
      sum + factor * Math.pow(share, index) * Math.pow(1 - share, 3 - index) * curve[index][axis], 0));
    // A bend is left alone: its label stands near an end, on the side from which the line does not come.
    const rise = curve[0][1] - curve[3][1];
    const shares = Math.abs(rise) < 12 ? [0.5, 0.75, 0.25] : [0.8, 0.5, 0.2, 0.65, 0.35];
    const boxes = shares.flatMap((share) => (rise < -12 ? [4, -height - 1] : [-height - 1, 4]).map((below) => {
      const [x, y] = at(share);
      return { x: x - width / 2, y: y + below, width, height, isBelow: below > 0 };
    }));
    const box = boxes.find((each) => !overlaps(each)) || boxes[0];
    taken.push(box);
    (box.isBelow ? [...texts].reverse() : texts).forEach((text, index) =>
      fill(text, { x: box.x + width / 2, y: box.y + 10 + 13 * index, "text-anchor": "middle" }, []));
  }
}

function graphNode(part, place) {
  const rate = draw("text", { x: 10, y: 38, class: "figure" });
  const errors = draw("text", { x: node.width - 10, y: 38, class: "figure", "text-anchor": "end" });
  const use = draw("text", { x: node.width - 10, y: 62, class: "small", "text-anchor": "end" });
  const rail = draw("rect", { class: "rail", x: 10, y: 54, height: 8, width: node.width - 76, rx: 2 });
  const bar = draw("rect", { class: "use", x: 10, y: 54, height: 8, width: 0, rx: 2 });
  const frame = draw("rect", { class: "node", width: node.width, height: node.height, rx: 8 });
  const tip = draw("title", {});
  const barWidth = node.width - 76;
  const element = draw("g", { transform: `translate(${place.x},${place.y})` },
    tip, frame,
    draw("text", { x: 10, y: 19, class: "name" }, fitted(part.name, node.width - 28 - textWidth(part.kind, 11), 13, 650)),
    draw("text", { x: node.width - 10, y: 19, class: "small", "text-anchor": "end" }, part.kind),
    rate, errors,
    rail, bar, use);
  const show = (step) => {
    const now = figuresOf(part, step);
    rate.textContent = format.rate(now.rate);
    errors.textContent = now.errors > 0 ? format.share(now.errors) + " errors" : "";
    errors.setAttribute("class", "figure" + (now.errors >= 0.01 ? " bad" : ""));
    const level = now.use == null ? 0 : Math.min(1, now.use);
    bar.setAttribute("width", level * barWidth);
    bar.setAttribute("class", "use" + (level >= 0.9 ? " bad" : level >= 0.7 ? " high" : ""));
    rail.setAttribute("visibility", now.use == null ? "hidden" : "visible");
    use.textContent = now.use != null ? format.share(now.use)
      : now.inFlight != null ? format.number(now.inFlight) + " under way" : "no limit on workers";
    frame.setAttribute("class", "node" + (now.errors >= 0.01 ? " fails" : ""));
    tip.textContent = `${part.name} (${part.kind}): ${format.rate(now.rate)}`
      + `, errors ${format.share(now.errors)}`
      + (now.use == null ? "" : `, utilisation ${format.share(now.use)}`)
      + (now.queue == null ? "" : `, queue ${format.number(now.queue)}`);
  };
  return { element, show };
}

// A slider that replays the run on the architecture and in all charts.
function replay() {
  let timer = null;
  const whole = `${format.clock(data.result.window.start)} to ${format.clock(data.result.window.end)}`;
  const time = make("output", { class: "replay-time" }, whole);
  const slider = make("input", { type: "range", min: 0, max: Math.max(0, steps.count - 1), value: 0,
    "aria-label": "Time of the run", oninput: () => { stop(); view.point(Number(slider.value)); } });
  const play = make("button", { type: "button", class: "play", onclick: () => (timer ? stop() : start()) }, "▶ Play");
  const move = (by) => { stop(); view.point((view.cursor == null ? view.from - 1 : view.cursor) + by); };
  const stop = () => {
    clearInterval(timer);
    timer = null;
    play.textContent = "▶ Play";
  };
  const start = () => {
    play.textContent = "⏸ Pause";
    if (view.cursor == null || view.cursor >= view.to - 1) view.point(view.from);
    timer = setInterval(() => {
      if (view.cursor == null || view.cursor >= view.to - 1) return stop();
      view.point(view.cursor + 1);
    }, Math.max(40, Math.min(250, 20000 / Math.max(1, view.to - view.from))));
  };
  view.watch(() => {
    if (view.cursor != null) slider.value = view.cursor;
    const on = view.cursor == null ? [] : data.result.faults.filter((fault) =>
      fault.start < (view.cursor + 1) * steps.length
      && (fault.end == null || fault.end > view.cursor * steps.length));
    time.textContent = view.cursor == null ? whole
      : format.clock(view.cursor * steps.length) + on.map((fault) => " · " + fault.title).join("");
  });
  return make("div", { class: "replay" }, play,
    make("button", { type: "button", "aria-label": "One step back", onclick: () => move(-1) }, "◀"),
    make("button", { type: "button", "aria-label": "One step on", onclick: () => move(1) }, "▶"),
    slider, time,
    make("button", { type: "button", onclick: () => { stop(); view.point(null); } }, "Whole window"));
}
