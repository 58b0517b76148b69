// The architecture with load, utilisation and errors, for the whole window or for one step of it.
const node = { width: 158, height: 74, across: 66, down: 22, edge: 14 };

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
      ? { rate: length > 0 ? whole.offered / length : 0, errors: whole.errors, use: null }
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
  const lines = graph.edges.map(([from, to]) => draw("path", {
    class: "edge", d: edgePath(places[from], places[to]),
  }, draw("title", {}, graph.nodes[from].name + " calls " + graph.nodes[to].name)));
  const picture = draw("svg", {
    class: "architecture", width, height, viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-label": "Architecture: " + graph.edges.map(([from, to]) =>
      graph.nodes[from].name + " calls " + graph.nodes[to].name).join(", "),
  }, lines, boxes.map((each) => each.element));
  const update = () => {
    for (const box of boxes) box.show(view.cursor);
    graph.edges.forEach(([, to], index) => {
      const { rate, errors } = figuresOf(graph.nodes[to], view.cursor);
      lines[index].setAttribute("stroke-width", rate > 0 ? 1.2 + Math.min(5, Math.log10(1 + rate)) : 1);
      lines[index].setAttribute("class", "edge" + (errors >= 0.01 ? " fails" : rate > 0 ? "" : " idle"));
    });
  };
  view.watch((isZoom) => { if (!isZoom) update(); });
  update();
  return make("div", { class: "graph" }, make("div", { class: "scroll" }, picture), replay());
}

function edgePath(from, to) {
  const [x1, y1] = [from.x + node.width, from.y + node.height / 2];
  const [x2, y2] = [to.x, to.y + node.height / 2];
  if (x2 > x1) {
    const bend = Math.max(24, (x2 - x1) / 2);
    return `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
  }
  // A call back: below the boxes.
  const low = Math.max(from.y, to.y) + node.height + 12;
  return `M${x1},${y1} C${x1 + 50},${low} ${x2 - 50},${low} ${x2},${y2}`;
}

function graphNode(part, place) {
  const rate = draw("text", { x: 10, y: 38, class: "figure" });
  const errors = draw("text", { x: node.width - 10, y: 38, class: "figure", "text-anchor": "end" });
  const use = draw("text", { x: node.width - 10, y: 62, class: "small", "text-anchor": "end" });
  const bar = draw("rect", { class: "use", x: 10, y: 54, height: 8, width: 0, rx: 2 });
  const frame = draw("rect", { class: "node", width: node.width, height: node.height, rx: 8 });
  const tip = draw("title", {});
  const barWidth = node.width - 76;
  const element = draw("g", { transform: `translate(${place.x},${place.y})` },
    tip, frame,
    draw("text", { x: 10, y: 19, class: "name" }, shortened(part.name, part.kind.length > 7 ? 14 : 16)),
    draw("text", { x: node.width - 10, y: 19, class: "small", "text-anchor": "end" }, part.kind),
    rate, errors,
    draw("rect", { class: "rail", x: 10, y: 54, height: 8, width: barWidth, rx: 2 }), bar, use);
  const show = (step) => {
    const now = figuresOf(part, step);
    rate.textContent = format.rate(now.rate);
    errors.textContent = now.errors > 0 ? format.share(now.errors) + " errors" : "";
    errors.setAttribute("class", "figure" + (now.errors >= 0.01 ? " bad" : ""));
    const level = now.use == null ? 0 : Math.min(1, now.use);
    bar.setAttribute("width", level * barWidth);
    bar.setAttribute("class", "use" + (level >= 0.9 ? " bad" : level >= 0.7 ? " high" : ""));
    use.textContent = now.use == null ? (now.queue == null ? "" : "unlimited") : format.share(now.use);
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
  const time = make("output", { class: "replay-time" }, "whole window");
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
    time.textContent = view.cursor == null ? "whole window"
      : format.clock(view.cursor * steps.length) + on.map((fault) => " · " + fault.title).join("");
  });
  return make("div", { class: "replay" }, play,
    make("button", { type: "button", "aria-label": "One step back", onclick: () => move(-1) }, "◀"),
    make("button", { type: "button", "aria-label": "One step on", onclick: () => move(1) }, "▶"),
    slider, time,
    make("button", { type: "button", onclick: () => { stop(); view.point(null); } }, "Whole window"));
}
