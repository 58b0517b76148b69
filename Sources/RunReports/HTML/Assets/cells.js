// A figure over two knobs: a cell for each pair of values, stronger where it is larger.
//
// options: title, across, down (axes), acrossTitle, downTitle, cells: [{ across, down, value, kind, title }], format
function cellMap(options) {
  const canvas = make("div", { class: "canvas cells", role: "img",
    "aria-label": `${options.title} over ${options.acrossTitle} and ${options.downTitle}; the table has the same figures` });
  responsive(canvas, (width) => renderCells(options, canvas, width));
  return make("figure", { class: "chart" },
    make("figcaption", {}, make("strong", {}, options.title),
      make("span", { class: "readout" }, "red frames: expectations do not hold; dashed: not decided")), canvas);
}

function renderCells(options, canvas, width) {
  const [columns, rows] = [options.across.texts, options.down.texts];
  const row = Math.max(9, Math.min(34, 420 / rows.length));
  const longest = Math.max(...rows.map((text) => Math.min(14, Array.from(text).length)));
  const left = Math.max(frame.left, longest * 6.6 + 16);
  const top = 24;
  const height = top + rows.length * row + frame.bottom;
  const column = (width - left - frame.right) / columns.length;
  const values = options.cells.map((cell) => cell.value).filter((value) => value != null && isFinite(value));
  const strength = strengthOf(values);
  const cells = options.cells.map((cell) => {
    const x = left + columns.indexOf(knobText(cell.across)) * column;
    const y = top + (rows.length - 1 - rows.indexOf(knobText(cell.down))) * row;
    const text = cell.value == null ? none : options.format(cell.value);
    const level = cell.value == null ? 0 : strength(cell.value);
    return draw("g", { class: "cell " + (cell.kind || "") }, draw("title", {}, cell.title),
      draw("rect", { x: x + 1, y: y + 1, width: Math.max(1, column - 2), height: Math.max(1, row - 2), rx: 2,
        fill: "var(--heat)", "fill-opacity": (0.06 + 0.84 * level).toFixed(3) }),
      column > text.length * 6.4 + 4 && row >= 16 ? draw("text", { x: x + column / 2, y: y + row / 2 + 4, "text-anchor": "middle" }, text) : null);
  });
  const every = (count, room) => Math.max(1, Math.ceil(count / Math.max(1, room)));
  const across = every(columns.length, (width - left) / (Math.max(...columns.map((text) => Math.min(14, text.length))) * 6.6 + 12));
  const down = every(rows.length, rows.length * row / 15);
  const axis = draw("g", { class: "axis" },
    columns.map((text, index) => index % across ? null : draw("text", { x: left + (index + 0.5) * column,
      y: height - frame.bottom + 16, "text-anchor": "middle" }, shortened(text, 14))),
    rows.map((text, index) => index % down ? null : draw("text", { x: left - 8,
      y: top + (rows.length - 0.5 - index) * row + 4, "text-anchor": "end" }, shortened(text, 14))));
  canvas.replaceChildren(picture(width, height, cells, axis,
    draw("text", { class: "small", x: (left + width) / 2, y: height - 6, "text-anchor": "middle" }, shortened(options.acrossTitle, Math.floor(width / 8))),
    draw("text", { class: "small", x: 4, y: 14 }, shortened(options.downTitle, Math.floor(width / 8)))));
}

// From 0 for the least to 1 for the most; by ratios where they span more than a decade.
function strengthOf(values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (!(most > least)) return () => 0.3;
  if (least > 0 && most / least > 10) return (value) => Math.log(value / least) / Math.log(most / least);
  return (value) => (value - least) / (most - least);
}
