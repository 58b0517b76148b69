// What all charts over time share: the steps that are shown, and the step that is pointed at.
const steps = (() => {
  const series = data.result.series;
  const lists = Object.values(series.clients).map((each) => each.offered)
    .concat(Object.values(series.components).map((each) => each.completions));
  const end = data.result.ending.at == null ? data.result.window.end : data.result.ending.at;
  return { length: series.step, count: lists.length ? lists[0].length : 0, end };
})();

const view = {
  from: 0,
  to: steps.count,
  cursor: null,
  listeners: [],
  watch(listener) { view.listeners.push(listener); },
  tell(isZoom) { for (const listener of view.listeners) listener(isZoom); },
  point(step) {
    const cursor = step == null ? null : Math.max(0, Math.min(steps.count - 1, step));
    if (cursor === view.cursor) return;
    view.cursor = cursor;
    view.tell(false);
  },
  zoom(from, to) {
    const first = Math.max(0, Math.min(from, to));
    const last = Math.min(steps.count, Math.max(from, to));
    if (last - first < 2) return;
    view.from = first;
    view.to = last;
    view.tell(true);
  },
  reset() { view.zoom(0, steps.count); },
  // Events per second in a step; the last one may be shorter.
  perSecond(count, step) {
    const length = Math.min(steps.length, steps.end - step * steps.length);
    return length > 0 ? count / length : 0;
  },
  get startTime() { return view.from * steps.length; },
  get endTime() { return Math.min(steps.end, view.to * steps.length); },
};

// The same keys on every chart: move, zoom, show all.
function steer(event) {
  const at = view.cursor == null ? view.from : view.cursor;
  const span = view.to - view.from;
  const around = (size) => {
    const first = Math.round(at - size * (at - view.from) / span);
    view.zoom(first, first + Math.max(2, Math.round(size)));
  };
  switch (event.key) {
    case "ArrowLeft": view.point(at - (event.shiftKey ? 10 : 1)); break;
    case "ArrowRight": view.point(view.cursor == null ? at : at + (event.shiftKey ? 10 : 1)); break;
    case "Home": view.point(view.from); break;
    case "End": view.point(view.to - 1); break;
    case "+": case "=": around(span / 2); break;
    case "-": around(Math.min(steps.count, span * 2)); break;
    case "0": view.reset(); break;
    case "Escape": view.point(null); view.reset(); break;
    default: return;
  }
  event.preventDefault();
}
