// The page of a search: the answer, what was tried, and with a second knob the frontier.
const searches = data.searches;
const answerWords = { holds: "holds", fails: "fails", undecided: "undecided" };

function headline() {
  const open = searches.some((each) => !each.conclusive);
  const kind = open ? "open" : searches.every((each) => each.holds == null) ? "fail" : "pass";
  return make("header", {},
    make("div", { class: "title" },
      make("h1", { title: data.model }, shortened(data.model, 100), make("span", {}, " · search")), themeButton()),
    make("p", { class: "lead" }, `${data.isDownwards ? "The smallest" : "The largest"} ${data.knob} that meets the expectations`
      + (data.second == null ? "" : `, for each ${data.second}`)),
    data.second == null ? make("p", { class: "verdict " + kind }, searches[0].sentence) : null,
    data.second == null && searches[0].reason ? make("p", { class: "about" }, "Beyond: " + shortened(searches[0].reason, 400)) : null,
    make("p", { class: "about" }, `${format.share(data.confidence)} confidence that no step of ${searches.length > 1 ? "a" : "the"} search went wrong; `
      + `${format.count(data.runs)} runs in all`));
}

// Every value that was tried, one below the other, and the bracket that is left.
function trialChart(search) {
  const canvas = make("div", { class: "canvas trials", role: "img", "aria-label": "Values tried; the table has the same" });
  responsive(canvas, (width) => renderTrials(search, canvas, width));
  return make("figure", { class: "chart" },
    make("figcaption", {}, make("strong", {}, search.value == null ? "Values tried" : `Values tried at ${data.second} ${search.value}`),
      make("span", { class: "readout" }, ["holds", "fails", "undecided"].map((answer) => make("span", { class: "key" },
        make("i", { class: "answer-" + answer }), answerWords[answer])))), canvas);
}

function renderTrials(search, canvas, width) {
  const row = 16;
  const height = frame.top + search.trials.length * row + frame.bottom + 8;
  const axis = knobAxis(search.trials.map((trial) => trial.value));
  const x = alongAxis(axis, width);
  const [first, last] = [search.holds, search.fails].map((value) => value == null ? null : x(value)).sort((a, b) => a - b);
  const bracket = search.holds == null || search.fails == null ? null : draw("rect", { class: "bracket",
    x: first, width: Math.max(2, last - first), y: frame.top, height: height - frame.bottom - frame.top },
    draw("title", {}, `between ${search.holds} and ${search.fails}`));
  canvas.replaceChildren(picture(width, height, drawKnobAxis(axis, data.knob, width, height), bracket,
    search.trials.map((trial, index) => draw("g", { class: "trial" },
      draw("title", {}, `${trial.value}: ${answerWords[trial.answer]} after ${format.count(trial.runs)} runs` + (trial.reason ? `; ${trial.reason}` : "")),
      draw("text", { class: "small", x: frame.left - 10, y: frame.top + index * row + 13, "text-anchor": "end" }, `${index + 1}`),
      draw("circle", { class: "answer-" + trial.answer, cx: x(trial.value), cy: frame.top + index * row + 9, r: 5 })))));
}

function trialTable(search) {
  const axis = knobAxis(search.trials.map((trial) => trial.value));
  return sortableTable("Trials", [
    { title: "value", value: (row) => axis.at(row.value), text: (row) => row.value },
    { title: "answer", value: (row) => answerWords[row.answer], isText: true },
    { title: "runs", value: (row) => row.runs, text: (row) => format.count(row.runs) },
    { title: "why", value: (row) => row.reason, text: (row) => row.reason, isText: true },
  ], search.trials);
}

function frontier() {
  const numbers = searches.flatMap((each) => [each.holds, each.fails]).filter((value) => value != null);
  const unit = numbers.length ? numbers[0].replace(/^[\d.]+/, "") : "";
  const side = (name, key, colour) => ({ name, colour, points: searches.filter((each) => each[key] != null).map((each) => ({
    value: each.value, y: parseFloat(each[key]), title: `${data.second} ${each.value}: ${name} ${each[key]}` })) });
  return section("Frontier", `Expectations hold ${data.isDownwards ? "down" : "up"} to the green line.`,
    make("div", { class: "charts" }, curveChart({
      title: data.knob, axis: knobAxis(searches.map((each) => each.value)), axisTitle: data.second,
      format: (value) => format.number(value) + unit,
      lines: [side("holds at", "holds", "var(--good)"), side("fails at", "fails", "var(--bad)")] })),
    sortableTable("Frontier", [
      { title: data.second, value: (row) => row.value, isText: true },
      { title: "holds at", value: (row) => row.holds == null ? null : parseFloat(row.holds), text: (row) => row.holds || none },
      { title: "fails at", value: (row) => row.fails == null ? null : parseFloat(row.fails), text: (row) => row.fails || none },
      { title: "conclusive", value: (row) => row.conclusive ? "yes" : "no", isText: true },
      { title: "why not more", value: (row) => row.reason, text: (row) => row.reason, isText: true },
    ], searches));
}

function trials() {
  const slot = make("div", { class: "wide" });
  const show = (_, index) => slot.replaceChildren(trialChart(searches[index]), trialTable(searches[index]));
  show(null, 0);
  return [data.second == null ? null : choice(data.second, searches.map((each) => each.value), show), slot];
}

document.getElementById("report").append(...[
  headline(),
  data.second == null ? null : frontier(),
  section("The search", "From the first value that was tried, above, to the last; the bracket that is left is shaded.", trials()),
  section("Make this search again", null, make("pre", { class: "command" }, data.command)),
].filter((each) => each));
