// Figures over the values of a knob, with their intervals.
//
// options: title, axis, axisTitle, format, lines: [{ name, colour, points: [{ value, y, lower, upper, title }] }],
// marks: [{ value, title, text }], isScattered?
function curveChart(options) {
  const canvas = make("div", { class: "canvas curves", role: "img",
    "aria-label": `${options.title} by ${options.axisTitle}; the table has the same figures` });
  responsive(canvas, (width) => renderCurves(options, canvas, width));
  return make("figure", { class: "chart" },
    make("figcaption", {}, make("strong", {}, options.title),
      options.lines.length < 2 && !options.showsKey ? null : make("span", { class: "readout" },
        options.lines.map((line) => make("span", { class: "key", title: line.name },
          make("i", { style: "background:" + line.colour }), shortened(line.name, 36))))),
    canvas);
}

function renderCurves(options, canvas, width) {
  const height = 230;
  const points = options.lines.flatMap((line) => line.points);
  const tops = points.flatMap((point) => [point.y, point.upper]).filter((value) => value != null && isFinite(value));
  const maximum = Math.max(0, ...tops) * 1.06 || 1;
  const x = alongAxis(options.axis, width);
  const y = (value) => height - frame.bottom - Math.min(1.02, value / maximum) * (height - frame.bottom - frame.top);
  const marks = (options.marks || []).map((mark) => draw("g", { class: "knee" },
    draw("title", {}, mark.title),
    draw("line", { x1: x(mark.value), x2: x(mark.value), y1: frame.top, y2: height - frame.bottom }),
    draw("text", { x: x(mark.value) + (x(mark.value) > width - 70 ? -4 : 4), y: frame.top + 9,
      "text-anchor": x(mark.value) > width - 70 ? "end" : "start" }, mark.text)));
  canvas.replaceChildren(picture(width, height,
    drawFigureAxis(ticks(maximum, 4), y, options.format, width),
    drawKnobAxis(options.axis, options.axisTitle, width, height), marks,
    options.lines.map((line) => drawCurve(options, line, x, y))));
}

function drawCurve(options, line, x, y) {
  const points = line.points.filter((point) => point.y != null)
    .sort((a, b) => options.axis.at(a.value) - options.axis.at(b.value));
  const place = (point, value) => `${x(point.value).toFixed(1)},${y(value).toFixed(1)}`;
  const certain = points.filter((point) => point.lower != null && point.upper != null);
  const isLine = !options.isScattered && options.axis.isNumeric;
  const band = !isLine || certain.length < 2 ? null : draw("polygon", { class: "band", fill: line.colour,
    points: certain.map((point) => place(point, point.upper))
      .concat(certain.map((point) => place(point, Math.max(0, point.lower))).reverse()).join(" ") });
  const whiskers = isLine ? [] : certain.map((point) => draw("line", { class: "line", stroke: line.colour,
    x1: x(point.value), x2: x(point.value), y1: y(Math.max(0, point.lower)), y2: y(point.upper) }));
  return [band, whiskers,
    isLine ? draw("polyline", { class: "line", stroke: line.colour, points: points.map((point) => place(point, point.y)).join(" ") }) : null,
    points.map((point) => draw("circle", { class: "point", cx: x(point.value), cy: y(point.y), r: 3.2, fill: line.colour },
      draw("title", {}, point.title)))].flat();
}
