// The distribution of a latency on a logarithmic axis, with its percentiles.
function distribution(client) {
  const options = ["all requests", ...Object.keys(data.result.clients[client].requests)];
  const canvas = make("div", { class: "canvas", role: "img",
    "aria-label": "Distribution of the latency; the table of requests has its percentiles" });
  let selected = 0;
  const profileOf = () => selected === 0
    ? data.charts.clients[client].profile : data.charts.clients[client].requests[options[selected]];
  const latencyOf = () => selected === 0
    ? data.result.clients[client].latency
    : data.result.clients[client].requests[options[selected]].latency;
  const repeat = responsive(canvas, (width) =>
    renderDistribution(profileOf(), latencyOf(), canvas, width));
  return make("figure", { class: "chart" },
    make("figcaption", {}, make("strong", {}, "Latency of successes")),
    options.length > 2
      ? choice("Requests", options, (_, index) => { selected = index; repeat(); }) : null,
    canvas);
}

function renderDistribution(bars, latency, canvas, width) {
  const height = 220;
  if (!bars.length || !latency) {
    canvas.replaceChildren(make("p", { class: "about" }, "No request succeeded."));
    return;
  }
  const top = 40;
  const low = Math.log(Math.max(1e-9, bars[0][0] || bars[0][1] / 2));
  const high = Math.log(bars[bars.length - 1][1]);
  const span = Math.max(0.1, high - low);
  const x = (seconds) => margin.left
    + Math.max(0, Math.min(1, (Math.log(Math.max(1e-9, seconds)) - low) / span))
    * (width - margin.left - margin.right);
  const most = Math.max(...bars.map((bar) => bar[2]));
  const y = (count) => height - margin.bottom - count / most * (height - margin.bottom - top);
  const total = bars.reduce((sum, bar) => sum + bar[2], 0);
  let below = 0;
  const shapes = bars.map(([from, through, count]) => {
    below += count;
    return draw("rect", { class: "bar", x: x(from), y: y(count),
      width: Math.max(1, x(through) - x(from) - 0.5), height: height - margin.bottom - y(count) },
      draw("title", {}, `${format.time(from)} to ${format.time(through)}: ${format.count(count)} requests `
        + `(${format.share(count / total)}); ${format.share(below / total)} at most this long`));
  });
  const decades = [];
  for (let power = Math.ceil(low / Math.LN10); power <= high / Math.LN10; power += 1) {
    decades.push(Math.pow(10, power));
  }
  if (decades.length < 2) decades.push(bars[0][1], bars[bars.length - 1][1]);
  const axis = decades.map((value) => draw("g", { class: "axis" },
    draw("line", { class: "grid", x1: x(value), x2: x(value), y1: top, y2: height - margin.bottom }),
    draw("text", { x: x(value), y: height - 4, "text-anchor": "middle" }, short(format.time(value)))));
  const marks = [["p50", latency.p50], ["mean", latency.mean], ["p95", latency.p95], ["p99", latency.p99]]
    .map(([name, value], index) => draw("g", { class: "percentile" },
      draw("line", { x1: x(value), x2: x(value), y1: 13 + (index % 2) * 13, y2: height - margin.bottom }),
      draw("text", { x: Math.min(width - 60, Math.max(40, x(value))), y: 11 + (index % 2) * 13, "text-anchor": "middle" },
        name + " " + format.time(value))));
  canvas.replaceChildren(draw("svg", { width, height, viewBox: `0 0 ${width} ${height}` },
    axis, shapes, marks));
}
