// The page of a sweep: how many points meet what is expected, curves, two knobs at once, all points.
const sweep = data.sweep;
const keyPlaces = new Map(data.columns.map((title, index) => [title, index]));
const rows = data.rows.map((values) => (title) => {
  const place = keyPlaces.get(title);
  return place == null ? null : values[place];
});
const dimensions = [...(sweep.scenarios.length ? ["scenario"] : []), ...sweep.vary.map((knob) => knob.path)];
const subjectsOf = (ending) => sweep.columns.filter((title) => title.endsWith(ending)).map((title) => title.slice(0, -ending.length));
const clients = subjectsOf(".goodput");
const components = subjectsOf(".utilisation");
const clientFigures = [
  ["goodput", "Goodput", format.rate], ["errors", "Errors", format.share], ["latency.mean", "Mean latency", format.time],
  ["latency.p50", "Median latency", format.time], ["latency.p95", "95th percentile of latency", format.time],
  ["latency.p99", "99th percentile of latency", format.time],
];
const verdicts = { pass: "is-pass", fail: "is-fail", inconclusive: "is-open" };

function headline() {
  const count = (verdict) => rows.filter((row) => row("verdict") === verdict).length;
  const [passed, failed, open] = [count("pass"), count("fail"), count("inconclusive")];
  const judged = passed + failed + open;
  const [kind, text] = judged === 0 ? ["open", "nothing was expected of these runs"]
    : [failed === 0 && open === 0 ? "pass" : passed === 0 && open === 0 ? "fail" : "open",
      `expectations hold at ${format.count(passed)} of ${format.count(judged)} points`
      + (open ? `, and cannot be decided at ${format.count(open)}` : "")];
  return make("header", {},
    make("div", { class: "title" },
      make("h1", { title: sweep.model.name }, shortened(sweep.model.name, 100), make("span", {}, " · sweep")), themeButton()),
    make("p", { class: "lead" }, dimensions.map((path) => shortened(path, 80)).join(", ")),
    make("p", { class: "verdict " + kind }, text),
    make("p", { class: "about" }, `${format.count(sweep.points)} points (${sweep.design}), ${format.count(sweep.replications)} `
      + `${sweep.replications === 1 ? "run" : "runs"} each, seed ${sweep.seed}, ${sweep.draws} draws`
      + (sweep.replications > 1 ? `; bands and bars are intervals at ${format.share(sweep.confidence)} confidence` : "")
      + (data.rows.length < sweep.points ? `; every ${data.stride}th point is on this page, results.csv has all` : "")));
}

// What a row has of everything that is varied but one.
function otherText(row, path) {
  return dimensions.filter((each) => each !== path)
    .map((each) => each === "scenario" ? knobText(row(each)) : `${each} ${knobText(row(each))}`).join(", ");
}

function pointOf(row, path, title, form) {
  const value = row(path);
  const [lower, upper] = [row(title + ".lower"), row(title + ".upper")];
  return { value, y: row(title), lower, upper, row,
    title: `${path} ${knobText(value)}${dimensions.length > 1 ? ", " + otherText(row, path) : ""}: ${form(row(title))}`
      + (lower == null ? "" : `, ${form(lower)} to ${form(upper)}`) };
}

function curves(path) {
  const shown = rows.filter((row) => row(path) != null);
  const groups = new Map();
  for (const row of shown) {
    const key = otherText(row, path);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(row);
  }
  const axis = knobAxis(shown.map((row) => row(path)));
  const isScattered = groups.size > lineColours.length || ![...groups.values()].some((list) => list.length > 1);
  const base = { axis, axisTitle: path, isScattered };
  const knees = (client) => {
    const places = new Map();
    if (groups.size > lineColours.length) return [];
    for (const knee of data.knees.filter((each) => each.client === client && each.knob === path)) {
      const row = shown.find((each) => each("point") === knee.point);
      if (!places.has(row(path))) places.set(row(path), []);
      places.get(row(path)).push(otherText(row, path));
    }
    return [...places].map(([value, others]) => ({ value, text: "knee",
      title: "Saturation knee" + (others[0] ? ` at ${others.join("; ")}` : "") + ": goodput over mean latency is largest here; more load buys little but waiting" }));
  };
  return groups.size === 1 ? singleCurves(base, path, shown, knees)
    : clients.flatMap((client) => clientFigures.filter(([name]) => name !== "latency.p50").map(([name, title, form]) => curveChart({
      ...base, title: clients.length > 1 ? `${client}: ${title}` : title, format: form,
      marks: axis.isNumeric ? knees(client) : [],
      lines: isScattered ? [{ name: "points", colour: lineColours[0], points: shown.map((row) => pointOf(row, path, `${client}.${name}`, form)) }]
        : [...groups].map(([key, list], index) => ({ name: key, colour: lineColours[index], showsKey: true,
          points: list.map((row) => pointOf(row, path, `${client}.${name}`, form)) })),
    })));
}

