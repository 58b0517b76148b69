// How many requests took how long, step by step: what percentiles hide, two speeds for instance.
function heatMap(client) {
  const heat = data.charts.clients[client].heat;
  const canvas = make("div", { class: "canvas", tabindex: "0", role: "img", onkeydown: steer,
    "aria-label": "Latency over time, stronger where more requests are" });
  const readout = make("div", { class: "readout" });
  const picture = make("canvas", {});
  const overlay = make("div", { class: "overlay" });
  canvas.append(picture, overlay);
  const repeat = responsive(canvas, (width) => renderHeat(heat, picture, overlay, width));
  let row = null;
  const read = () => {
    const step = view.cursor;
    if (step == null || !heat.counts[step]) return readout.replaceChildren();
    const counts = heat.counts[step];
    const total = counts.reduce((sum, count) => sum + count, 0);
    const where = row == null || row < 0 || row >= counts.length ? null
      : make("span", {}, `${format.time(heat.from[row])} to ${format.time(heat.through[row])}: `,
        make("b", {}, `${format.count(counts[row])} of ${format.count(total)}`));
    readout.replaceChildren(make("span", { class: "when" }, "at " + format.clock(step * steps.length)), where || "");
  };
  canvas.addEventListener("pointermove", (event) => {
    const box = canvas.getBoundingClientRect();
    const inside = 1 - (event.clientY - box.top - margin.top) / (heatHeight - margin.top - margin.bottom);
    row = Math.floor(inside * heat.from.length);
    const step = stepUnder(event, canvas);
    if (step === view.cursor) read(); else view.point(step);
  });
  canvas.addEventListener("pointerleave", () => { row = null; view.point(null); });
  canvas.addEventListener("dblclick", () => view.reset());
  view.watch((isZoom) => { if (isZoom) repeat(); moveCursor(canvas); read(); });
  return make("figure", { class: "chart" },
    make("figcaption", {}, make("strong", {}, "Latency heat map"), make("span", { class: "note" }, "stronger: more requests"), readout), canvas);
}

const heatHeight = 220;

function renderHeat(heat, picture, overlay, width) {
  const height = heatHeight;
  const ratio = window.devicePixelRatio || 1;
  picture.width = width * ratio;
  picture.height = height * ratio;
  picture.style.width = width + "px";
  picture.style.height = height + "px";
  const context = picture.getContext("2d");
  context.scale(ratio, ratio);
  context.clearRect(0, 0, width, height);
  const rows = heat.from.length;
  const rowHeight = (height - margin.top - margin.bottom) / Math.max(1, rows);
  const most = Math.max(1, ...heat.counts.slice(view.from, view.to).map((each) => Math.max(0, ...each)));
  const colour = getComputedStyle(document.documentElement).getPropertyValue("--heat").trim();
  context.fillStyle = colour;
  for (let step = view.from; step < view.to; step += 1) {
    const first = xOf(step * steps.length, width);
    const last = xOf(Math.min(view.endTime, (step + 1) * steps.length), width);
    for (let row = 0; row < rows; row += 1) {
      const count = heat.counts[step][row];
      if (!count) continue;
      context.globalAlpha = 0.12 + 0.88 * Math.log(1 + count) / Math.log(1 + most);
      context.fillRect(first, height - margin.bottom - (row + 1) * rowHeight, last - first + 0.4, rowHeight);
    }
  }
  context.globalAlpha = 1;
  const every = Math.max(1, Math.ceil(rows / 7));
  const labels = heat.from.map((value, row) => row % every ? null : draw("text", {
    x: margin.left - 6, y: height - margin.bottom - row * rowHeight + 4, "text-anchor": "end",
  }, format.time(value)));
  overlay.replaceChildren(draw("svg", { width, height, viewBox: `0 0 ${width} ${height}` },
    draw("g", { "opacity": "0.6" }, stretches(width, height)), eventMarks(width),
    draw("g", { class: "axis" }, labels), timeAxis(width, height),
    draw("line", { class: "cursor", y1: margin.top, y2: height - margin.bottom, visibility: "hidden" })));
}
