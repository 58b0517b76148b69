// A chart over time: lines, a band, or areas that stand on each other.
//
// options: title, format, series: [{ name, values, lower?, colour }], stacked, maximum?, note?
const margin = { left: 62, right: 10, top: 8, bottom: 20 };

function timeChart(options) {
  const readout = make("div", { class: "readout", "aria-live": "off" });
  const canvas = make("div", {
    class: "canvas", tabindex: "0", role: "img", onkeydown: steer,
    "aria-label": options.title + " over time; arrow keys read values, plus and minus zoom",
  });
  const box = make("figure", { class: "chart" },
    make("figcaption", {}, make("strong", {}, options.title), readout), canvas);
  const repeat = responsive(canvas, (width) => renderTimeChart(options, canvas, width));
  canvas.addEventListener("pointermove", (event) => {
    const step = stepUnder(event, canvas);
    if (step != null) view.point(step);
    if (dragStart != null && step != null) markDrag(canvas, dragStart, step);
  });
  canvas.addEventListener("pointerleave", () => { if (dragStart == null) view.point(null); });
  canvas.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch") return;
    dragStart = stepUnder(event, canvas);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointerup", (event) => {
    const end = stepUnder(event, canvas);
    if (dragStart != null && end != null && Math.abs(end - dragStart) >= 2) {
      view.zoom(Math.min(dragStart, end), Math.max(dragStart, end) + 1);
    }
    dragStart = null;
    repeat();
  });
  canvas.addEventListener("dblclick", () => view.reset());
  const read = () => renderReadout(options, readout);
  view.watch((isZoom) => {
    if (isZoom) repeat();
    moveCursor(canvas);
    read();
  });
  read();
  return box;
}

let dragStart = null;

function plotWidth(canvas) { return canvas.clientWidth - margin.left - margin.right; }

function stepUnder(event, canvas) {
  const x = event.clientX - canvas.getBoundingClientRect().left - margin.left;
  const span = view.endTime - view.startTime;
  const time = view.startTime + x / plotWidth(canvas) * span;
  const step = Math.floor(time / steps.length);
  return step < view.from || step >= view.to ? null : step;
}

function xOf(time, width) {
  const span = view.endTime - view.startTime;
  return margin.left + (time - view.startTime) / span * (width - margin.left - margin.right);
}

function moveCursor(canvas) {
  const line = canvas.querySelector(".cursor");
  if (!line) return;
  const hidden = view.cursor == null || view.cursor < view.from || view.cursor >= view.to;
  line.setAttribute("visibility", hidden ? "hidden" : "visible");
  if (hidden) return;
  const x = xOf((view.cursor + 0.5) * steps.length, canvas.clientWidth);
  line.setAttribute("x1", x);
  line.setAttribute("x2", x);
}

function markDrag(canvas, from, to) {
  const mark = canvas.querySelector(".drag");
  const first = xOf(Math.min(from, to) * steps.length, canvas.clientWidth);
  const last = xOf((Math.max(from, to) + 1) * steps.length, canvas.clientWidth);
  mark.setAttribute("x", first);
  mark.setAttribute("width", Math.max(0, last - first));
}

function renderReadout(options, readout) {
  const step = view.cursor;
  const when = step == null ? [] : [make("span", { class: "when" }, "at " + format.clock(step * steps.length))];
  readout.replaceChildren(...when, ...options.series.map((series) => {
    const value = step == null ? null : series.values[step];
    return make("span", { class: "key", title: series.name },
      make("i", { style: "background:" + series.colour }), shortened(series.name, 36),
      step == null ? null : make("b", {}, options.format(value)));
  }));
}

// Fault windows, the warm-up and changes of state, behind every chart over time.
function backdrop(width, height) {
  return stretches(width, height).concat(eventMarks(width));
}

function stretches(width, height) {
  const bottom = height - margin.bottom;
  const parts = [];
  const stretch = (from, to, kind, title) => {
    const first = Math.max(margin.left, xOf(from, width));
    const last = Math.min(width - margin.right, xOf(to, width));
    if (last < first) return;
    parts.push(draw("rect", {
      class: kind, x: first, y: margin.top, width: Math.max(1.5, last - first),
      height: bottom - margin.top,
    }, draw("title", {}, title)));
  };
  if (data.result.window.start > 0) {
    stretch(0, data.result.window.start, "warmup", "warm-up: not counted in the figures");
  }
  for (const fault of data.result.faults) {
    const end = fault.end == null ? steps.end : fault.end;
    stretch(fault.start, end, "fault", fault.title);
  }
  return parts;
}

const mostMarks = 400;

