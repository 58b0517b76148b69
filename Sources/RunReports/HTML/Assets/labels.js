// Labels above what they are about, in as few rows as it takes for none to touch another.
//
// labels: [{ x: the middle wanted, width }], from left to right in any order; low, high: where the room
// for them begins and ends. Returns the middle and the row of each, row 0 next to what is labelled.
function placeLabels(labels, low, high, gap = 8) {
  const ends = [];
  const places = Array(labels.length);
  const order = labels.map((_, index) => index).sort((a, b) => labels[a].x - labels[b].x || a - b);
  for (const index of order) {
    const { x, width } = labels[index];
    const middle = Math.max(low + width / 2, Math.min(high - width / 2, x));
    let row = ends.findIndex((end) => end + gap <= middle - width / 2);
    if (row < 0) row = ends.length;
    ends[row] = middle + width / 2;
    places[index] = { x: middle, row };
  }
  return { places, rows: ends.length };
}

// How wide text is drawn, in pixels.
const textWidth = (() => {
  const context = document.createElement("canvas").getContext("2d");
  return (text, size = 12, weight = 400) => {
    context.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
    return context.measureText(text).width;
  };
})();

// As much of a name as there is room for, the end of it cut off.
function fitted(text, room, size, weight) {
  if (textWidth(text, size, weight) <= room) return text;
  const signs = Array.from(text).slice(0, 200);
  while (signs.length > 1 && textWidth(signs.join("") + "…", size, weight) > room) signs.pop();
  return signs.join("") + "…";
}
