// Values of knobs, such as 4, 250us or roundRobin, along an axis; and axes for figures.
const frame = { left: 66, right: 16, top: 12, bottom: 40 };
const lineColours = ["var(--c1)", "var(--c2)", "var(--c3)", "var(--c4)", "var(--c5)", "var(--c6)", "var(--c7)", "var(--c8)"];
const asModelled = "as in the model";

function knobText(value) { return value == null ? asModelled : String(value); }

// Numbers of one unit have their distance; everything else stands side by side in its order.
function knobAxis(values) {
  const texts = [...new Set(values.map(knobText))];
  const parts = texts.map((text) => /^(\d+(?:\.\d+)?)(\D*)$/.exec(text));
  const isNumeric = texts.length > 1 && parts.every((part) => part && part[2] === parts[0][2]);
  if (!isNumeric) return { texts, isNumeric, at: (value) => texts.indexOf(knobText(value)), low: -0.5, high: texts.length - 0.5 };
  const number = (value) => parseFloat(knobText(value));
  texts.sort((a, b) => number(a) - number(b));
  const [least, most] = [number(texts[0]), number(texts[texts.length - 1])];
  const isWide = least > 0 && most / least > 30;
  const at = isWide ? (value) => Math.log(number(value)) : number;
  const [low, high] = [at(texts[0]), at(texts[texts.length - 1])];
  const pad = (high - low) * 0.03;
  return { texts, isNumeric, at, low: low - pad, high: high + pad };
}

function alongAxis(axis, width) {
  return (value) => frame.left + (axis.at(value) - axis.low) / (axis.high - axis.low) * (width - frame.left - frame.right);
}

// As many of the values as there is room for, and what they are values of.
function drawKnobAxis(axis, title, width, height) {
  const x = alongAxis(axis, width);
  const longest = Math.max(...axis.texts.map((text) => Math.min(16, Array.from(text).length)));
  const room = longest * 6.6 + 14;
  let last = -Infinity;
  const labels = axis.texts.map((text) => {
    if (x(text) - last < room) return null;
    last = x(text);
    return draw("g", { class: "axis" },
      draw("line", { x1: x(text), x2: x(text), y1: height - frame.bottom, y2: height - frame.bottom + 4 }),
      draw("text", { x: x(text), y: height - frame.bottom + 16, "text-anchor": "middle" }, shortened(text, 16)));
  });
  return [labels, draw("text", { class: "small", x: (frame.left + width - frame.right) / 2, y: height - 6, "text-anchor": "middle" },
    shortened(title, Math.floor(width / 8)))];
}

function drawFigureAxis(marks, y, form, width) {
  return marks.map((value) => draw("g", { class: "axis" },
    draw("line", { class: "grid", x1: frame.left, x2: width - frame.right, y1: y(value), y2: y(value) }),
    draw("text", { x: frame.left - 6, y: y(value) + 4, "text-anchor": "end" }, short(form(value)))));
}

function picture(width, height, ...parts) {
  return draw("svg", { width, height, viewBox: `0 0 ${width} ${height}` }, ...parts);
}