function singleCurves(base, path, shown, knees) {
  const line = (title, name, form, index) => ({ name, colour: lineColours[index % lineColours.length],
    points: shown.map((row) => pointOf(row, path, title, form)) });
  const charts = clients.flatMap((client) => {
    const titled = (title) => clients.length > 1 ? `${client}: ${title}` : title;
    const marks = base.axis.isNumeric ? knees(client) : [];
    return [
      curveChart({ ...base, title: titled("Requests"), format: format.rate, marks, lines: [
        line(client + ".offered", "offered", format.rate, 0), line(client + ".goodput", "goodput", format.rate, 2)] }),
      curveChart({ ...base, title: titled("Latency of successes"), format: format.time, marks, lines: [
        ...["p50", "p95", "p99"].map((name, index) => line(`${client}.latency.${name}`, name, format.time, [2, 0, 1][index])),
        line(client + ".latency.mean", "mean", format.time, 4)] }),
      curveChart({ ...base, title: titled("Errors"), format: format.share, marks, lines: [line(client + ".errors", "errors", format.share, 3)] }),
    ];
  });
  const parts = (ending, title, form) => {
    const names = subjectsOf(ending).filter((name) => shown.some((row) => row(name + ending) > 0)).slice(0, lineColours.length);
    if (names.length) charts.push(curveChart({ ...base, title, format: form, showsKey: true, lines: names.map((name, index) => line(name + ending, name, form, index)) }));
  };
  parts(".utilisation", "Utilisation", format.share);
  parts(".queue.mean", "Waiting in line", format.number);
  parts(".hitRatio", "Hit ratio", format.share);
  return charts;
}

function chosenCurves() {
  const slot = make("div", { class: "charts" });
  const show = (path) => slot.replaceChildren(...curves(path));
  show(dimensions[0]);
  return [choice("Along", dimensions, show), slot];
}

function pairOfKnobs() {
  const [across, down] = dimensions;
  const axes = { across: knobAxis(rows.map((row) => row(across))), down: knobAxis(rows.map((row) => row(down))) };
  if (axes.across.texts.length * axes.down.texts.length > rows.length * 4) return null;
  const options = clients.flatMap((client) => clientFigures.map(([name, title, form]) => ({ title: clients.length > 1 ? `${client}: ${title}` : title, name: `${client}.${name}`, form })));
  const slot = make("div", { class: "wide" });
  const show = (_, index) => {
    const { title, name, form } = options[index];
    slot.replaceChildren(cellMap({ title, format: form, ...axes, acrossTitle: across, downTitle: down,
      cells: rows.map((row) => ({ across: row(across), down: row(down), value: row(name), kind: verdicts[row("verdict")],
        title: `${across} ${knobText(row(across))}, ${down} ${knobText(row(down))}: ${title.toLowerCase()} ${form(row(name))}`
          + (row("verdict") ? `; expectations: ${row("verdict")}` : "") })) }));
  };
  show(null, 4);
  const buttons = choice("Figure", options.map((each) => each.title), show);
  if (buttons) [...buttons.children].forEach((button, index) => button.setAttribute("aria-pressed", index === 4 ? "true" : "false"));
  return section("Two at once", "Point to a cell to read it.", buttons, slot);
}

const mostTableRows = 1000;

function pointTable() {
  const number = (title, form, heading) => ({ title: heading, value: (row) => row(title), text: (row) => form(row(title)) });
  const sortKey = (path) => { const axis = knobAxis(rows.map((row) => row(path))); return (row) => axis.at(row(path)); };
  return sortableTable("Points", [
    { title: "point", value: (row) => row("point"), text: (row) => format.count(row("point")) },
    ...dimensions.map((path) => ({ title: path, value: sortKey(path), text: (row) => knobText(row(path)) })),
    ...clients.flatMap((client) => clientFigures.map(([name, , form]) =>
      number(`${client}.${name}`, form, clients.length > 1 ? `${client} ${name}` : name.replace("latency.", "")))),
    ...components.slice(0, 6).map((name) => number(name + ".utilisation", format.share, name)),
    { title: "verdict", value: (row) => row("verdict"), text: (row) => row("verdict") || none, isText: true },
    { title: "note", value: (row) => row("note") || row("failing"), text: (row) => row("note") || row("failing") || "", isText: true },
  ], rows.slice(0, mostTableRows));
}

document.getElementById("report").append(...[
  headline(),
  section("Curves", data.knees.length ? "The knee is where goodput over mean latency (Kleinrock's power) is largest." : null, chosenCurves()),
  dimensions.length === 2 ? pairOfKnobs() : null,
  section("Points", rows.length > mostTableRows ? `The first ${format.count(mostTableRows)}; results.csv has all.` : null, pointTable()),
  section("Make this sweep again", null, make("pre", { class: "command" }, data.command)),
].filter((each) => each));
