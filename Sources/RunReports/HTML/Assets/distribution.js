// The distribution of a latency on a logarithmic axis: areas are shares of the requests, lines are
// percentiles, shaded where they have intervals.
//
// variants: [{ name, bars: [[from, through, count]], marks: [{ name, value, lower?, upper? }] }], of which
// one is shown at a time.
const plot = { left: 20, right: 20, bottom: 20, height: 210, row: 15 };

function distributionChart(title, variants, source) {
  const canvas = make("div", { class: "canvas distribution", role: "img",
    "aria-label": `Distribution of the latency; ${source} has its percentiles` });
  let selected = 0;
  const repeat = responsive(canvas, (width) => renderDistribution(variants[selected], canvas, width));
  return make("figure", { class: "chart" },
    make("figcaption", {}, make("strong", {}, title)),
    choice("Requests", variants.map((each) => each.name), (_, index) => { selected = index; repeat(); }),
    canvas);
}

function distribution(client) {
  const whole = data.result.clients[client];
  const variant = (name, bars, latency) => ({ name, bars, marks: ["p50", "mean", "p95", "p99"]
    .map((mark) => ({ name: mark, value: latency ? latency[mark] : null })) });
  const requests = Object.entries(whole.requests);
  return distributionChart("Latency of successes", [
    variant("all requests", data.charts.clients[client].profile, whole.latency),
    ...(requests.length > 1 ? requests : []).map(([name, each]) =>
      variant(name, data.charts.clients[client].requests[name], each.latency)),
  ], "the table of requests");
}

function renderDistribution({ bars, marks }, canvas, width) {
  const shown = marks.filter((mark) => mark.value != null);
  if (!bars.length || !shown.length) {
    canvas.replaceChildren(make("p", { class: "about" }, "No request succeeded."));
    return;
  }
  const texts = shown.map((mark) => mark.name + " " + format.time(mark.value));
  const ends = [...bars.flatMap((bar) => [bar[0] || bar[1] / 2, bar[1]]),
    ...shown.flatMap((mark) => [mark.lower, mark.upper])].filter((value) => value > 0);
  const low = Math.log(Math.max(1e-9, Math.min(...ends)));
  const span = Math.max(0.1, Math.log(Math.max(...ends)) - low);
  const at = (seconds) => Math.max(0, Math.min(1, (Math.log(Math.max(1e-9, seconds)) - low) / span));
  const x = (seconds) => plot.left + at(seconds) * (width - plot.left - plot.right);
  const labels = placeLabels(
    shown.map((mark, index) => ({ x: x(mark.value), width: textWidth(texts[index], 12, 600) })), 0, width);
  const top = 10 + labels.rows * plot.row;
  const height = top + plot.height - plot.bottom;
  const bottom = height - plot.bottom;
  // Bars are not all equally wide on this axis: it is the area that counts.
  const density = bars.map(([from, through, count]) =>
    count / Math.max(1e-3, Math.log(through) - Math.log(from || through / 2)));
  const most = Math.max(...density);
  const total = bars.reduce((sum, bar) => sum + bar[2], 0);
  let below = 0;
  const shapes = bars.map(([from, through, count], index) => {
    below += count;
    const y = bottom - density[index] / most * (bottom - top);
    return draw("rect", { class: "bar", x: x(from), y, width: Math.max(1, x(through) - x(from) - 0.4), height: bottom - y },
      draw("title", {}, `${format.time(from)} to ${format.time(through)}: ${format.count(count)} requests `
        + `(${format.share(count / total)}); ${format.share(below / total)} at most this long`));
  });
  canvas.replaceChildren(draw("svg", { width, height, viewBox: `0 0 ${width} ${height}` },
    logarithmicTicks(low, low + span, width).map((value) => draw("g", { class: "axis" },
      draw("line", { class: "grid", x1: x(value), x2: x(value), y1: top, y2: bottom }),
      draw("text", { x: x(value), y: height - 4, "text-anchor": "middle" }, short(format.time(value))))),
    shapes, shown.map((mark, index) => percentileMark(mark, texts[index], labels.places[index], x, top, bottom, labels.rows))));
}

function percentileMark(mark, text, place, x, top, bottom, rows) {
  const y = 11 + (rows - 1 - place.row) * plot.row;
  const hasInterval = mark.lower != null && mark.upper != null;
  return draw("g", { class: "percentile" },
    draw("title", {}, text + (hasInterval ? `, ${format.time(mark.lower)} to ${format.time(mark.upper)}` : "")),
    hasInterval ? draw("rect", { class: "interval", x: x(mark.lower), y: top,
      width: Math.max(2, x(mark.upper) - x(mark.lower)), height: bottom - top }) : null,
    draw("line", { x1: x(mark.value), x2: x(mark.value), y1: y + 3, y2: bottom }),
    draw("text", { x: place.x, y, "text-anchor": "middle" }, text));
}

// Of a logarithmic axis: decades, and between them what there is room for.
function logarithmicTicks(low, high, width) {
  const decades = Math.max(0.05, (high - low) / Math.LN10);
  const room = width / 64 / decades;
  const factors = room >= 3 ? [1, 2, 5] : room >= 2 ? [1, 3] : [1];
  const found = [];
  for (let power = Math.floor(low / Math.LN10); power <= high / Math.LN10; power += 1) {
    found.push(...factors.map((factor) => factor * Math.pow(10, power)));
  }
  const shown = found.filter((value) => Math.log(value) >= low && Math.log(value) <= high);
  return shown.length > 1 ? shown : [Math.exp(low + (high - low) * 0.1), Math.exp(high - (high - low) * 0.1)];
}
