// Values with their intervals, one a row, on one axis.
//
// rows: [{ label, value, lower, upper, kind?, title }]; reference: a value to draw a line at, or null
function whiskers(title, rows, form, reference) {
  const canvas = make("div", { class: "canvas", role: "img", "aria-label": title + "; the table below has the same figures" });
  responsive(canvas, (width) => renderWhiskers(rows, form, reference, canvas, width));
  return make("figure", { class: "chart" }, make("figcaption", {}, make("strong", {}, title)), canvas);
}

function renderWhiskers(rows, form, reference, canvas, width) {
  const left = Math.min(220, width * 0.4);
  const right = 16;
  const row = 26;
  const height = rows.length * row + 34;
  const ends = rows.flatMap((each) => [each.value, each.lower, each.upper])
    .concat(reference == null ? [] : [reference]).filter((each) => each != null && isFinite(each));
  let low = Math.min(...ends);
  let high = Math.max(...ends);
  if (reference == null && low > 0 && low < high * 0.6) low = 0;
  const pad = (high - low || Math.abs(high) || 1) * 0.06;
  low -= low === 0 ? 0 : pad;
  high += pad;
  const x = (value) => left + (value - low) / (high - low) * (width - left - right);
  const wanted = Math.max(2, Math.floor((width - left) / 110));
  const step = ticks(high - low, wanted)[1] || 1;
  const marks = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) {
    marks.push(Math.abs(value) < step / 1e6 ? 0 : value);
  }
  const axis = marks.map((value) => draw("g", { class: "axis" },
    draw("line", { class: "grid", x1: x(value), x2: x(value), y1: 6, y2: height - 24 }),
    draw("text", { x: x(value), y: height - 8, "text-anchor": "middle" }, short(form(value)))));
  const line = reference == null ? null : draw("line", {
    class: "reference", x1: x(reference), x2: x(reference), y1: 6, y2: height - 24,
  });
  const shapes = rows.map((each, index) => {
    const y = 18 + index * row;
    return draw("g", { class: "whisker " + (each.kind || "") },
      draw("title", {}, each.title),
      draw("text", { x: left - 10, y: y + 4, "text-anchor": "end" }, pinched(each.label, Math.floor(left / 7))),
      each.lower == null ? null : draw("line", { x1: x(each.lower), x2: x(each.upper), y1: y, y2: y }),
      each.lower == null ? null : [each.lower, each.upper].map((end) =>
        draw("line", { x1: x(end), x2: x(end), y1: y - 5, y2: y + 5 })),
      each.value == null ? null : draw("circle", { cx: x(each.value), cy: y, r: 4.5 }));
  });
  canvas.replaceChildren(draw("svg", { width, height, viewBox: `0 0 ${width} ${height}` }, axis, line, shapes));
}