// A small triangle at the upper edge for each change of state; those of one place share one.
function eventMarks(width) {
  const marks = new Map();
  for (const entry of data.result.log.entries) {
    if (entry.time < view.startTime || entry.time > view.endTime) continue;
    const x = Math.round(xOf(entry.time, width) / 4) * 4;
    if (!marks.has(x) && marks.size >= mostMarks) break;
    marks.set(x, [...(marks.get(x) || []), `${format.clock(entry.time)} ${entry.subject}: ${entry.event}`]);
  }
  return [...marks].map(([x, texts]) => draw("path", { class: "event", d: `M${x - 4},0 H${x + 4} L${x},6 Z` },
    draw("title", {}, texts.length > 6 ? [...texts.slice(0, 5), `and ${texts.length - 5} more`].join("\n") : texts.join("\n"))));
}

function timeAxis(width, height) {
  const bottom = height - margin.bottom;
  const wanted = Math.max(3, Math.floor(width / 110));
  return timeTicks(view.startTime, view.endTime, wanted).map((time) => draw("g", { class: "axis" },
    draw("line", { x1: xOf(time, width), x2: xOf(time, width), y1: bottom, y2: bottom + 4 }),
    draw("text", { x: xOf(time, width), y: height - 4,
      "text-anchor": xOf(time, width) > width - 26 ? "end" : "middle" }, format.clock(time))));
}

function renderTimeChart(options, canvas, width) {
  const height = options.height || 150;
  const shown = options.series.map((series) => layers(options, series));
  const tops = shown.flatMap((each) => each.tops.slice(view.from, view.to));
  const most = Math.max(options.least || 0, ...tops.filter((each) => each != null));
  const maximum = options.maximum || (most > 0 ? most * 1.06 : 1);
  const yOf = (value) => height - margin.bottom
    - value / maximum * (height - margin.bottom - margin.top);
  const grid = ticks(maximum, 4).map((value) => draw("g", { class: "axis" },
    draw("line", { class: "grid", x1: margin.left, x2: width - margin.right, y1: yOf(value), y2: yOf(value) }),
    draw("text", { x: margin.left - 6, y: yOf(value) + 4, "text-anchor": "end" },
      axisText(options.format, value))));
  const shapes = shown.flatMap((each, index) => shape(each, options.series[index], width, yOf));
  canvas.replaceChildren(draw("svg", { width, height, viewBox: `0 0 ${width} ${height}` },
    backdrop(width, height), grid, shapes, timeAxis(width, height),
    draw("rect", { class: "drag", y: margin.top, width: 0, height: height - margin.top - margin.bottom }),
    draw("line", { class: "cursor", y1: margin.top, y2: height - margin.bottom, visibility: "hidden" })));
  moveCursor(canvas);
}

// Lower and upper edge of a series, with what it stands on.
function layers(options, series) {
  if (!options.stacked) return { tops: series.values, bottoms: series.lower || null };
  const below = options.series.slice(0, options.series.indexOf(series));
  const bottoms = series.values.map((_, step) => below.reduce((sum, each) => sum + (each.values[step] || 0), 0));
  return { tops: series.values.map((value, step) => bottoms[step] + (value || 0)), bottoms };
}

function shape(layer, series, width, yOf) {
  const x = (step) => xOf(Math.min(view.endTime, (step + 0.5) * steps.length), width);
  const runs = [];
  let run = [];
  for (let step = view.from; step < view.to; step += 1) {
    if (layer.tops[step] == null) { if (run.length) runs.push(run); run = []; } else run.push(step);
  }
  if (run.length) runs.push(run);
  return runs.flatMap((each) => {
    const top = each.map((step) => x(step).toFixed(1) + "," + yOf(layer.tops[step]).toFixed(1));
    // A step on its own still has to be seen.
    if (top.length === 1) top.push((x(each[0]) + 1.5).toFixed(1) + "," + top[0].split(",")[1]);
    if (!layer.bottoms) {
      return [draw("polyline", { class: "line", points: top.join(" "), stroke: series.colour })];
    }
    const bottom = each.map((step) => x(step).toFixed(1) + "," + yOf(layer.bottoms[step] || 0).toFixed(1));
    if (bottom.length === 1) bottom.push((x(each[0]) + 1.5).toFixed(1) + "," + bottom[0].split(",")[1]);
    return [
      draw("polygon", { class: series.lower ? "band" : "area", points: top.concat(bottom.reverse()).join(" "), fill: series.colour }),
      series.lower ? null : draw("polyline", { class: "line", points: top.join(" "), stroke: series.colour }),
    ];
  });
}
